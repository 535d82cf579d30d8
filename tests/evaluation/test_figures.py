"""Figures and their intervals, worked out by hand."""

import pytest

from analysis.evaluation.figures import Counts, f1, mean, share
from analysis.evaluation.tables import counts, in_words, interval


def test_an_f1_weighs_what_is_overlooked_and_what_is_invented():
    figure = f1("statements", "Statements", [Counts(3, 4, 3), Counts(1, 2, 2)])
    assert (figure.right, figure.gold, figure.found) == (4, 6, 5)
    assert figure.precision == pytest.approx(4 / 5)
    assert figure.recall == pytest.approx(4 / 6)
    assert figure.value == pytest.approx(8 / 11)
    assert in_words(figure, figure.value) == "72.7"
    assert counts(figure) == "P 80.0, R 66.7 (gold 6, found 5)"


def test_few_articles_give_an_f1_no_interval():
    figure = f1("statements", "Statements", [Counts(3, 4, 3)] * 3)
    assert (figure.low, figure.high) == (None, None)
    assert interval(figure) == "–"


def test_of_few_items_that_are_all_right_the_interval_says_how_few():
    # Wilson's interval for 10 of 10 begins at 1 / (1 + 1.96² / 10).
    figure = share("direct", "Quotations", [Counts(10, 10)])
    assert figure.value == 1
    assert figure.low == pytest.approx(1 / (1 + 1.96**2 / 10), abs=1e-4)
    assert figure.high == pytest.approx(1)
    assert interval(figure) == "72.2 % to 100.0 %"


def test_articles_that_differ_give_a_wider_interval_than_articles_that_are_alike():
    alike = share("speaker", "Speaker", [Counts(4, 5)] * 20)
    differ = share("speaker", "Speaker", [Counts(5, 5)] * 16 + [Counts(0, 5)] * 4)
    assert alike.value == differ.value == 0.8
    assert (alike.low, alike.high) == pytest.approx((0.8, 0.8))
    assert differ.low < 0.7
    assert differ.high > 0.9


def test_the_same_counts_give_the_same_interval_again():
    rows = [Counts(n % 3, 3, 2) for n in range(30)]
    assert f1("a", "A", rows) == f1("a", "A", rows)


def test_a_mean_over_queries():
    figure = mean("search/dev", "Search", [Counts(1, 1), Counts(0.5, 1), Counts(0, 1), Counts(1, 1)])
    assert in_words(figure, figure.value) == "0.625"
    assert counts(figure) == "4 queries"


def test_nothing_to_be_right_about_is_no_figure_of_success():
    assert share("dated", "Dated words", []).value == 0
    assert f1("themes", "Themes", [Counts(0, 0, 0)]).value == 0
