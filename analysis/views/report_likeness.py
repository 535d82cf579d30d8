"""How like each other reports of events are that no date keeps apart, many at once."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.numbers import in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The share of the shorter report's telling words that the two have in common, weighted by their rarity:
_SAME_WORDING = 0.6  # enough by itself where the types go together
_SAME_UNDATED = 0.75  # needed where no date ties them, as the like is said and done again
_SIMILAR_WORDING = 0.25  # enough on one day where the type, and half of those named, are the same
_SAME_NAMED = 0.5
# Reports that are held against all others at once, the part of them that makes a word a common one, and what sums that
# are equal may differ by.
_AT_ONCE, _COMMON, _SAME = 500, 16, 1e-9


@dataclass(frozen=True, slots=True)
class Report:
    """What one sentence says of a happening: ``first`` to ``last`` are the days that its date covers."""

    id: int
    type: str
    first: dt.date | None
    last: dt.date | None
    place: str | None
    named: frozenset[str]
    words: frozenset[str]


@cache
def event_types() -> Mapping[str, Mapping[str, str | list[str]]]:
    """For each PLOVER type its words and the families of types that it may be put together with."""
    return tomllib.loads((files("analysis.views") / "data" / "event_types.toml").read_text(encoding="utf-8"))


def likenesses(
    known: Sequence[Report], reports: Sequence[Report], rarity: Mapping[str, float]
) -> Iterator[NDArray[np.float64]]:
    """For each report how like it is to the known ones and to those before it; 0 where they tell of something else.

    Args:
        known: reports of the days of the others.
        reports: all of the same date, all of single days, or all without one.
        rarity: the weight of each word.
    """
    of_date = _Alike([*known, *reports], rarity, reports[0])
    for start in range(len(known), len(known) + len(reports), _AT_ONCE):
        for number, row in enumerate(of_date.rows(slice(start, start + _AT_ONCE)), start):
            yield row[:number]


class _Alike:
    """How like reports are whose dates keep none apart."""

    def __init__(self, reports: Sequence[Report], rarity: Mapping[str, float], one: Report) -> None:
        self._undated, self._exact = one.first is None, one.first is not None and one.first == one.last
        self._words, self._named = (
            _Shared([own.words for own in reports], rarity),
            _Shared([own.named for own in reports]),
        )
        self._type, types = in_order([own.type for own in reports])
        self._goes = np.array([[_compatible(own, other) for other in types] for own in types], dtype=bool)
        self._place, places = in_order([own.place or "" for own in reports])
        self._placed = self._place != places.get("", -1)
        self._day = np.array([own.first.toordinal() if self._exact and own.first else 0 for own in reports])

    def rows(self, rows: slice) -> NDArray[np.float64]:
        """The likenesses of some reports to all up to them."""
        columns = slice(0, rows.stop)
        wording, named = self._words.share(rows, columns), self._named.share(rows, columns)
        least = _SAME_UNDATED if self._undated else _SAME_WORDING
        found: NDArray[np.float64] = np.where(wording >= least - _SAME, 1 + wording, 0)
        if self._exact:
            similar = self._similar(rows, columns, wording) & (named >= _SAME_NAMED)
            found = np.where((found == 0) & similar, wording + named, found)
        type_ = self._type[rows, None], self._type[columns]
        found[(type_[0] != type_[1]) if self._undated else ~self._goes[type_]] = 0
        found[self._day[rows, None] != self._day[columns]] = 0
        nobody = self._named.whole == 0
        found[(named == 0) & ~nobody[rows, None] & ~nobody[columns]] = 0
        return found

    def _similar(self, rows: slice, columns: slice, wording: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which are of one type and place, or in similar words where a place isn't known."""
        known = self._placed[rows, None] & self._placed[columns]
        near = np.where(known, self._place[rows, None] == self._place[columns], wording >= _SIMILAR_WORDING - _SAME)
        similar: NDArray[np.bool_] = near & (self._type[rows, None] == self._type[columns])
        return similar


class _Shared:
    """How much sets of texts have in common; ``whole`` is the weight of each."""

    def __init__(self, sets: Sequence[Collection[str]], weights: Mapping[str, float] | None = None) -> None:
        row = np.repeat(np.arange(len(sets)), np.fromiter(map(len, sets), dtype=np.intp, count=len(sets)))
        text, texts = in_order([*chain.from_iterable(sets)])
        weight = np.array([weights[one] for one in texts]) if weights else np.ones(len(texts))
        self.whole = np.bincount(row, weight[text], len(sets))
        counts = np.bincount(text, minlength=len(texts))
        # What many hold is multiplied as a matrix; of the rest, each text adds its weight where it is in both.
        common = counts * _COMMON > len(sets)
        at = common[text]
        self._weight = weight[common]
        self._held = np.zeros((len(sets), int(common.sum())))
        self._held[row[at], (np.cumsum(common) - 1)[text[at]]] = 1
        rare = np.flatnonzero(~common & (counts > 1))
        order = np.argsort(text, kind="stable")
        begin = np.searchsorted(text[order], rare)
        self._rare = [
            (row[order[first : first + count]], float(weight[one]))
            for one, first, count in zip(rare.tolist(), begin.tolist(), counts[rare].tolist(), strict=True)
        ]

    def share(self, rows: slice, columns: slice) -> NDArray[np.float64]:
        """The part of the lesser one's weight that the two have in common, of some rows with some others."""
        own, others = self._held[rows], self._held[columns]
        shared = (own * self._weight) @ others.T
        for held, weight in self._rare:
            held = held[held < len(others)]
            shared[held[held >= rows.start, None] - rows.start, held] += weight
        least = np.minimum(self.whole[rows, None], self.whole[columns])
        return np.divide(shared, least, out=np.zeros_like(shared), where=least > 0)


@cache
def _compatible(one: str, other: str) -> bool:
    """Whether reports of two types may tell of the same happening."""
    return one == other or not _families(one).isdisjoint(_families(other))


@cache
def _families(name: str) -> frozenset[str]:
    return frozenset(event_types().get(name, {}).get("families", ()))
