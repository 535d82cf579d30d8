"""Dates that are told from another day: "Thursday", "last week", "two years ago", "the next day"."""

from __future__ import annotations

import datetime as dt

from analysis.language.date_patterns import Expression
from analysis.language.date_surroundings import BACKWARDS, FORWARDS, Resolved, Surroundings, whole
from analysis.language.date_words import date_words
from analysis.language.periods import Period, count_from
from analysis.language.tense import TimeReference
from analysis.model import Precision

# A weekday's distance from the anchor never exceeds a week; "last" and "next" don't mean the anchor's own day.
WEEK = 7
# Which way the words of a form count.
EARLIER = frozenset({"previous", "preceding", "before", "earlier"})
LATER = frozenset({"following", "next", "after", "later"})


def weekday(expression: Expression, around: Surroundings) -> list[Resolved]:
    """A weekday is the latest one, unless the tense, a deadline or "next" points ahead."""
    if around.anchor is None or around.before in date_words().each:
        return []
    number = date_words().weekdays[(expression["weekday"] or "").lower()]
    if week := expression["week"]:
        start = Period.around(around.anchor, Precision.WEEK).start + dt.timedelta(weeks=_step(week))
        return whole(expression, Period(start + dt.timedelta(days=number), Precision.DAY))
    shift = " ".join((expression["shift"] or "").lower().split())
    back, forth = (around.anchor.weekday() - number) % WEEK, (number - around.anchor.weekday()) % WEEK
    if shift in BACKWARDS:
        distance = -(back or WEEK)
    elif shift in FORWARDS:
        distance = forth or WEEK
    elif around.time is TimeReference.FUTURE or (shift and not _past(around)):
        distance = forth
    else:
        distance = -back
    return whole(expression, Period(around.anchor + dt.timedelta(days=distance), Precision.DAY))


def _past(around: Surroundings) -> bool:
    return around.time is TimeReference.PAST


def _step(word: str | None) -> int:
    return {"last": -1, "next": 1}.get((word or "").lower(), 0)


def narrative(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Counted from the date that the text named last, never from the day of publication."""
    precision = Precision((expression["unit"] or "").lower())
    if around.earlier is None or _length(around.earlier.precision) > _length(precision):
        return []
    side, count = (expression["side"] or "").lower(), expression["count"]
    step = date_words().number(count) if count else 1
    sign = -1 if side in EARLIER else 1 if side in LATER else 0
    return whole(expression, count_from(around.earlier.start, sign * step, precision))


def _length(precision: Precision) -> int:
    return (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR).index(precision)


def ago(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Written "two weeks ago", in the precision of its unit."""
    if around.anchor is None:
        return []
    count = date_words().number(expression["count"] or "1")
    return whole(expression, count_from(around.anchor, -count, Precision((expression["unit"] or "").lower())))


def ahead(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Written "in two weeks", a date only in the future tense: else it is how long something took."""
    if around.anchor is None or not (expression["from_now"] or around.time is TimeReference.FUTURE):
        return []
    count = date_words().number(expression["count"] or "1")
    return whole(expression, count_from(around.anchor, count, Precision((expression["unit"] or "").lower())))


def deictic(expression: Expression, around: Surroundings) -> list[Resolved]:
    """Today, yesterday, tomorrow and their like."""
    if around.anchor is None:
        return []
    days = date_words().days[" ".join((expression["word"] or "").lower().split())]
    return whole(expression, count_from(around.anchor, days, Precision.DAY))


def relative(expression: Expression, around: Surroundings) -> list[Resolved]:
    """This, last or next week, month or year; a weekend is the week that it ends."""
    if around.anchor is None:
        return []
    unit, shift = (expression["unit"] or "").lower(), (expression["shift"] or "").lower()
    if unit == "weekend":
        # "The weekend" is the last one, unless it is still to come: on a Monday, last week's.
        step = _step(shift) or (-1 if around.time is not TimeReference.FUTURE and around.anchor.weekday() < 5 else 0)
        return whole(expression, count_from(around.anchor, step, Precision.WEEK))
    return whole(expression, count_from(around.anchor, _step(shift), Precision(unit)))
