"""Days, weeks, months and years of the calendar, and how to count from one to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from analysis.language.tense import TimeReference
from analysis.model import Precision


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or year, by its first day."""

    start: dt.date
    precision: Precision

    @classmethod
    def around(cls, day: dt.date, precision: Precision) -> Period:
        """The period of that precision that ``day`` lies in; weeks begin on Monday."""
        if precision is Precision.WEEK:
            return cls(day - dt.timedelta(days=day.weekday()), precision)
        if precision is Precision.MONTH:
            return cls(day.replace(day=1), precision)
        if precision is Precision.YEAR:
            return cls(day.replace(month=1, day=1), precision)
        return cls(day, precision)

    @property
    def value(self) -> str:
        """ISO 8601 in the period's precision: ``2025``, ``2025-04``, ``2025-W16``, ``2025-04-17``."""
        if self.precision is Precision.WEEK:
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02}"
        return self.start.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]]


def count_from(day: dt.date, count: int, precision: Precision) -> Period:
    """The day, week, month or year that lies ``count`` of them after ``day`` (before it, where negative)."""
    return Period.around(day + relativedelta(**{f"{precision.value}s": count}), precision)  # type: ignore[arg-type]


def nearest(candidates: Iterable[Period], anchor: dt.date, time: TimeReference) -> Period | None:
    """The candidate that lies nearest to the anchor, on the side of it that the tense allows.

    The anchor's own day or month counts for both sides.
    """
    candidates = sorted(candidates, key=lambda period: abs((period.start - anchor).days))
    for period in candidates:
        here = Period.around(anchor, period.precision).start
        if time is TimeReference.PAST and period.start > here:
            continue
        if time is TimeReference.FUTURE and period.start < here:
            continue
        return period
    return candidates[0] if candidates else None


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
