"""Which later events are about what a statement speaks of."""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.word_places import WordPlaces
from analysis.views.words import stem, telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.views.timeline import TimelineEvent

# Words that the two have in common beside the names: so many of them tie what no theme ties.
LEAST_WORDS = 2
_NONE = np.empty(0, dtype=np.intp)
_OF_DATES = {stem(word) for word in (*calendar.day_name, *calendar.month_name[1:])}


class Aftermath:
    """The events that happened, to be asked which of them concern a statement."""

    def __init__(self, happenings: Sequence[TimelineEvent]) -> None:
        self._events = [event for event in happenings if event.date and not event.planned]
        self._words = WordPlaces.of([event_words(event) for event in self._events])
        self._themes = WordPlaces.of([event.themes for event in self._events])
        of: dict[tuple[str, str], list[tuple[dt.date, int]]] = defaultdict(list)
        for number, event in enumerate(self._events):
            for who in (*(("party", name) for name in event.parties), *(("speaker", name) for name in event.actors)):
                of[who].append((event.date or dt.date.max, number))
        self._of = {who: _by_day(dated) for who, dated in of.items()}

    def of(self, statement: Mapping[Any, Any], themes: set[str], last: dt.date) -> list[TimelineEvent]:
        """The events in which a statement's party or speaker takes part, on one of its themes or in its words.

        Args:
            statement: a row of the statements frame, with its ``day``.
            themes: of the statement.
            last: the last day of an event; it must be later than the statement.

        Returns:
            They are in the order in which they were given.
        """
        mine = np.zeros(len(self._events), dtype=bool)
        for who in ("party", "speaker"):
            days, numbers = self._of.get((who, statement[who]), ([], _NONE))
            mine[numbers[bisect_right(days, statement["day"]) : bisect_right(days, last)]] = True
        if not mine.any():
            return []
        concerned = self._counts(self._themes, sorted(themes)) > 0
        concerned |= self._counts(self._words, sorted(_said(statement))) >= LEAST_WORDS
        return [self._events[number] for number in np.flatnonzero(mine & concerned).tolist()]

    def _counts(self, places: WordPlaces, words: Sequence[str]) -> NDArray[np.intp]:
        """How many of some words each event holds."""
        size = len(self._events)
        every = np.zeros(len(words), dtype=np.intp)
        counts: NDArray[np.intp] = np.bincount(places.within(words, every, every + size)[1], minlength=size)
        return counts


def _by_day(dated: list[tuple[dt.date, int]]) -> tuple[list[dt.date], NDArray[np.intp]]:
    """Days, rising, and parallel to them the numbers of their events."""
    ordered = sorted(dated)
    return [day for day, _ in ordered], np.array([number for _, number in ordered], dtype=np.intp)


def event_words(event: TimelineEvent) -> list[str]:
    """The stems of an event's telling words without names of its parties and actors, dates and numbers."""
    names = {part for name in (*event.parties, *event.actors) for part in telling(name)}
    kept = (word for word in telling(event.label) if not word.isdigit() and word not in _OF_DATES and word not in names)
    return list(dict.fromkeys(kept))


def _said(statement: Mapping[Any, Any]) -> set[str]:
    """The stems of a statement's telling words without those of its speaker's and party's names."""
    names = (statement[who] for who in ("party", "speaker") if isinstance(statement[who], str))
    return set(telling(statement["content"])) - {part for name in names for part in telling(name)}
