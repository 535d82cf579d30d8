"""The words of tone between parties, as they lie in ``data/tones.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "tones.toml"
_GRAMMAR = "grammar"
# The tone of a duty: "they must withdraw".
DEMAND = "demand"
LISTS = ("does", "announced", "works", "done_by", "called", "deeds", "wanted")


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone's words; what each list means is said at the head of the file."""

    name: str
    does: frozenset[str] = frozenset()
    announced: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    done_by: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    negated: str | None = None


@cache
def tones() -> tuple[Tone, ...]:
    """All tones."""
    with _DATA.open("rb") as file:
        tables = tomllib.load(file)
    return tuple(
        Tone(
            name,
            negated=lists.pop("negated", None),
            **{kind: frozenset(words) for kind, words in lists.items()},
        )
        for name, lists in tables.items()
        if name != _GRAMMAR
    )


@cache
def toned(kind: str, phrase: str) -> tuple[Tone, ...]:
    """The tones that have a phrase in one of their lists."""
    return tuple(tone for tone in tones() if phrase in getattr(tone, kind))


@cache
def telling_words() -> frozenset[str]:
    """The words of which a statement must have one to have any tone."""
    phrases = {phrase for tone in tones() for kind in LISTS for phrase in getattr(tone, kind)}
    return frozenset(phrase.removeprefix("not ").split()[0] for phrase in phrases) | grammar("duty") | {"have", "need"}


@cache
def grammar(name: str) -> frozenset[str]:
    """A list of the words that say how a sentence bears on the words of tone."""
    with _DATA.open("rb") as file:
        return frozenset(tomllib.load(file)[_GRAMMAR][name])
