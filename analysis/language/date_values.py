"""An expression and its surroundings -> the periods of the calendar that it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from analysis.language.date_patterns import Expression
from analysis.language.date_words import date_words
from analysis.language.periods import Period, count_from, make_day, nearest
from analysis.language.tense import TimeReference
from analysis.model import Precision

Resolved = tuple[int, int, Period]
# A weekday's distance from the anchor never exceeds a week; "last" and "next" don't mean the anchor's own day.
WEEK = 7
# Which way the words of a form count.
BACKWARDS, FORWARDS = frozenset({"last", "past", "this past"}), frozenset({"next", "coming", "this coming"})
EARLIER, LATER = (
    frozenset({"previous", "preceding", "before", "earlier"}),
    frozenset({"following", "next", "after", "later"}),
)


@dataclass(frozen=True)
class Surroundings:
    """What the text around an expression says that its value depends on.

    ``anchor`` is the day of publication, None where unknown; ``before`` and ``after`` are the neighbouring words in
    lower case; ``earlier`` is the date that the text named last; ``year`` is a year that the sentence gives.
    """

    anchor: dt.date | None
    time: TimeReference
    before: str = ""
    after: str = ""
    earlier: Period | None = None
    year: int | None = None


def resolve(expression: Expression, around: Surroundings) -> list[Resolved]:
    """The periods that an expression means, each with its span; none where its value cannot be known."""
    return RESOLVERS[expression.kind](expression, around)


def _whole(expression: Expression, period: Period | None) -> list[Resolved]:
    return [(expression.start, expression.end, period)] if period else []


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
    return _whole(expression, _day_in_year(_month(expression), day, expression["year"], around))


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
    return _whole(expression, Period(found, Precision.DAY) if found else None)


def _month_alone(expression: Expression, around: Surroundings) -> list[Resolved]:
    month, shift, year = _month(expression), expression["shift"], expression["year"]
    bare = not (shift or expression["part"] or year)
    if bare and around.before not in date_words().before_month:
        return []
    if known := int(year or (not shift and around.year) or 0):
        return _whole(expression, Period(dt.date(known, month, 1), Precision.MONTH))
    if around.anchor is None:
        return []
    time = TimeReference.PAST if shift in BACKWARDS else TimeReference.FUTURE if shift in FORWARDS else around.time
    months = [Period(dt.date(around.anchor.year + n, month, 1), Precision.MONTH) for n in (-1, 0, 1)]
    if shift:
        # "Last April", written in April, is a year ago.
        months = [period for period in months if shift == "this" or period.start != around.anchor.replace(day=1)]
    return _whole(expression, nearest(months, around.anchor, time))


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
    return _whole(expression, Period(dt.date(year, 1, 1), Precision.YEAR))


def _year(expression: Expression, around: Surroundings) -> list[Resolved]:
    words, text = date_words(), expression.match[0]
    doubtful = around.before in words.not_year_after or around.after in words.not_year_before
    if text.isdigit() and around.before not in words.year_after and doubtful:
        return []
    if text.isdigit() and around.after in words.not_year_before:
        return []
    return _whole(expression, Period(dt.date(int(expression["year"] or 0), 1, 1), Precision.YEAR))


def _years(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Both ends of a stretch of years, the second often in two digits."""
    first, until, match = expression["year"] or "", expression["until"] or "", expression.match
    last = first[: 4 - len(until)] + until
    if int(last) <= int(first) or around.before in date_words().not_year_after:
        return []
    one, other = (Period(dt.date(int(year), 1, 1), Precision.YEAR) for year in (first, last))
    return [(expression.start, match.end("year"), one), (match.start("until"), expression.end, other)]


def _weekday(expression: Expression, around: Surroundings) -> list[Resolved]:
    if around.anchor is None or around.before in date_words().each:
        return []
    weekday = date_words().weekdays[(expression["weekday"] or "").lower()]
    if week := expression["week"]:
        start = Period.around(around.anchor, Precision.WEEK).start + dt.timedelta(weeks=_step(week))
        return _whole(expression, Period(start + dt.timedelta(days=weekday), Precision.DAY))
    shift = " ".join((expression["shift"] or "").lower().split())
    back, forth = (around.anchor.weekday() - weekday) % WEEK, (weekday - around.anchor.weekday()) % WEEK
    if shift in BACKWARDS:
        distance = -(back or WEEK)
    elif shift in FORWARDS:
        distance = forth or WEEK
    elif around.time is TimeReference.FUTURE or (shift and not _past(around)):
        distance = forth
    else:
        distance = -back
    return _whole(expression, Period(around.anchor + dt.timedelta(days=distance), Precision.DAY))


def _past(around: Surroundings) -> bool:
    return around.time is TimeReference.PAST


def _step(word: str | None) -> int:
    return {"last": -1, "next": 1}.get((word or "").lower(), 0)


def _narrative(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Counted from the date that the text named last, never from the day of publication."""
    precision = Precision((expression["unit"] or "").lower())
    if around.earlier is None or _length(around.earlier.precision) > _length(precision):
        return []
    side, count = (expression["side"] or "").lower(), expression["count"]
    step = date_words().number(count) if count else 1
    sign = -1 if side in EARLIER else 1 if side in LATER else 0
    return _whole(expression, count_from(around.earlier.start, sign * step, precision))


def _length(precision: Precision) -> int:
    return (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR).index(precision)


def _ago(expression: Expression, around: Surroundings) -> list[Resolved]:
    if around.anchor is None:
        return []
    count = date_words().number(expression["count"] or "1")
    return _whole(expression, count_from(around.anchor, -count, Precision((expression["unit"] or "").lower())))


def _ahead(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Written "in two weeks", a date only in the future tense: else it is how long something took."""
    if around.anchor is None or not (expression["from_now"] or around.time is TimeReference.FUTURE):
        return []
    count = date_words().number(expression["count"] or "1")
    return _whole(expression, count_from(around.anchor, count, Precision((expression["unit"] or "").lower())))


def _deictic(expression: Expression, around: Surroundings) -> list[Resolved]:
    if around.anchor is None:
        return []
    days = date_words().days[" ".join((expression["word"] or "").lower().split())]
    return _whole(expression, count_from(around.anchor, days, Precision.DAY))


def _relative(expression: Expression, around: Surroundings) -> list[Resolved]:
    if around.anchor is None:
        return []
    unit, shift = (expression["unit"] or "").lower(), (expression["shift"] or "").lower()
    if unit == "weekend":
        # "The weekend" is the last one, unless it is still to come: on a Monday, last week's.
        step = _step(shift) or (-1 if around.time is not TimeReference.FUTURE and around.anchor.weekday() < 5 else 0)
        return _whole(expression, count_from(around.anchor, step, Precision.WEEK))
    return _whole(expression, count_from(around.anchor, _step(shift), Precision(unit)))


def _feast(expression: Expression, around: Surroundings) -> list[Resolved]:
    name = " ".join((expression["feast"] or "").lower().replace("’", "'").split())
    month, day = date_words().feasts[name]
    return _whole(expression, _day_in_year(month, day, expression["year"], around))


RESOLVERS: dict[str, Callable[[Expression, Surroundings], list[Resolved]]] = {
    "day": _day,
    "days": _days,
    "slashes": _slashes,
    "month": _month_alone,
    "season": _season,
    "year": _year,
    "years": _years,
    "weekday": _weekday,
    "narrative": _narrative,
    "ago": _ago,
    "ahead": _ahead,
    "deictic": _deictic,
    "relative": _relative,
    "feast": _feast,
}
