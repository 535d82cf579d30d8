"""A tiny NLI model built here: two layers of two heads, whose last weights are set so that its answer is known."""

from pathlib import Path

import pytest

from analysis.coding.coder import Coder
from analysis.coding.cross_encoder import CrossEncoderStance
from analysis.coding.encoder import EncoderError, HashingEncoder
from analysis.coding.themes import Assignment
from analysis.model import Codebook, Theme
from tests.coding.statements import statement

THEME = Theme("truce", "Truce", "An end of the fighting.", "There should be a truce.")
SAID = statement("He <said> {a truce is near}.")


def tiny_model(folder: Path, labels: list[str], answer: int) -> str:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "truce", "is", "near"]))
    config = BertConfig(
        vocab_size=9,
        hidden_size=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=8,
        id2label=dict(enumerate(labels)),
        label2id={label: column for column, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([4.0 if column == answer else 0.0 for column in range(len(labels))]))
    model.save_pretrained(folder)
    BertTokenizer(str(vocabulary)).save_pretrained(folder)
    return str(folder)


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "stance"), [(0, "oppose"), (1, "support"), (2, "unclear")])
def test_an_nli_model_decides_the_stance(tmp_path, answer, stance):
    name = tiny_model(tmp_path, ["contradiction", "entailment", "neutral"], answer)
    coding = CrossEncoderStance(name).stance(SAID, THEME, Assignment("truce"))
    assert (coding.theme, coding.stance) == ("truce", stance)


@pytest.mark.slow
def test_the_model_that_the_user_names_decides_in_place_of_the_rules(tmp_path, monkeypatch):
    theme = Theme("truce", "Truce", "An end of the fighting.", "There should be a truce.", ("truce",))
    said = statement("He <said> {he welcomes the truce}.")
    found = []
    for name in ("", tiny_model(tmp_path, ["contradiction", "entailment", "neutral"], 0)):
        monkeypatch.setenv("PARLEY_STANCES", name)
        coder = Coder(Codebook("talks", "Talks", "1", (theme,)), HashingEncoder())
        found += [coding.stance for coding in coder.code([said])[0][0]]
    assert found == ["support", "oppose"]


@pytest.mark.slow
def test_another_model_is_refused(tmp_path):
    name = tiny_model(tmp_path, ["good", "bad", "ugly"], 0)
    with pytest.raises(EncoderError, match="entailment"):
        CrossEncoderStance(name).stance(SAID, THEME, Assignment("truce"))


@pytest.mark.slow
def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(EncoderError, match="none"):
        CrossEncoderStance(str(tmp_path / "none")).stance(SAID, THEME, Assignment("truce"))
