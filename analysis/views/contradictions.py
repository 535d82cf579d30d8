"""Opposite stances of one party, or of two of its speakers, close in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.model import StanceLabel
from analysis.views.day_numbers import UNDATED, day_numbers, to_day
from analysis.views.evidence import once
from analysis.views.matrix import CLEAR_SIDE
from analysis.views.numbers import end_to_end, numbered, paired
from analysis.views.style import LOW_STANCE_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from analysis.store.selected import Table

_READ = ["statement_id", "counts_as", "party", "speaker", "theme", "score", "confidence", "first_day"]
# Rows that are compared at first, pairs that are made at once, and what equal scores may differ by.
_FEWEST_ROWS, _PAIRS_AT_ONCE, _SAME = 20_000, 4_000_000, 1e-9


class Between(StrEnum):
    """Whose statements contradict each other."""

    ANY = "any"
    SAME_SPEAKER = "same speaker"
    TWO_SPEAKERS = "two speakers"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of a party that take opposite sides of a theme, the earlier one first.

    ``same_speaker`` and ``two_speakers`` are both false where a speaker isn't known.
    """

    party: str
    theme: str
    earlier: int
    later: int
    earlier_day: dt.date
    later_day: dt.date
    earlier_score: float
    later_score: float
    same_speaker: bool
    two_speakers: bool

    @property
    def by(self) -> str:
        """Who said the two, in words."""
        if self.same_speaker:
            return "the same speaker"
        return "two speakers" if self.two_speakers else "speakers not known"


def contradictions(
    codings: Table,
    within_days: int = 30,
    min_confidence: float = LOW_STANCE_CONFIDENCE,
    limit: int = 50,
    between: Between = Between.ANY,
) -> list[Contradiction]:
    """The strongest contradictions: the widest apart in score first, then the closest in time.

    At most one for a party, theme and later statement. Repeats count once; undated, unclear and suggested codings and
    those below ``min_confidence`` contradict nothing.
    """
    sure = codings[_READ][
        (codings["confidence"].to_numpy(float) >= min_confidence)
        & (np.abs(codings["score"].to_numpy(float)) >= CLEAR_SIDE)
        & ~codings["suggested"].to_numpy(bool)
        & (day_numbers(codings["first_day"]) != UNDATED)
        & codings["party"].notna().to_numpy(bool)
        & (codings["stance"] != StanceLabel.UNCLEAR.value).to_numpy(bool)
    ]
    said = _Said.of(once(sure))
    found: NDArray[np.intp] = np.empty((0, 2), dtype=np.intp)
    for rows, days, reach in _looks(said, within_days):
        found = _strongest_of(said, rows, days, between, limit)
        if len(found) == limit and _gaps(said, found)[-1] > reach + _SAME:
            break
    return [_contradiction(said, earlier, later) for earlier, later in found.tolist()]


class _Said(NamedTuple):
    """What can contradict, by party and theme, then by day: arrays of one length.

    ``cell`` numbers the parties and themes, ``speaker`` the speakers (-1 where nobody is known).
    """

    statement: NDArray[np.int64]
    party: ExtensionArray
    theme: ExtensionArray
    cell: NDArray[np.integer[Any]]
    day: NDArray[np.integer[Any]]
    score: NDArray[np.float64]
    speaker: NDArray[np.int64]

    @classmethod
    def of(cls, sure: pd.DataFrame) -> _Said:
        (party, _), (theme, themes), day = (
            numbered(sure["party"]),
            numbered(sure["theme"]),
            day_numbers(sure["first_day"]),
        )
        cell = paired(party, theme, len(themes))
        order = np.lexsort((sure["statement_id"].to_numpy(), day, cell))
        frame = sure.iloc[order]
        return cls(
            frame["statement_id"].to_numpy(np.int64),
            frame["party"].array,
            frame["theme"].array,
            cell[order],
            day[order],
            frame["score"].to_numpy(float),
            _codes(frame["speaker"]),
        )


def _looks(said: _Said, within_days: int) -> Iterator[tuple[NDArray[np.intp], int, float]]:
    """Ever wider looks for pairs: the rows to compare, within how many days, and how wide apart other pairs may be.

    Nearly all pairs are weaker than the few that are shown. So those are looked for among the rows that take a side
    most strongly: once enough pairs are wider apart than any other can be, no other needs to be made.
    """
    strength = np.abs(said.score)
    sides = [strength[side].max(initial=0) for side in (said.score > 0, said.score < 0)]
    if not min(sides):
        return
    for days in (0, 1, 3, 10):
        if days < within_days:
            yield np.flatnonzero(strength >= min(sides) - _SAME), days, sum(sides) - 2 * _SAME
    top = np.sort(strength)[::-1]
    rows = _FEWEST_ROWS
    while rows < len(strength):
        yield np.flatnonzero(strength > top[rows]), within_days, float(top[rows] + top[0])
        rows *= 4
    yield np.arange(len(strength)), within_days, 0.0


