"""On which days a party's stance on a theme turned, and how sure that is.

The days' mean scores are cut where they shift (``path_cuts``). How sure a turn is comes from a permutation test: the
share of random orders of the days on either side of it, up to the turns beside it, in which the best cut parts them as
sharply. Where a party spoke on a theme on very many days, weeks stand in the place of days: the search takes time that
grows with the square of their number, and the weeks' means tell a turn from the noise of single days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.day_numbers import day_numbers, to_day
from analysis.views.evidence import once
from analysis.views.footing import carried_by_one, several_outlets, sureness
from analysis.views.matrix import USUAL, Weighing, counted
from analysis.views.matrix_cells import CODING_COLUMNS
from analysis.views.path_cuts import chance, cuts
from analysis.views.style import LOW_STANCE_CONFIDENCE, plural

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from analysis.store.selected import Table

# A turn moves the mean at least so far: from nearly undecided to a clear side, or further.
_LEAST_SHIFT = 0.5
# With more days than this on which it spoke, a party's path is one of weeks, from Monday on.
MOST_DAYS = 180
# The most turns that are tested for chance, and given.
MOST_TURNS = 300
# Of fewer days nothing can be told from chance.
_FEW = 5
# Up to these chances a turn is called clear, and likely.
CLEAR, LIKELY = 0.05, 0.2


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn: ``last_before`` and ``first_after`` are the days between which it lies.

    ``mean_before`` and ``mean_after`` are the means of the days up to the turns beside it, ``days_before`` and
    ``days_after`` their numbers; ``chance`` is how often a random order would part them as sharply.
    ``statement_before`` and ``statement_after`` are the ids of the statements of those two days that stand nearest to
    the path. Where ``weekly``, all this is told of weeks. ``confidence`` is the mean of the codings on the less sure
    side; ``alone`` are the sides ("before it", "after it") whose several statements one outlet of several carries.
    """

    party: str
    theme: str
    last_before: dt.date
    first_after: dt.date
    mean_before: float
    mean_after: float
    days_before: int
    days_after: int
    chance: float
    statement_before: int
    statement_after: int
    weekly: bool
    confidence: float
    alone: tuple[str, ...] = ()

    @property
    def sureness(self) -> str:
        """How sure the turn is, in words, with what it stands on."""
        words = _sureness(self.chance, self.days_before, self.days_after, "week" if self.weekly else "day")
        unsure = f"unsure, its stances are only {self.confidence:.0%} sure; " if self.unsure else ""
        return unsure + "; ".join([words, *(f"{side} one outlet only" for side in self.alone)])

    @property
    def unsure(self) -> bool:
        """Whether the stances on one side of it are of low confidence."""
        return self.confidence < LOW_STANCE_CONFIDENCE

    @property
    def doubtful(self) -> bool:
        """Whether it may be chance, or rests on too few days, on one outlet, or on stances of low confidence."""
        return self.unsure or bool(self.alone) or self.chance > LIKELY or self.days_before + self.days_after < _FEW


def turning_points(codings: Table, weighing: Weighing = USUAL) -> list[TurningPoint]:
    """The turns of every party on every theme, the surest first, of those as sure the latest.

    Of very many, those are tested, and given, that explain most of the days' scores: :data:`MOST_TURNS`.
    """
    dated = codings[CODING_COLUMNS][codings["party"].notna() & codings["first_day"].notna()]
    every = dated[counted(dated, weighing)]
    sure = once(every)
    by_cell = sure.groupby(["party", "theme"], observed=True)
    apart = (by_cell["score"].max() - by_cell["score"].min() >= _LEAST_SHIFT).to_numpy()
    cell, days = by_cell.ngroup().to_numpy(), day_numbers(sure["first_day"])
    order = np.lexsort((days, cell))
    bounds = np.searchsorted(cell[order], np.arange(len(apart) + 1))
    said, seen = _Said.of(sure), list[_Seen]()
    for number in np.flatnonzero(apart).tolist():
        rows = order[bounds[number] : bounds[number + 1]]
        seen += _seen_in(_Path.of(said, rows, days[rows]))
    # What a turn tells is put together for those that are given.
    seen.sort(key=lambda one: -one.gain)
    seen = seen[:MOST_TURNS]
    alone = _carried_by_one(every, said, seen) if seen and several_outlets(codings) else [()] * len(seen)
    found = [_turn(said, one, sides) for one, sides in zip(seen, alone, strict=True)]
    return sorted(
        found, key=lambda turn: (turn.unsure, turn.chance, -turn.first_after.toordinal(), turn.party, turn.theme)
    )


class _Said(NamedTuple):
    """The codings that count, as arrays."""

    party: ExtensionArray
    theme: ExtensionArray
    score: NDArray[np.float64]
    confidence: NDArray[np.float64]
    sureness: NDArray[np.float64]
    counts_as: NDArray[np.int64]
    statement: NDArray[np.int64]

    @classmethod
    def of(cls, sure: pd.DataFrame) -> _Said:
        score, confidence = (sure[name].to_numpy(float) for name in ("score", "confidence"))
        counts_as, statement = (sure[name].to_numpy(np.int64) for name in ("counts_as", "statement_id"))
        return cls(sure["party"].array, sure["theme"].array, score, confidence, sureness(sure), counts_as, statement)


