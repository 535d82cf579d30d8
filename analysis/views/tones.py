"""The tones between parties: their words, their place on the scale, the events that count as them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ToneKind:
    """A tone; ``score`` lies in [-1, 1], ``events`` are types of events, ``mutual`` ones hold both ways.

    A party of an event behind one of the prepositions in ``aside`` is what it is about, not who it is done to.
    """

    name: str
    words: str
    score: float
    events: tuple[str, ...]
    mutual: bool = False
    aside: tuple[str, ...] = ()


@cache
def tone_kinds() -> dict[str, ToneKind]:
    """The tones by name, the most friendly first."""
    text = (files("analysis.views") / "data" / "relations.toml").read_text(encoding="utf-8")
    return {
        name: ToneKind(
            name=name,
            words=row["words"],
            score=row["score"],
            events=tuple(row["events"]),
            mutual=row.get("mutual", False),
            aside=tuple(row.get("aside", ())),
        )
        for name, row in tomllib.loads(text).items()
    }


@cache
def tone_of_event() -> dict[str, ToneKind]:
    """The type of an event -> the tone that it counts as, if any."""
    return {type_: kind for kind in tone_kinds().values() for type_ in kind.events}
