"""An expression and its surroundings -> the periods of the calendar that it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from analysis.language.date_patterns import Expression
from analysis.language.date_surroundings import BACKWARDS, FORWARDS, Resolved, Surroundings, whole
from analysis.language.date_words import date_words
from analysis.language.periods import Period, make_day, nearest
from analysis.language.relative_dates import ago, ahead, deictic, narrative, relative, weekday
from analysis.language.tense import TimeReference
from analysis.model import Precision


def resolve(expression: Expression, around: Surroundings) -> list[Resolved]:
    """The periods that an expression means, each with its span; none where its value cannot be known."""
    return RESOLVERS[expression.kind](expression, around)


def _month(expression: Expression) -> int:
    name = (expression["month"] or "").rstrip(".").lower()
    words = date_words()
    return int(name) if name.isdigit() else (words.months | words.month_abbreviations)[name]


def _day_number(text: str | None) -> int:
    return int("".join(char for char in text or "" if char.isdigit()))


def _day_in_year(month: int, day: int, year: str | None, around: Surroundings) -> Period | None:
    """A day of the given year, else of the sentence's, else the nearest that the tense allows."""
    known = int(year) if year else around.year
    if known is None and around.anchor is None:
        return None
    years = [known] if known else [around.anchor.year + n for n in (-1, 0, 1)] if around.anchor else []
    days = [found for y in years if (found := make_day(y, month, day))]
    periods = [Period(found, Precision.DAY) for found in days]
    return nearest(periods, around.anchor, around.time) if around.anchor else next(iter(periods), None)


def _day(expression: Expression, around: Surroundings) -> list[Resolved]:
    day = _day_number(expression["day"])
    return whole(expression, _day_in_year(_month(expression), day, expression["year"], around))


def _days(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Both ends of a stretch of days: each with the words that stand by it."""
    first, last = (_day_number(expression[group]) for group in ("day", "until"))
    month, match = _month(expression), expression.match
    one, other = (_day_in_year(month, day, expression["year"], around) for day in (first, last))
    if first >= last or not one or not other:
        return []
    return [(expression.start, match.end("day"), one), (match.start("until"), expression.end, other)]


def _slashes(expression: Expression, _around: Surroundings) -> list[Resolved]:
    """Only where it is clear which number is the month: 4/5 is April or May by the country of the writer."""
    first, second, year = (_day_number(expression[group]) for group in ("first", "second", "year"))
    if first <= 12 and second <= 12 and first != second:
        return []
    month, day = (first, second) if first <= 12 else (second, first)
    found = make_day(year, month, day)
    return whole(expression, Period(found, Precision.DAY) if found else None)


def _month_alone(expression: Expression, around: Surroundings) -> list[Resolved]:
    month, shift, year = _month(expression), expression["shift"], expression["year"]
    bare = not (shift or expression["part"] or year)
    if bare and around.before not in date_words().before_month:
        return []
    if known := int(year or (not shift and around.year) or 0):
        return whole(expression, Period(dt.date(known, month, 1), Precision.MONTH))
    if around.anchor is None:
        return []
    time = TimeReference.PAST if shift in BACKWARDS else TimeReference.FUTURE if shift in FORWARDS else around.time
    months = [Period(dt.date(around.anchor.year + n, month, 1), Precision.MONTH) for n in (-1, 0, 1)]
    if shift:
        # "Last April", written in April, is a year ago.
        months = [period for period in months if shift == "this" or period.start != around.anchor.replace(day=1)]
    return whole(expression, nearest(months, around.anchor, time))


def _season(expression: Expression, around: Surroundings) -> list[Resolved]:
    """The year of a season: "last summer" is the latest that has begun and ended, in the year it began."""
    if around.anchor is None:
        return []
    month, shift = date_words().seasons[(expression["season"] or "").lower()], (expression["shift"] or "").lower()
    year = around.anchor.year
    if shift == "last" and dt.date(year, month, 1) + dt.timedelta(days=92) > around.anchor:
        year -= 1
    if shift == "next" and dt.date(year, month, 1) <= around.anchor:
        year += 1
    return whole(expression, Period(dt.date(year, 1, 1), Precision.YEAR))


def _year(expression: Expression, around: Surroundings) -> list[Resolved]:
    words, text = date_words(), expression.match[0]
    doubtful = around.before in words.not_year_after or around.after in words.not_year_before
    if text.isdigit() and around.before not in words.year_after and doubtful:
        return []
    if text.isdigit() and around.after in words.not_year_before:
        return []
    return whole(expression, Period(dt.date(int(expression["year"] or 0), 1, 1), Precision.YEAR))


def _years(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Both ends of a stretch of years, the second often in two digits."""
    first, until, match = expression["year"] or "", expression["until"] or "", expression.match
    last = first[: 4 - len(until)] + until
    if int(last) <= int(first) or around.before in date_words().not_year_after:
        return []
    one, other = (Period(dt.date(int(year), 1, 1), Precision.YEAR) for year in (first, last))
    return [(expression.start, match.end("year"), one), (match.start("until"), expression.end, other)]


def _feast(expression: Expression, around: Surroundings) -> list[Resolved]:
    name = " ".join((expression["feast"] or "").lower().replace("’", "'").split())
    month, day = date_words().feasts[name]
    return whole(expression, _day_in_year(month, day, expression["year"], around))


RESOLVERS: dict[str, Callable[[Expression, Surroundings], list[Resolved]]] = {
    "day": _day,
    "days": _days,
    "slashes": _slashes,
    "month": _month_alone,
    "season": _season,
    "year": _year,
    "years": _years,
    "weekday": weekday,
    "narrative": narrative,
    "ago": ago,
    "ahead": ahead,
    "deictic": deictic,
    "relative": relative,
    "feast": _feast,
}
