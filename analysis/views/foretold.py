"""What parties announced, conditioned or denied, to be asked what of it may tell of a later event."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.day_numbers import dates
from analysis.views.related import LEAST_WORDS
from analysis.views.words import stem, telling

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.views.timeline import TimelineEvent

# Days that a word may take to become a deed: where the wording ties the two, and where only its kind does.
HORIZON, NEAR = 180, 60
# The share of the event's words, weighted by their rarity, that wording alone must have in common.
LEAST_SHARE = 0.4
_READ = ["statement_id", "party", "first_day", "cue", "content", "sentence_text"]


def how_said(text: str) -> tuple[str, str] | None:
    """Whether a text conditions, denies or announces something, in this order, and by which words; None if neither."""
    return next(((how, found.group().lower()) for how, form in _forms().items() if (found := form.search(text))), None)


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that announces, conditions or denies something, by the words ``by``.

    ``words`` are the stems of its telling words; ``naming`` those of its words that may name a type of events, each
    with its stem: "agreed" in "agreed to" names none.
    """

    statement_id: int
    party: str
    day: dt.date
    sentence: str
    how: str
    by: str
    words: frozenset[str]
    naming: tuple[tuple[str, str], ...]

    def named_kind(self, type_: str) -> list[str]:
        """The words that name an event of a type."""
        return [word for word, stem_ in self.naming if stem_ in _types()[type_]]


class Foretold:
    """What one party foretold, in the order of time."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._sayings = sayings
        self._of_word = _places([one.words for one in sayings])
        self._of_kind = _places([{stem_ for _, stem_ in one.naming} for one in sayings])
        self._naming: dict[str, NDArray[np.bool_]] = {}

    def of(self, event: TimelineEvent, words: Sequence[str], rarity: Mapping[str, float]) -> list[Saying]:
        """Those of the horizon before the event's day that may tell of it.

        They share words enough with it, or name its type of late, and a word or another party of it besides. Most have
        nothing to do with it: that takes no look at each of their words.
        """
        if event.date is None:
            return []
        first, near, last = (
            bisect_left(self._sayings, event.date - dt.timedelta(days=days), key=lambda one: one.day)
            for days in (HORIZON, NEAR, 0)
        )
        shared, weight = np.zeros(last - first, dtype=np.intp), np.zeros(last - first)
        for word in words:
            at = _within(self._of_word.get(word), first, last)
            shared[at] += 1
            weight[at] += rarity[word]
        # A hair less, whatever the rounding of sums.
        least = LEAST_SHARE * (sum(rarity[word] for word in words) or 1.0) - 1e-9
        tied = (shared >= LEAST_WORDS) & (weight >= least)
        beside = shared > 0
        for party in event.parties:
            beside |= self._names(party)[first:last]
        for kind in _types()[event.type]:
            at = _within(self._of_kind.get(kind), first, last)
            tied[at[(at >= near - first) & beside[at]]] = True
        return [self._sayings[first + place] for place in np.flatnonzero(tied).tolist()]

    def _names(self, party: str) -> NDArray[np.bool_]:
        """Which of them name a party that isn't their own."""
        if party not in self._naming:
            named = [party != one.party and party in one.sentence for one in self._sayings]
            self._naming[party] = np.array(named, dtype=bool)
        return self._naming[party]


def foretold(statements: pd.DataFrame) -> dict[str, Foretold]:
    """What the dated statements foretell, by party.

    The words that attribute tell as well: "threatened" stands before what was threatened.
    """
    counted = (statements["counts_as"] == statements["statement_id"]) & statements["party"].notna()
    dated = statements.loc[counted & statements["first_day"].notna(), _READ]
    records: list[dict[Any, Any]] = dated.assign(day=dates(dated["first_day"])).to_dict("records")
    found: dict[str, list[Saying]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one["day"], one["statement_id"])):
        if saying := _saying(record):
            found[saying.party].append(saying)
    return {party: Foretold(own) for party, own in found.items()}


def _saying(record: Mapping[Any, Any]) -> Saying | None:
    content = record["content"]
    cue = record["cue"] if isinstance(record["cue"], str) else ""
    found = how_said(f"{cue} {content}")
    if found is None:
        return None
    how, by = found
    words = dict.fromkeys(re.findall(r"\w+", content.lower()))
    naming = tuple((word, own) for word in words if (own := stem(word)) in _every_kind() and word not in by.split())
    id_, party, sentence = record["statement_id"], record["party"], record["sentence_text"]
    return Saying(id_, party, record["day"], sentence, how, by, frozenset(telling(content)), naming)


def _places(words: Sequence[frozenset[str] | set[str]]) -> dict[str, NDArray[np.intp]]:
    """Where each word stands, rising."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(words):
        for word in own:
            places[word].append(at)
    return {word: np.array(own, dtype=np.intp) for word, own in places.items()}


def _within(places: NDArray[np.intp] | None, first: int, last: int) -> NDArray[np.intp]:
    """Those of the places from the first up to the last, counted from the first."""
    if places is None:
        return np.empty(0, dtype=np.intp)
    begin, end = np.searchsorted(places, (first, last))
    return places[begin:end] - first


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("analysis.views") / "data" / "saying_words.toml").read_text(encoding="utf-8"))


@cache
def _types() -> Mapping[str, frozenset[str]]:
    """For each PLOVER type the stems of what a statement calls it."""
    return defaultdict(frozenset, {type_: frozenset(map(stem, words)) for type_, words in _lists()["types"].items()})


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """For each way of saying, the words that show it."""
    forms = {}
    for how in ("conditioned", "denied", "announced"):
        phrases = sorted(_lists()[how], key=len, reverse=True)
        words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        forms[how] = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return forms


@cache
def _every_kind() -> frozenset[str]:
    return frozenset().union(*_types().values())
