"""Turns in made-up paths, where a person sees at once on which day they lie."""

import datetime as dt

import pytest

from analysis.views.path_cuts import chance, cuts
from analysis.views.turning_points import turning_points
from tests.views.material import codings, day


def said(party, theme, scores, first_month=1):
    return [(party, theme, score, f"2025-{first_month + number:02d}-10") for number, score in enumerate(scores)]


def test_a_path_is_cut_where_it_turns():
    assert cuts([-1, -0.9, -1, -0.8, 0.9, 1, 0.8]) == [4]
    assert cuts([-1, -1, -1, 1, 1, 1, -1, -1, -1]) == [3, 6]


@pytest.mark.parametrize("scores", [[], [0.7], [0.9, 0.8, 1.0, 0.7, 0.9], [0.1, 0.3, 0.5, 0.6]])
def test_a_steady_path_is_not_cut(scores):
    assert cuts(scores) == []


def test_the_chance_is_that_of_random_orders():
    # Two of four in each half: of the 6 orders of two for and two against, 2 part them as sharply.
    assert chance([-1, -1, 1, 1], 2) == pytest.approx(1 / 3, abs=0.05)
    # Four and four: 2 of the 70 orders.
    assert chance([-1] * 4 + [1] * 4, 4) == pytest.approx(2 / 70, abs=0.02)


def test_a_turn_has_its_days_its_means_and_the_statements_on_either_side():
    frame = codings(*said("Iran", "inspections", [-1, -0.8, -0.9, -0.9, 0.8, 1, 0.9, 0.9]))
    (turn,) = turning_points(frame)
    assert (turn.party, turn.theme) == ("Iran", "inspections")
    assert (turn.last_before, turn.first_after) == (day("2025-04-10"), day("2025-05-10"))
    assert (turn.mean_before, turn.mean_after) == pytest.approx((-0.9, 0.9))
    assert (turn.statement_before, turn.statement_after) == (4, 5)
    assert (turn.days_before, turn.days_after) == (4, 4)
    assert turn.sureness.startswith("clear: a random order parts them as sharply in")


def test_a_turn_of_unsure_stances_is_said_to_be_unsure_and_comes_last():
    unsure = {"confidence": 0.4}
    sharp = [(*one, unsure) for one in said("Iran", "inspections", [-1, -1, -1, -1, 1, 1, 1, 1])]
    frame = codings(*sharp, *said("France", "inspections", [-1, -1, 1, 1, 1]))
    first, last = turning_points(frame)
    assert (first.party, last.party) == ("France", "Iran")
    assert last.chance < first.chance
    assert last.sureness.startswith("unsure, its stances are only 40% sure; clear: a random order")
    assert last.doubtful


def test_a_side_that_one_outlet_alone_carries_is_named():
    paper = {"source": "Tehran Paper"}
    path = said("Iran", "inspections", [-1, -0.8, -0.9, -0.9, 0.8, 1, 0.9, 0.9])
    before = [(*one, paper) for one in path[:4]]
    (turn,) = turning_points(codings(*before, *path[4:]))
    assert turn.alone == ("before it",)
    assert turn.sureness.endswith("; before it one outlet only")
    assert turn.doubtful
    (sound,) = turning_points(codings(*path))
    assert not sound.doubtful
    (only,) = turning_points(codings(*[(*one, paper) for one in path]))
    assert only.alone == ()


def test_few_statements_are_said_to_be_few():
    (turn,) = turning_points(codings(*said("Iran", "inspections", [-1, 1])))
    assert turn.sureness == "too few days to tell from chance (1 day before, 1 after)"


def test_the_statement_shown_is_the_one_that_stands_where_the_path_does():
    frame = codings(
        *said("Iran", "inspections", [-1, -1, -1]),
        ("Iran", "inspections", 1.0, "2025-04-10"), ("Iran", "inspections", 0.1, "2025-04-10", {"confidence": 0.9}),
        *said("Iran", "inspections", [1, 1], first_month=5),
    )  # fmt: skip
    (turn,) = turning_points(frame)
    assert turn.statement_after == 4


def test_a_small_shift_is_no_turn():
    assert turning_points(codings(*said("Iran", "inspections", [0.3, 0.3, 0.3, 0.7, 0.7, 0.7]))) == []


def test_parties_and_themes_are_apart_and_the_surest_turn_comes_first():
    frame = codings(
        *said("Iran", "inspections", [-1, 1]), *said("France", "inspections", [1, 1]),
        *said("Iran", "sanctions", [-1, -1, -1, -1, 1, 1, 1, 1]),
    )  # fmt: skip
    assert [(turn.party, turn.theme) for turn in turning_points(frame)] == [
        ("Iran", "sanctions"), ("Iran", "inspections"),
    ]  # fmt: skip


def test_reprints_undated_and_unclear_statements_turn_nothing():
    for more in ({"counts_as": 1}, {"day": None}, {"stance": "unclear"}, {"confidence": 0.2}):
        frame = codings(("Iran", "x", -1, "2025-01-01"), ("Iran", "x", 1, "2025-02-01", more))
        assert turning_points(frame) == []


def test_a_party_that_spoke_on_very_many_days_is_followed_by_the_week():
    # 200 days from Wednesday, 1 January 2025, every one; the stance turns on Monday, 21 April.
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=number) for number in range(200)]
    frame = codings(*(("Iran", "x", -0.8 if one < dt.date(2025, 4, 21) else 0.8, one.isoformat()) for one in days))
    (turn,) = turning_points(frame)
    assert (turn.last_before, turn.first_after) == (day("2025-04-20"), day("2025-04-21"))
    assert (turn.days_before, turn.days_after) == (16, 13)  # weeks: the first has five days, the last six
    assert turn.sureness.endswith("of cases (16 weeks before, 13 after)")


def test_of_more_turns_than_are_given_those_that_explain_most_are(monkeypatch):
    monkeypatch.setattr("analysis.views.turning_points.MOST_TURNS", 1)
    small = said("Iran", "inspections", [-0.3, -0.3, -0.3, 0.7, 0.7, 0.7])
    large = said("Iraq", "inspections", [-1, -1, -1, 1, 1, 1])
    (turn,) = turning_points(codings(*small, *large))
    assert (turn.party, turn.mean_before, turn.mean_after) == ("Iraq", -1, 1)
