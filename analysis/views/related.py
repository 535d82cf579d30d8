"""Whether a later event is about what a statement speaks of."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analysis.views.words import stem, telling

if TYPE_CHECKING:
    from analysis.views.timeline import TimelineEvent

# Words that the two have in common beside the names: so many of them tie what no theme ties.
LEAST_WORDS = 2
_OF_DATES = {stem(word) for word in (*calendar.day_name, *calendar.month_name[1:])}


def concerns(statement: Mapping[Any, Any], themes: set[str], event: TimelineEvent) -> bool:
    """Whether the event is of the statement's party and on one of its themes, or in its words.

    Args:
        statement: a row of the statements frame.
        themes: of the statement.
        event: of the timeline.
    """
    if not of_same_party(statement, event):
        return False
    return not themes.isdisjoint(event.themes) or len(shared_words(statement, event)) >= LEAST_WORDS


def of_same_party(statement: Mapping[Any, Any], event: TimelineEvent) -> bool:
    """Whether the speaker or the speaker's party takes part in the event."""
    return statement["party"] in event.parties or statement["speaker"] in event.actors


def event_words(event: TimelineEvent) -> list[str]:
    """The stems of an event's telling words without names of its parties and actors, dates and numbers."""
    names = {part for name in (*event.parties, *event.actors) for part in _telling(name)}
    kept = (
        word for word in _telling(event.label) if not word.isdigit() and word not in _OF_DATES and word not in names
    )
    return list(dict.fromkeys(kept))


def shared_words(statement: Mapping[Any, Any], event: TimelineEvent) -> list[str]:
    """The stems of the telling words that both have, names, dates and numbers aside, in the event's order."""
    said = set(_telling(statement["content"]))
    said -= {
        part for who in ("party", "speaker") if isinstance(statement[who], str) for part in _telling(statement[who])
    }
    return [word for word in event_words(event) if word in said]


@lru_cache(maxsize=20_000)
def _telling(text: str) -> tuple[str, ...]:
    """The stems of a text’s telling words, remembered: each is held against many others."""
    return tuple(telling(text))
