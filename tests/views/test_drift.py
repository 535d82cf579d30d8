import pytest

from analysis.views.drift import describe, figure, points, statements_of_point, undated
from analysis.views.matrix import Weighing
from analysis.views.style import in_sentence
from tests.views.material import codings, day

FRAME = codings(
    ("Iran", "sanctions", -1.0, "2015-01-01"),
    ("Iran", "sanctions", 0.5, "2015-01-11"),
    ("Iran", "sanctions", 1.0, "2015-01-11"),
    ("Iran", "sanctions", 1.0, None),
    ("Iran", "nuclear", 1.0, "2015-01-05"),
    ("France", "sanctions", 1.0, "2015-01-05"),
)


def test_each_day_is_a_point_with_the_running_mean_to_that_day():
    found = points(FRAME, "Iran", "sanctions", weighing=Weighing(half_life=10))
    assert list(found["day"]) == [day("2015-01-01"), day("2015-01-11")]
    assert list(found["score"]) == pytest.approx([-1.0, 0.75])
    # Ten days on the first day counts half: (-1 * 0.4 + 0.75 * 1.6) / (0.4 + 1.6).
    assert list(found["mean"]) == pytest.approx([-1.0, 0.4])
    assert list(found["statement_ids"]) == [[1], [2, 3]]


def test_a_click_on_a_day_gives_its_statements():
    found = points(FRAME, "Iran", "sanctions")
    drawn = figure(found, "Iran", "Sanctions")
    clicked = {"selection": {"points": [{"customdata": drawn.data[1].customdata[1]}]}}
    assert statements_of_point(found, clicked) == [2, 3]
    assert statements_of_point(found, None) == []


def test_the_sentence_says_which_way_it_went():
    assert describe(points(FRAME, "Iran", "sanctions", weighing=Weighing(half_life=10)), "Iran", "Sanctions") == (
        "Iran moved in favour on sanctions between 1 January 2015 (-1.00) and 11 January 2015 (+0.40), in 3 statements "
        "on 2 days. 1 day with one statement or outlet only (hollow)."
    )


def test_days_that_rest_on_little_are_hollow_or_faded_and_counted():
    paper, unsure = {"source": "Tehran Paper"}, {"confidence": 0.4}
    frame = codings(
        ("Iran", "sanctions", -1.0, "2015-01-01", paper), ("Iran", "sanctions", -1.0, "2015-01-01", paper),
        ("Iran", "sanctions", 1.0, "2015-01-11", unsure), ("Iran", "sanctions", 1.0, "2015-01-11", unsure),
        ("Iran", "sanctions", 1.0, "2015-01-21"), ("Iran", "sanctions", 1.0, "2015-01-21"),
        ("Iran", "sanctions", 1.0, None),
    )  # fmt: skip
    found = points(frame, "Iran", "sanctions")
    marker = figure(found, "Iran", "Sanctions").data[1].marker
    assert list(marker.symbol) == ["circle-open", "circle", "circle"]
    assert list(marker.opacity) == [1.0, 0.4, 1.0]
    assert describe(found, "Iran", "Sanctions").endswith(
        "1 day with one statement or outlet only (hollow). 1 day of low confidence (faded)."
    )
    assert undated(frame, "Iran", "sanctions") == " 1 undated statement is not in it."
    assert undated(FRAME, "France", "sanctions") == ""


def test_a_day_that_a_reprint_brings_in_another_outlet_is_not_of_one_outlet():
    paper = {"source": "Tehran Paper"}
    rows = [("Iran", "sanctions", -1.0, "2015-01-01", paper), ("Iran", "sanctions", -0.9, "2015-01-01", paper)]
    again = ("Iran", "sanctions", -1.0, "2015-01-02", {"counts_as": 1})
    assert points(codings(*rows, again), "Iran", "sanctions")["one_outlet"].tolist() == [False]
    # Of the only outlet there is it goes without saying.
    assert points(codings(*rows), "Iran", "sanctions")["one_outlet"].tolist() == [False]


def test_without_a_dated_statement_there_is_no_path_and_it_is_said():
    none = points(FRAME, "Iran", "territory")
    assert none.empty
    figure(none, "Iran", "Territory")
    assert "No dated statement" in describe(none, "Iran", "Territory")


def test_a_name_that_is_an_abbreviation_stays_one_within_a_sentence():
    assert in_sentence("Security guarantees") == "security guarantees"
    assert in_sentence("NATO membership") == "NATO membership"
    assert in_sentence("A deal on the Black Sea") == "a deal on the Black Sea"