class _Path(NamedTuple):
    """The codings of one party on one theme, by day: their places, their days and the numbers of their spans.

    ``scores`` are the means of the spans, which are days, or weeks where ``weekly``.
    """

    rows: NDArray[np.intp]
    days: NDArray[np.int64]
    at: NDArray[np.intp]
    scores: NDArray[np.float64]
    weekly: bool

    @classmethod
    def of(cls, said: _Said, rows: NDArray[np.intp], days: NDArray[np.int64]) -> _Path:
        weekly = len(np.unique(days)) > MOST_DAYS
        # Day 0 is a Thursday.
        _, at = np.unique((days + 3) // 7 if weekly else days, return_inverse=True)
        score, confidence = said.score[rows], said.confidence[rows]
        return cls(rows, days, at, np.bincount(at, score * confidence) / np.bincount(at, confidence), weekly)

    def between(self, start: int, end: int) -> NDArray[np.intp]:
        """The places of the codings of some spans."""
        first, last = np.searchsorted(self.at, (start, end))
        return self.rows[first:last]


class _Seen(NamedTuple):
    """A turn before it is tested: where it cuts the spans from one turn to the next, and how much of them it explains.

    ``cut`` is the first span after it.
    """

    path: _Path
    start: int
    cut: int
    end: int
    gain: float

    @property
    def sides(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of the codings before it and after it."""
        return self.path.between(self.start, self.cut), self.path.between(self.cut, self.end)


def _seen_in(path: _Path) -> list[_Seen]:
    """The turns of a path that move its mean far enough."""
    bounds = np.array([0, *cuts(path.scores.tolist()), len(path.scores)])
    sums, sizes = np.add.reduceat(path.scores, bounds[:-1]), np.diff(bounds)
    gains = sums[:-1] ** 2 / sizes[:-1] + sums[1:] ** 2 / sizes[1:]
    gains -= (sums[:-1] + sums[1:]) ** 2 / (sizes[:-1] + sizes[1:])
    far = np.flatnonzero(np.abs(np.diff(sums / sizes)) >= _LEAST_SHIFT - 1e-9)
    return [_Seen(path, int(bounds[at]), int(bounds[at + 1]), int(bounds[at + 2]), float(gains[at])) for at in far]


def _turn(said: _Said, seen: _Seen, alone: tuple[str, ...]) -> TurningPoint:
    """What a turn tells, tested against random orders."""
    path, start, cut, end, _ = seen
    first, last = path.between(cut, cut + 1), path.between(cut - 1, cut)
    before, after = float(path.scores[start:cut].mean()), float(path.scores[cut:end].mean())
    return TurningPoint(
        party=str(said.party[path.rows[0]]),
        theme=str(said.theme[path.rows[0]]),
        last_before=to_day(path.days[path.at == cut - 1][-1]),
        first_after=to_day(path.days[path.at == cut][0]),
        mean_before=before,
        mean_after=after,
        days_before=cut - start,
        days_after=end - cut,
        chance=chance(path.scores[start:end].tolist(), cut - start),
        statement_before=_standing_at(said, last, before),
        statement_after=_standing_at(said, first, after),
        weekly=path.weekly,
        confidence=float(min(said.sureness[side].mean() for side in seen.sides)),
        alone=alone,
    )


def _carried_by_one(every: pd.DataFrame, said: _Said, seen: Sequence[_Seen]) -> list[tuple[str, ...]]:
    """Of each turn the sides whose several statements are in one outlet alone."""
    sides = [said.counts_as[side] for one in seen for side in one.sides]
    ids, sizes = np.concatenate(sides), [len(side) for side in sides]
    own = every[every["counts_as"].isin(ids)]
    alone = carried_by_one(own, ids, np.repeat(np.arange(len(sides)), sizes), len(sides))
    alone &= np.array(sizes) > 1
    words = np.array(["before it", "after it"])
    return [tuple(words[pair].tolist()) for pair in alone.reshape(-1, 2)]


def _standing_at(said: _Said, of_day: NDArray[np.intp], mean: float) -> int:
    """The statement of a day that stands nearest to the path, of those as near the surest."""
    ids, off = said.statement[of_day], np.abs(said.score[of_day] - mean).round(2)
    return int(ids[np.lexsort((ids, -said.confidence[of_day], off))[0]])


def _sureness(chance: float, before: int, after: int, unit: str) -> str:
    stands_on = f"{plural(before, unit)} before, {after:,} after"
    if before + after < _FEW:
        return f"too few {unit}s to tell from chance ({stands_on})"
    word = "clear" if chance <= CLEAR else "likely" if chance <= LIKELY else "may be chance"
    return f"{word}: a random order parts them as sharply in {chance:.0%} of cases ({stands_on})"
