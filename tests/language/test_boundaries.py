"""Where the content of a candidate may begin and end."""

import pytest

from analysis.language.analysis import parse
from analysis.language.boundaries import boundaries
from analysis.language.candidates import candidates
from analysis.language.ranking import load_ranking
from analysis.language.refinement import POSSIBLE, load_refinement, measure
from analysis.language.reported import outside
from analysis.model import Article


def contents(language, text: str, cue: str, relation: str) -> dict[str, list[str]]:
    """The contents of a cue's candidate of a relation, by the kind of their boundary."""
    doc = parse(language, Article("t.txt", "", text))
    (candidate,) = (c for c in candidates(doc) if c.cue.text == cue and c.key.relation == relation)
    found: dict[str, list[str]] = {}
    for boundary in boundaries(candidate):
        start, end = boundary.span(doc)
        found.setdefault(boundary.kind, []).append(text[start:end])
    return found


def test_a_content_is_also_tried_without_its_last_phrases(language):
    text = "Burhan said the army would return to the talks, because the siege had ended."
    found = contents(language, text, "said", "ccomp")
    assert found["parsed"] == ["the army would return to the talks, because the siege had ended"]
    assert "the army would return to the talks" in found["cut"]


def test_a_content_is_also_tried_with_the_pronoun_that_it_says_something_of(language):
    text = "Kurti signed the accord, which Vučić said had failed."
    found = contents(language, text, "said", "ccomp")
    assert found["pronoun"] == ["which Vučić said had failed"]


def test_every_boundary_is_another_one(language):
    text = "Pashinyan said on Monday that Armenia would open the road, and that Baku had agreed to it in principle."
    doc = parse(language, Article("t.txt", "", text))
    for candidate in candidates(doc):
        spans = [b.span(doc) for b in boundaries(candidate)]
        assert len(spans) == len(set(spans))
        assert spans[0] == candidate.span


@pytest.mark.parametrize("text", ["Hamas rejected the offer.", "Sudan's army said that Chad had shelled the bridge."])
def test_probabilities_are_probabilities(language, text):
    doc = parse(language, Article("t.txt", "", text))
    judged = list(load_refinement().judged(outside(doc, []), [], lambda _: True))
    assert judged
    assert all(0 <= j.confidence <= 1 and 0 <= j.exact <= 1 for j in judged)


def test_only_possible_candidates_are_measured(language):
    doc = parse(language, Article("t.txt", "", "The convoy drove to Gedaref on the road that Sudan's army held."))
    measured = list(measure(outside(doc, []), [], load_ranking()))
    assert all(load_ranking().confidence(m.candidate, []) >= POSSIBLE for m in measured)
