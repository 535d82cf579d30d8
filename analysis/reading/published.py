"""The publication date: read where it is written, never invented."""

from __future__ import annotations

import datetime as dt
import re

# News of a negotiation: nothing older is published as a file, and clocks differ by a day around the world.
EARLIEST = dt.date(1900, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WORDED = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}\b", re.IGNORECASE),
)
_ISO = re.compile(r"(?<![\da-zA-Z])(?P<year>\d{4})(?P<mark>[-/. ]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?=\D|$)")
_NUMBERS = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?!\d)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
_CLOCK = r"(?:,?\s*(?:at\s+|[-–—|]\s*)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}(?:[+-]\d+)?\)?)?)"
_LABEL = r"(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified|issued|released|date)\s*(?:on|at|:)?\s*:?\s*)"
_BY = r"(?:by\s[^\n\d|]{3,60}[,|·•–—-]\s*)"
_DATE_LINE = re.compile(
    rf"{_BY}?{_LABEL}?(?:{_CLOCK},?\s+)?{_WEEKDAY}?(?P<date>[^\n]{{6,24}}?){_CLOCK}?(?:\s+by\s[^\n]{{2,60}})?\s*[.|]?",
    re.IGNORECASE,
)
# KYIV, April 17, 2025 (Agency) — …; the agency may come first: GENEVA (AP), Nov. 3, 2024 - …
_DATELINE = re.compile(r"(?P<head>[A-Z][^\n]{5,100}?)(?:\s*[—–]|\s--?|:|(?<=/)\.|(?<=\d{4})\.)\s")
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.]*)*){0,2}[\s,]*")
_LINES_AT_TOP = 8


class DateError(ValueError):
    """A date that can't be taken; the message is a sentence that says why and what to write instead."""


def parse_date(value: object) -> dt.date:
    """Read a date that someone wrote down as a publication date.

    ISO 8601 (with or without a time), compact ISO and dates with the month in words are taken; a date of numbers is
    taken where only one reading is possible.

    Args:
        value: a string, or a date or datetime as YAML gives it.

    Raises:
        DateError: for anything else, for days that don't exist, and for days before 1900 or after tomorrow.
    """
    if isinstance(value, dt.datetime):
        return _plausible(value.date(), str(value))
    if isinstance(value, dt.date):
        return _plausible(value, str(value))
    text = " ".join(str(value).split())
    for pattern in (_ISO, *_WORDED):
        match = pattern.search(text)
        if match:
            return _plausible(_date(match, text), text)
    match = _NUMBERS.search(text)
    if match:
        return _plausible(_from_numbers(match, text), text)
    raise DateError(f"“{text}” is not a full date; write it as year-month-day, such as 2025-04-17.")


def date_in_name(file: str) -> dt.date | None:
    """The date in a file's name: 2025-04-17-talks.txt, 20250417_talks.txt, talks_17-april-2025.md."""
    stem = re.sub(r"\.[A-Za-z]{1,8}$", "", file.replace("\\", "/").rsplit("/", 1)[-1])
    found = {
        date
        for pattern in (_ISO, *_WORDED, _NUMBERS)
        for match in pattern.finditer(stem.replace("_", " "))
        if (date := _date_or_none(match, stem))
    }
    return found.pop() if len(found) == 1 else None


def date_in_text(text: str) -> dt.date | None:
    """The date that stands at the top of a text: on a line of its own, or in the dateline of an agency.

    Only a full date counts: a dateline without a year says no date.
    """
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][:_LINES_AT_TOP]
    found = (_date_of_line(line) or _date_of_dateline(line) for line in lines)
    return next((date for date in found if date), None)


def _date_of_line(line: str) -> dt.date | None:
    match = _DATE_LINE.fullmatch(line) if len(line) < 90 else None
    return _worded_date(match["date"].strip(" ,|")) if match else None


def _date_of_dateline(line: str) -> dt.date | None:
    match = _DATELINE.match(line)
    if not match:
        return None
    head = re.sub(r"\s*(?:\([^()]{2,30}\)|/[^/]{2,30}/)", ",", match["head"])
    for pattern in _WORDED:
        date = pattern.search(head)
        # Before the date stands a place and a comma, and nothing after it: "On 3 May 2024 – a Friday – …" is none.
        if date and _PLACE.fullmatch(head[: date.start()].strip()) and "," in head[: date.start()]:
            return _date_or_none(date, line) if not head[date.end() :].strip(" ,.") else None
    return None


def _worded_date(text: str) -> dt.date | None:
    for pattern in (_ISO, *_WORDED, _NUMBERS):
        match = pattern.fullmatch(text)
        if match:
            return _date_or_none(match, text)
    return None


def _date_or_none(match: re.Match[str], text: str) -> dt.date | None:
    try:
        date = _from_numbers(match, text) if "first" in match.groupdict() else _date(match, text)
        return _plausible(date, text)
    except DateError:
        return None


def _date(match: re.Match[str], text: str) -> dt.date:
    month = match["month"].lower()
    return _day(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]), text)


def _from_numbers(match: re.Match[str], text: str) -> dt.date:
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if len(year) == 2 or (first <= 12 and second <= 12 and first != second):
        raise DateError(
            f"“{text}” can be read in more than one way; write it as ISO 8601, year-month-day, such as 2025-04-17."
        )
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return _day(int(year), month, day, text)


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise DateError(
            f"“{text}” is a day that doesn't exist; write it as year-month-day, such as 2025-04-17."
        ) from None


def _plausible(date: dt.date, text: str) -> dt.date:
    if date < EARLIEST or date > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise DateError(f"“{text}” can't be a publication date: it lies before {EARLIEST.year} or in the future.")
    return date
