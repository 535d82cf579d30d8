"""What parties announced, conditioned or denied."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.views.day_numbers import day_numbers, to_day
from analysis.views.numbers import numbered
from analysis.views.words import stem, telling

if TYPE_CHECKING:
    import pandas as pd

_READ = ("statement_id", "cue", "content", "sentence_text")
_WORD = re.compile(r"\w+")


class Told(NamedTuple):
    """How a text says what is to come, and by which words ``by``.

    ``words`` are the stems of its telling words; ``naming`` those of its words that may name a type of events, each
    with its stem: "agreed" in "agreed to" names none.
    """

    how: str
    by: str
    words: frozenset[str]
    naming: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that announces, conditions or denies something."""

    statement_id: int
    party: str
    day: dt.date
    sentence: str
    told: Told

    def named_kind(self, type_: str) -> tuple[str, ...]:
        """The words that name an event of a type."""
        return tuple(word for word, stem_ in self.told.naming if stem_ in kinds(type_))


def sayings(statements: pd.DataFrame) -> list[Saying]:
    """What the dated statements foretell: by party, and then by day.

    The words that attribute tell as well: "threatened" stands before what was threatened.
    """
    counted = (statements["counts_as"] == statements["statement_id"]) & statements["party"].notna()
    dated = statements[counted & statements["first_day"].notna()]
    (party, parties), days = numbered(dated["party"]), day_numbers(dated["first_day"])
    order = np.lexsort((dated["statement_id"].to_numpy(), days, party))
    columns = (dated[name].to_numpy(dtype=object)[order].tolist() for name in _READ)
    rows = zip(party[order].tolist(), days[order].tolist(), *columns, strict=True)
    return [
        Saying(id_, parties[own], to_day(day), sentence, told)
        for own, day, id_, cue, content, sentence in rows
        if (told := _told(cue if isinstance(cue, str) else "", content))
    ]


def kinds(type_: str) -> frozenset[str]:
    """The stems of what a statement calls an event of a PLOVER type."""
    return _types()[type_]


def how_said(text: str) -> tuple[str, str] | None:
    """Whether a text conditions, denies or announces something, in this order, and by which words; None if neither."""
    words = set(_WORD.findall(text.lower()))
    for how, (form, phrases) in _forms().items():
        # Most texts hold none of the phrases, which takes no look at each of their places.
        may = any(phrase <= words for opener in words & phrases.keys() for phrase in phrases[opener])
        if may and (found := form.search(text)):
            return how, found.group().lower()
    return None


@lru_cache(maxsize=20_000)
def _told(cue: str, content: str) -> Told | None:
    """What a statement foretells, remembered: filters leave the same statements again."""
    found = how_said(f"{cue} {content}")
    if found is None:
        return None
    how, by = found
    words, own = dict.fromkeys(_WORD.findall(content.lower())), by.split()
    naming = tuple((word, stem_) for word in words if (stem_ := _kind(word)) and word not in own)
    return Told(how, by, frozenset(telling(content)), naming)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("analysis.views") / "data" / "saying_words.toml").read_text(encoding="utf-8"))


@cache
def _types() -> Mapping[str, frozenset[str]]:
    """For each PLOVER type the stems of what a statement calls it."""
    return defaultdict(frozenset, {type_: frozenset(map(stem, words)) for type_, words in _lists()["types"].items()})


@cache
def _forms() -> dict[str, tuple[re.Pattern[str], dict[str, list[set[str]]]]]:
    """For each way of saying, the phrases that show it: as a pattern, and as sets of words by their first one."""
    forms = {}
    for how in ("conditioned", "denied", "announced"):
        phrases = sorted(_lists()[how], key=len, reverse=True)
        words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        by_opener: dict[str, list[set[str]]] = defaultdict(list)
        for phrase in phrases:
            own = _WORD.findall(phrase)
            by_opener[own[0]].append(set(own))
        forms[how] = re.compile(rf"\b(?:{words})\b", re.IGNORECASE), dict(by_opener)
    return forms


@lru_cache(maxsize=65536)
def _kind(word: str) -> str | None:
    """The stem of a word that names a type of events."""
    return own if (own := stem(word)) in frozenset().union(*_types().values()) else None
