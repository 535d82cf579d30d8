"""Agreement of reviewers with the machine, and with each other, worked out by hand."""

import pytest

from analysis.model import Coding, StanceLabel
from analysis.store.correction_fields import Correction
from analysis.views.agreement import By, agreement_with_machine
from analysis.views.reliability import differences, reliability, settle
from tests.store.samples import add, coded

ARMENIA = ("We reject the corridor agreement for good", "Nikol Pashinyan", "Armenia", StanceLabel.OPPOSE)


@pytest.fixture
def talks(workspace):
    """Statement 1 (Azerbaijan, supports corridors), 2 (Armenia, opposes) and 3 (Armenia, supports)."""
    add(workspace, coded())
    add(workspace, coded(*ARMENIA))
    add(workspace, coded("We accept that prisoners come home", "Ararat Mirzoyan", "Armenia"))
    return workspace


def review(workspace, user, *corrections):
    workspace.corrections.make([Correction(*correction) for correction in corrections], user)


def found(table, *keys):
    return {tuple(row[key] for key in keys): (row["reviewed"], row["right"]) for row in table.to_dict("records")}


def test_predictions_do_not_count_as_reviewed(talks):
    assert agreement_with_machine(talks).empty
    review(talks, "ana", (1, "note", "Look again."), (2, "starred", True))
    assert agreement_with_machine(talks).empty
    assert agreement_with_machine(talks, By.THEME).empty


def test_agreement_by_field_theme_and_party(talks):
    review(talks, "ana", (1, "accepted", True))
    review(talks, "ana", (2, "speaker", "Alen Simonyan"), (2, "stance", "support", "corridors"), (2, "accepted", True))
    review(talks, "ana", (3, "rejected", True))
    table = agreement_with_machine(talks)
    assert table["field"].tolist() == ["statement", "speaker", "party", "kind", "theme", "stance"]
    assert found(table, "field") == {
        ("statement",): (3, 2),
        ("speaker",): (2, 1),
        ("party",): (2, 2),
        ("kind",): (2, 2),
        ("theme",): (2, 2),
        ("stance",): (2, 1),
    }
    assert table["share"].round(3).tolist() == [0.667, 0.5, 1.0, 1.0, 1.0, 0.5]
    assert found(agreement_with_machine(talks, By.THEME), "field", "theme") == {
        ("theme", "corridors"): (2, 2),
        ("stance", "corridors"): (2, 1),
    }
    by_party = found(agreement_with_machine(talks, By.PARTY), "field", "party")
    assert by_party["statement", "Armenia"] == (2, 1)
    assert by_party["stance", "Armenia"] == (1, 0)
    assert by_party["stance", "Azerbaijan"] == (1, 1)


def test_a_theme_that_the_machine_missed_and_one_too_many_are_both_wrong(talks):
    review(talks, "ana", (1, "stance", "support", "transit"), (1, "stance", None, "corridors"))
    assert found(agreement_with_machine(talks, By.THEME), "field", "theme") == {
        ("theme", "corridors"): (1, 0),
        ("theme", "transit"): (1, 0),
    }
    # Nobody has looked at its speaker.
    assert set(agreement_with_machine(talks)["field"]) == {"statement", "theme"}


def test_agreement_is_with_what_the_machine_says_now(talks):
    review(talks, "ana", (1, "accepted", True))
    assert found(agreement_with_machine(talks), "field")["stance",] == (1, 1)
    from dataclasses import replace

    talks.replace(1, replace(coded(), codings=((Coding("corridors", StanceLabel.OPPOSE, -0.8, 0.6),),)))
    assert found(agreement_with_machine(talks), "field")["stance",] == (1, 0)


def test_two_reviewers_agree_and_differ(talks):
    for statement in (1, 2, 3):
        review(talks, "ana", (statement, "accepted", True))
    review(talks, "ben", (1, "accepted", True))
    review(talks, "ben", (2, "accepted", True))
    review(talks, "ben", (3, "stance", "oppose", "corridors"), (3, "speaker", None), (3, "accepted", True))
    measured = {one.field: one for one in reliability(talks.frames.corrections(), "ana", "ben")}
    # ana: support, oppose, support; ben: support, oppose, oppose. Observed 2/3, by chance (2*1 + 1*2) / 9 = 4/9:
    # kappa = (6/9 - 4/9) / (5/9) = 0.4. Alpha: of six values three support, three oppose; one pair of three differs:
    # observed disagreement 1/3, expected 2 * 3 * 3 / (6 * 5) = 0.6, alpha = 1 - (1/3) / 0.6 = 4/9.
    assert (measured["stance"].units, measured["stance"].agree) == (3, 2)
    assert measured["stance"].kappa == pytest.approx(0.4)
    assert measured["stance"].alpha == pytest.approx(4 / 9)
    assert (measured["speaker"].units, measured["speaker"].agree) == (3, 2)
    # Both always say that it is a statement: chance can't be told.
    assert (measured["statement"].units, measured["statement"].kappa, measured["statement"].alpha) == (3, None, None)
    different = differences(talks.frames.corrections(), "ana", "ben")
    assert {(one.statement_id, one.field, one.theme, one.first, one.second) for one in different} == {
        (3, "speaker", None, "Ararat Mirzoyan", None),
        (3, "stance", "corridors", "support", "oppose"),
    }


def test_where_one_rejects_that_alone_is_the_difference(talks):
    review(talks, "ana", (1, "accepted", True))
    review(talks, "ben", (1, "speaker", "Jeyhun Bayramov"), (1, "rejected", True))
    (difference,) = differences(talks.frames.corrections(), "ana", "ben")
    assert (difference.field, difference.first, difference.second) == ("statement", True, False)
    talks.corrections.make(settle(difference, value=True), "eva")
    assert talks.frames.statements()["statement_id"].tolist() == [1, 2, 3]


def test_settling_makes_a_value_count_and_leaves_how_far_they_agreed(talks):
    review(talks, "ana", (2, "party", "Armenia"))
    review(talks, "ben", (2, "party", "Russia"))
    (difference,) = differences(talks.frames.corrections(), "ana", "ben")
    assert not difference.settled
    talks.corrections.make(settle(difference, "Armenia"), "ana")
    assert talks.frames.statement(2)["party"] == "Armenia"
    (difference,) = differences(talks.frames.corrections(), "ana", "ben")
    assert difference.settled
    assert [(one.units, one.agree) for one in reliability(talks.frames.corrections(), "ana", "ben")][2] == (1, 0)
    # Who thinks anew reopens it.
    review(talks, "ben", (2, "party", "Iran"))
    assert not differences(talks.frames.corrections(), "ana", "ben")[0].settled
