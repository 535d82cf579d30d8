"""Themes and stances of sentences on many conflicts, by the shipped codebook."""

from functools import cache

import pytest

from analysis.coding.codebook import load_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import HashingEncoder
from analysis.model import Coding
from tests.coding.statements import Case, cases, statement


@cache
def coder() -> Coder:
    return Coder(load_codebook(), HashingEncoder())


def code(text: str, kind: str = "indirect", party: str | None = None, context: str = "") -> dict[str, Coding]:
    codings, _ = coder().code([statement(text, kind, party, context)])
    return {coding.theme: coding for coding in codings[0]}


def marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.known, strict=True)] if case.known else []
    return pytest.param(case, id=case.text, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_a_sentence_is_coded_as_an_analyst_codes_it(case):
    found = code(case.text, case.kind, case.party, case.context)
    assert {theme: coding.stance.value for theme, coding in found.items()} == case.themes


def test_no_sentence_is_coded_the_opposite_way():
    wrong = [
        (case.text, theme)
        for case in cases()
        for theme, coding in code(case.text, case.kind, case.party, case.context).items()
        if {coding.stance.value, case.themes.get(theme)} == {"support", "oppose"}
    ]
    assert wrong == []


def test_a_conditional_stance_names_its_condition():
    found = code("He <said> {the talks could resume only if the shelling of the city stopped}.", party="Sudan")
    assert found["negotiations"].stance == "conditional"
    assert found["negotiations"].condition == "only if the shelling of the city stopped"
    assert found["ceasefire"].stance == "support"


def test_the_side_of_the_marker_decides_what_is_conditional():
    found = code("She <said> {Belgrade would forgo sanctions in return for a lasting truce}.", party="Serbia")
    assert found["sanctions"].stance == "conditional"
    assert found["ceasefire"].stance == "support"
    assert found["ceasefire"].condition is None


def test_what_another_side_did_is_no_stance_of_the_speaker():
    text = "He <said> {that Baku had accepted a truce}."
    assert code(text, party="Armenia")["ceasefire"].stance == "unclear"
    assert code(text, party="Azerbaijan")["ceasefire"].stance == "support"


def test_negation_turns_a_phrase_round():
    assert code("He <said> {Spain would lift the sanctions}.", party="Spain")["sanctions"].stance == "oppose"
    assert code("He <said> {Spain would not lift the sanctions}.", party="Spain")["sanctions"].stance == "support"


def test_scores_and_confidences_stay_in_their_ranges():
    for case in cases():
        for coding in code(case.text, case.kind, case.party, case.context).values():
            assert -1 <= coding.score <= 1
            assert 0 <= coding.confidence <= 1
            if coding.stance == "unclear":
                assert coding.confidence < 0.5
            if coding.stance in ("support", "oppose"):
                assert (coding.score > 0) == (coding.stance == "support")


def test_evidence_is_in_the_words_of_the_text():
    coding = code("Kyiv {rejected the idea of recognising the annexation}.", "position", "Ukraine")["territory"]
    assert coding.evidence == ("rejected", "recognising", "annexation")


def test_a_theme_of_the_sentence_before_is_less_sure():
    before = "The mediators had proposed a ceasefire of two weeks."
    taken = code("The army {ruled out the proposal}.", "position", "Sudan", before)["ceasefire"]
    named = code("The army {ruled out the ceasefire}.", "position", "Sudan")["ceasefire"]
    assert taken.stance == named.stance == "oppose"
    assert taken.confidence < named.confidence
