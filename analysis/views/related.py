"""Which later events are about what a statement speaks of."""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.views.words import stem, telling

if TYPE_CHECKING:
    from analysis.views.timeline import TimelineEvent

# Words that the two have in common beside the names: so many of them tie what no theme ties.
LEAST_WORDS = 2
_OF_DATES = {stem(word) for word in (*calendar.day_name, *calendar.month_name[1:])}


class Aftermath:
    """The events that happened, to be asked which of them concern a statement."""

    def __init__(self, happenings: Sequence[TimelineEvent]) -> None:
        self._events = [event for event in happenings if event.date and not event.planned]
        self._words = [frozenset(event_words(event)) for event in self._events]
        self._of: dict[tuple[str, str], list[tuple[dt.date, int]]] = defaultdict(list)
        for number, event in enumerate(self._events):
            for who in (*(("party", name) for name in event.parties), *(("speaker", name) for name in event.actors)):
                self._of[who].append((event.date or dt.date.max, number))
        for dated in self._of.values():
            dated.sort()

    def of(self, statement: Mapping[Any, Any], themes: set[str], last: dt.date) -> list[TimelineEvent]:
        """The events in which a statement's party or speaker takes part, on one of its themes or in its words.

        Args:
            statement: a row of the statements frame, with its ``day``.
            themes: of the statement.
            last: the last day of an event; it must be later than the statement.

        Returns:
            They are in the order in which they were given.
        """
        numbers: set[int] = set()
        for who in ("party", "speaker"):
            dated = self._of.get((who, statement[who]), [])
            first, end = (bisect_right(dated, day, key=lambda one: one[0]) for day in (statement["day"], last))
            numbers.update(number for _, number in dated[first:end])
        said = _said(statement) if numbers else set()
        return [
            self._events[number]
            for number in sorted(numbers)
            if not themes.isdisjoint(self._events[number].themes) or len(said & self._words[number]) >= LEAST_WORDS
        ]


def event_words(event: TimelineEvent) -> list[str]:
    """The stems of an event's telling words without names of its parties and actors, dates and numbers."""
    names = {part for name in (*event.parties, *event.actors) for part in telling(name)}
    kept = (word for word in telling(event.label) if not word.isdigit() and word not in _OF_DATES and word not in names)
    return list(dict.fromkeys(kept))


def _said(statement: Mapping[Any, Any]) -> set[str]:
    """The stems of a statement's telling words without those of its speaker's and party's names."""
    names = (statement[who] for who in ("party", "speaker") if isinstance(statement[who], str))
    return set(telling(statement["content"])) - {part for name in names for part in telling(name)}
