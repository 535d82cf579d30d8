"""What the text around an expression says that its date depends on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analysis.language.date_patterns import Expression
from analysis.language.periods import Period
from analysis.language.tense import TimeReference

Resolved = tuple[int, int, Period]
# Which way the words of a form count.
BACKWARDS, FORWARDS = frozenset({"last", "past", "this past"}), frozenset({"next", "coming", "this coming"})


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


def whole(expression: Expression, period: Period | None) -> list[Resolved]:
    """The period as the meaning of the whole expression; nothing where there is none."""
    return [(expression.start, expression.end, period)] if period else []
