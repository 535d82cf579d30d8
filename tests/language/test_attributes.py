"""What is remembered of spaCy's rules for parts of speech is what the rules give."""

import pytest
import spacy

from analysis.language.pipeline import DEFAULT_PIPELINE

_SET = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]


@pytest.fixture(scope="module")
def stock():
    return spacy.load(DEFAULT_PIPELINE)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that he didn't know whether those who left had been told.",
        # rules on two tokens
        "There is no deal yet. Let's go on, we ain't done; they're gonna sign.",
        "\n\nWhat that means, nobody knows:\n- It's theirs.\n",
        "",
    ],
)
def test_the_same_as_the_rules_give_the_first_time_and_again(language, stock, text):
    wanted = stock(text)
    for _ in range(2):
        found = language.make_doc(text)
        for name in ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"):
            found = language.get_pipe(name)(found)
        assert found.to_array(_SET).tolist() == wanted.to_array(_SET).tolist()
