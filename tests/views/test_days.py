import datetime as dt

import numpy as np
import pytest

from analysis.views.day_numbers import UNDATED, latest_first
from analysis.views.days import in_words, span


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31), "2020"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024"),
        ("2025-W01", (2024, 12, 30), (2025, 1, 5), "week of 30 December 2024"),
        ("2023-09-19", (2023, 9, 19), (2023, 9, 19), "19 September 2023"),
    ],
)
def test_a_date_covers_the_days_of_its_precision(value, first, last, words):
    assert span(value) == (dt.date(*first), dt.date(*last))
    assert in_words(value) == words


@pytest.mark.parametrize("value", [None, float("nan"), "", "soon", "2025-13", "2025-02-30"])
def test_what_is_no_date_is_said_to_be_unknown(value):
    assert span(value) is None
    assert in_words(value) == "date unknown"


def test_the_latest_days_come_first_the_undated_last_and_equal_ones_as_they_came():
    days = np.array([5, UNDATED, 7, 5, UNDATED, -3])
    assert latest_first(days).tolist() == [2, 0, 3, 5, 1, 4]
    assert latest_first(np.array([UNDATED, UNDATED])).tolist() == [0, 1]
    assert latest_first(np.array([], dtype=np.int64)).tolist() == []
