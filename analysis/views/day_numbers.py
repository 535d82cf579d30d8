"""Days as whole numbers, so that a million of them can be compared at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.numbers import orderly

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# The number of what has no date: less than that of any day.
UNDATED = np.iinfo(np.int64).min
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Covered(NamedTuple):
    """The first and the last day of what is dated, and that by which half of it has come."""

    first: dt.date
    middle: dt.date
    last: dt.date


def covered(numbers: NDArray[np.int64]) -> Covered | None:
    """What the days of some numbers cover; None where none is dated."""
    dated = np.sort(numbers[numbers != UNDATED])
    return Covered(*map(to_day, (dated[0], dated[len(dated) // 2], dated[-1]))) if len(dated) else None


def day_numbers(first_days: pd.Series[pd.Timestamp]) -> NDArray[np.int64]:
    """The days since 1970 of a column ``first_day``; :data:`UNDATED` where there is none."""
    days: NDArray[np.int64] = first_days.to_numpy("datetime64[D]").astype(np.int64)
    return days


def latest_first(numbers: NDArray[np.int64]) -> NDArray[np.intp]:
    """The places of days, the latest first and the undated last; equal ones as they came."""
    dated = numbers != UNDATED
    age = np.where(dated, numbers.max(initial=UNDATED) - np.where(dated, numbers, 0), 0)
    age[~dated] = age.max(initial=0) + 1
    return orderly(age)


def to_day(number: int) -> dt.date:
    """The day of a number."""
    return dt.date.fromordinal(_EPOCH + int(number))


def to_number(day: dt.date) -> int:
    """The number of a day."""
    return day.toordinal() - _EPOCH


def dates(first_days: pd.Series[pd.Timestamp]) -> NDArray[np.object_]:
    """The days of a column ``first_day`` as ``datetime.date``, None where there is none."""
    days: NDArray[np.object_] = first_days.to_numpy("datetime64[D]").astype(object)
    return days


def months(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The months of dated days, as months since January of the year 0."""
    found: NDArray[np.int64] = numbers.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return found
