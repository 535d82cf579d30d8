"""One filter after the other leaves fewer rows, whichever way they are found."""

import datetime as dt

import pandas as pd
import pytest

from analysis.store.filters import Filters
from analysis.store.rows_left import FilterColumns, RowsLeft

SPEAKERS = ["Ana", None, "Ben", "Ana"] + ["Cem"] * 16


@pytest.fixture
def left():
    days = pd.to_datetime(pd.Series(["2025-01-01", None, "2025-03-01", "2025-02-01"] + ["2025-02-10"] * 16))
    frame = pd.DataFrame(
        {
            "speaker": pd.Categorical(SPEAKERS),
            "source": pd.Categorical(["Post", "Post", "Times", None] + ["Times"] * 16),
            "confidence": [0.5, 0.9, 0.2, 0.8] + [1.0] * 16,
            "first_day": days.astype("datetime64[s]"),
            "last_day": (days + pd.Timedelta(days=27)).astype("datetime64[s]"),
        }
    )
    return RowsLeft(FilterColumns(frame))


def test_without_a_filter_all_are_left(left):
    left.one_of("speaker", ())
    left.common(Filters())
    assert left.places is None


@pytest.mark.parametrize(
    ("speakers", "places"),
    [
        (["Ana"], [0, 3]),
        (["Ben", "Ana"], [0, 2, 3]),
        (["Cem"], [*range(4, 20)]),
        (["nobody"], []),
    ],
)
def test_the_rows_of_few_and_of_many_values_are_found_in_order(left, speakers, places):
    left.one_of("speaker", speakers)
    assert left.places.tolist() == places


def test_each_filter_looks_at_what_is_left(left):
    left.one_of("speaker", ["Ana", "Ben"])
    left.one_of("source", ["Post", "Times"])
    assert left.places.tolist() == [0, 2]
    left.sure(0.5)
    assert left.places.tolist() == [0]


def test_a_time_leaves_what_may_lie_in_it_and_the_undated_unless_they_are_not_wanted(left):
    left.common(Filters(since=dt.date(2025, 2, 15), until=dt.date(2025, 2, 9)))
    assert left.places.tolist() == [1, 3]
    left.common(Filters(include_undated=False))
    assert left.places.tolist() == [3]