def _strongest_of(said: _Said, rows: NDArray[np.intp], days: int, between: Between, limit: int) -> NDArray[np.intp]:
    """The strongest pairs (earlier, later) of some rows that are at most so many days apart."""
    # One number for cell and day, so that what is near is one stretch of a sorted array.
    start = said.day.min(initial=0)
    place = said.cell[rows] * (said.day.max(initial=0) - start + days + 1) + said.day[rows] - start
    first = np.searchsorted(place, place - days, side="left")
    total = np.cumsum(np.arange(len(rows)) - first)
    found: NDArray[np.intp] = np.empty((0, 2), dtype=np.intp)
    bounds = np.searchsorted(total, np.arange(0, total[-1:].sum() + _PAIRS_AT_ONCE, _PAIRS_AT_ONCE), side="left")
    for begin, end in pairwise(np.unique([*bounds, len(rows)]).tolist()):
        own = np.arange(begin, end)
        counts = own - first[begin:end]
        # The pairs of a row are all before it in its stretch: the last of them is the row just before it.
        earlier = end_to_end(first[begin:end], counts)
        pairs = np.column_stack([rows[earlier], rows[np.repeat(own, counts)]])
        found = _strongest(said, np.concatenate([found, _opposite(said, pairs, between)]), limit)
    return found


def _opposite(said: _Said, pairs: NDArray[np.intp], between: Between) -> NDArray[np.intp]:
    """The pairs on opposite sides, of the speakers that are asked for."""
    against: NDArray[np.bool_] = said.score > 0
    pairs = pairs[against[pairs[:, 0]] != against[pairs[:, 1]]]
    one, other = said.speaker[pairs].T
    if between is Between.SAME_SPEAKER:
        pairs = pairs[(one == other) & (one >= 0)]
    elif between is Between.TWO_SPEAKERS:
        pairs = pairs[(one != other) & (one >= 0) & (other >= 0)]
    return pairs


def _strongest(said: _Said, pairs: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
    """The widest apart first, then the closest in time; of each later statement the first alone."""
    gaps, days = _gaps(said, pairs), said.day[pairs[:, 1]] - said.day[pairs[:, 0]]
    # Of the many only those need an order that may be among the first: no narrower, and as narrow no further in time.
    narrowest = -_least_of_first(-gaps, pairs[:, 1], limit)
    may = gaps >= narrowest
    as_narrow = gaps == narrowest
    if as_narrow.any():
        may[as_narrow] = days[as_narrow] <= _least_of_first(days[as_narrow], pairs[as_narrow, 1], limit)
    pairs, gaps, days = pairs[may], gaps[may], days[may]
    ranked = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], days, -gaps))]
    _, first = np.unique(ranked[:, 1], return_index=True)
    return ranked[np.sort(first)[:limit]]


def _least_of_first(values: NDArray[Any], later: NDArray[np.intp], limit: int) -> float:
    """The value up to which so many later statements, each by its lowest value, come; the highest of fewer."""
    lowest = np.full(int(later.max(initial=-1)) + 1, np.inf)
    np.minimum.at(lowest, later, values)
    lowest = lowest[lowest < np.inf]
    if not len(lowest):
        return np.inf
    last = min(limit, len(lowest)) - 1
    return float(np.partition(lowest, last)[last])


def _gaps(said: _Said, pairs: NDArray[np.intp]) -> NDArray[np.float64]:
    """How wide apart pairs are."""
    gaps: NDArray[np.float64] = np.abs(said.score[pairs[:, 1]] - said.score[pairs[:, 0]])
    return gaps


def _contradiction(said: _Said, earlier: int, later: int) -> Contradiction:
    known = min(said.speaker[earlier], said.speaker[later]) >= 0
    same = bool(said.speaker[earlier] == said.speaker[later])
    return Contradiction(
        party=said.party[earlier],
        theme=said.theme[earlier],
        earlier=int(said.statement[earlier]),
        later=int(said.statement[later]),
        earlier_day=to_day(said.day[earlier]),
        later_day=to_day(said.day[later]),
        earlier_score=float(said.score[earlier]),
        later_score=float(said.score[later]),
        same_speaker=bool(known) and same,
        two_speakers=bool(known) and not same,
    )


def _codes(values: pd.Series[str]) -> NDArray[np.int64]:
    import pandas as pd

    return np.asarray(pd.factorize(values)[0], dtype=np.int64)
