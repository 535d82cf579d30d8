"""The clock of the store, and the days that a date covers."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"(\d{4})(?:-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?))?")


def now() -> str:
    """The present moment as ISO 8601 text in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def days(value: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of an ISO 8601 date: ``2025``, ``2025-04``, ``2025-W16`` or ``2025-04-17``.

    Raises:
        ValueError: where it is none of these or the calendar has no such day.
    """
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not a date such as 2025, 2025-04, 2025-W16 or 2025-04-17")
    year = int(match[1])
    week, month, day = (int(part) if part else None for part in match.groups()[1:])
    if week is not None:
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is not None:
        return dt.date(year, month, day), dt.date(year, month, day)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(days=1)
