"""Polarisation by Esteban and Ray, with figures worked out by hand."""

import pytest

from analysis.views.polarisation import esteban_ray, polarisation, statements_of
from analysis.views.polarisation_figure import describe, figure, find
from tests.views.material import codings, day


def test_two_equal_camps_at_the_ends_are_as_polarised_as_can_be():
    assert esteban_ray([1.0, 1.0, -1.0, -1.0]) == pytest.approx(1.0)


def test_parties_at_one_point_are_not_polarised():
    assert esteban_ray([0.6, 0.6, 0.6]) == 0
    assert esteban_ray([]) == 0


def test_a_small_camp_against_a_large_one_is_less():
    # 2 * (1/4 squared * 3/4 * 2 + 3/4 squared * 1/4 * 2) = 0.75
    assert esteban_ray([1.0, 1.0, 1.0, -1.0]) == pytest.approx(0.75)


def test_a_camp_between_lessens_it():
    # Three camps of a third at -1, 0 and 1: 2 * (1/27) * (1 + 1 + 2) * 2 = 16/27.
    assert esteban_ray([-1.0, 0.0, 1.0]) == pytest.approx(16 / 27)


def test_camps_nearer_to_each_other_are_less_polarised():
    assert esteban_ray([0.5, -0.5]) == pytest.approx(0.5)


FRAME = codings(
    ("Armenia", "corridor", -1.0, "2023-09-02"), ("Armenia", "corridor", -1.0, "2023-09-09"),
    ("Azerbaijan", "corridor", 1.0, "2023-09-10"),
    ("Armenia", "corridor", -1.0, "2023-10-02"), ("Azerbaijan", "corridor", 1.0, "2023-10-02"),
    ("Iran", "border", 1.0, "2023-09-02"), ("Iran", "border", 1.0, "2023-09-03"), ("Iran", "border", 1.0, "2023-09-04"),
)  # fmt: skip


def test_each_party_counts_the_same_however_much_it_says():
    (month,) = polarisation(FRAME)
    assert (month.theme, month.first, month.parties, month.statements) == ("corridor", day("2023-09-01"), 2, 3)
    assert month.polarisation == pytest.approx(1.0)
    assert statements_of(FRAME, month) == (1, 2, 3)
    (_, october) = polarisation(FRAME, months=2)
    assert statements_of(FRAME, october, months=2) == (1, 2, 3, 4, 5)


def test_months_with_too_little_evidence_are_blank():
    # October has two statements, and on the border one party speaks alone.
    assert [(month.theme, month.first.month) for month in polarisation(FRAME)] == [("corridor", 9)]


def test_months_taken_together_reach_back():
    assert [(month.first.month, month.statements) for month in polarisation(FRAME, months=2)] == [(9, 3), (10, 5)]


def test_reprints_unclear_undated_and_unsure_statements_are_no_evidence():
    for more in ({"counts_as": 1}, {"stance": "unclear"}, {"confidence": 0.1}, {"day": None}):
        frame = codings(
            ("Armenia", "corridor", -1.0, "2023-09-02"), ("Azerbaijan", "corridor", 1.0, "2023-09-02"),
            ("Armenia", "corridor", -1.0, "2023-09-02", more),
        )  # fmt: skip
        assert polarisation(frame) == []


def test_a_click_opens_a_month_and_the_sentence_names_the_ends():
    months = polarisation(FRAME, months=2)
    points = figure(months, {"corridor": "Corridor"}).data[0].customdata
    assert find(months, *points[1]) == months[1]
    assert "Corridor, October 2023: polarisation 1.00, 2 parties, 5 statements" in describe(
        months, {"corridor": "Corridor"}
    )
    assert "In no month" in describe([], {})


def test_a_month_of_one_outlet_or_of_unsure_codings_says_so_and_is_drawn_so():
    paper, unsure = {"source": "Yerevan Paper"}, {"confidence": 0.4}
    frame = codings(
        ("Armenia", "corridor", -1.0, "2023-09-02", paper), ("Armenia", "corridor", -1.0, "2023-09-09", paper),
        ("Azerbaijan", "corridor", 1.0, "2023-09-10", paper),
        ("Armenia", "corridor", -1.0, "2023-10-02", unsure), ("Azerbaijan", "corridor", 1.0, "2023-10-02", unsure),
        ("Azerbaijan", "corridor", 1.0, "2023-10-03", unsure),
    )  # fmt: skip
    september, october = polarisation(frame)
    assert (september.one_outlet, october.one_outlet) == (True, False)
    assert october.confidence == pytest.approx(0.4)
    words = list(figure([september, october], {}).data[0].hovertext)
    assert "one outlet only" in words[0].replace("<br>", " ")
    assert "only 40% sure" in words[1].replace("<br>", " ")
    marker = figure([september, october], {}).data[0].marker
    assert (marker.symbol, marker.opacity) == (("square-open", "square"), (1.0, 0.4))
    # With the month before, October's are of several outlets.
    assert [month.one_outlet for month in polarisation(frame, months=2)] == [True, False]


def test_a_reprint_elsewhere_makes_a_second_outlet():
    paper = {"source": "Yerevan Paper"}
    rows = [("Armenia", "corridor", -1.0, "2023-09-02", paper)] * 2 + [
        ("Azerbaijan", "corridor", 1.0, "2023-09-02", paper)
    ]
    again = ("Armenia", "corridor", -1.0, "2023-09-02", {"source": "Baku Paper", "counts_as": 1})
    other = ("Iran", "border", 1.0, "2023-09-02")
    assert [month.one_outlet for month in polarisation(codings(*rows, other))] == [True]
    assert [month.one_outlet for month in polarisation(codings(*rows, again, other))] == [False]
