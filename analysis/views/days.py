"""ISO 8601 dates of any precision as days and as words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?))?")


def span(value: object) -> tuple[dt.date, dt.date] | None:
    """The first and last day that a date covers: ``2025``, ``2025-04``, ``2025-W16``, ``2025-04-17`` or a ``date``.

    None where there is no date (None, NaN, NaT, an empty string) or none that the calendar knows.
    """
    if isinstance(value, dt.datetime):
        return (value.date(), value.date()) if value == value else None
    if isinstance(value, dt.date):
        return value, value
    return _span(value) if isinstance(value, str) else None


def first_day(value: object) -> dt.date | None:
    """The first day that a date covers."""
    days = span(value)
    return days[0] if days else None


def in_words(value: object) -> str:
    """A date as it is read: "17 April 2025", "week of 14 April 2025", "April 2025", "2025", "date unknown"."""
    days = span(value)
    if not days:
        return "date unknown"
    first, last = days
    length = (last - first).days
    if length == 0:
        return day_in_words(first)
    if length == 6:
        return f"week of {day_in_words(first)}"
    return f"{first:%B %Y}" if length < 31 else f"{first:%Y}"


@lru_cache(maxsize=1 << 14)
def day_in_words(day: dt.date) -> str:
    """A day as it is read: "17 April 2025"."""
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=1 << 14)
def _span(value: str) -> tuple[dt.date, dt.date] | None:
    form = _FORM.fullmatch(value)
    if not form:
        return None
    try:
        return _days(form)
    except ValueError:
        return None


def _days(form: re.Match[str]) -> tuple[dt.date, dt.date]:
    year, week, month, day = (int(part) if part else 0 for part in form.groups())
    if week:
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    if month and day:
        return dt.date(year, month, day), dt.date(year, month, day)
    if month:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
