"""On which days a party's stance on a theme turned, and how sure that is.

The days' mean scores are cut where the cuts explain more than they cost, by the exact search of Pelt for shifts in the
mean (Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, JASA 2012), in
the library ruptures (Truong, Oudre and Vayatis, Selective review of offline change point detection methods, 2020). How
sure a turn is comes from a permutation test: the share of random orders of the days on either side of it, up to the
turns beside it, in which the best cut parts them as sharply. Where a party spoke on a theme on very many days, weeks
stand in the place of days: the search takes time that grows with the square of their number, and the weeks' means tell
a turn from the noise of single days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.day_numbers import day_numbers, to_day
from analysis.views.evidence import once
from analysis.views.footing import carried_by_one, several_outlets
from analysis.views.matrix import USUAL, Weighing, counted
from analysis.views.style import LOW_CONFIDENCE, plural

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# A cut costs as much as the squared scores of one day that stands 0.7 off.
_COST = 0.5
# A turn moves the mean at least so far: from nearly undecided to a clear side, or further.
_LEAST_SHIFT = 0.5
_ORDERS, _SEED = 999, 1
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
        return self.confidence < LOW_CONFIDENCE

    @property
    def doubtful(self) -> bool:
        """Whether it may be chance, or rests on too few days, on one outlet, or on stances of low confidence."""
        return self.unsure or bool(self.alone) or self.chance > LIKELY or self.days_before + self.days_after < _FEW


def turning_points(codings: pd.DataFrame, weighing: Weighing = USUAL) -> list[TurningPoint]:
    """The turns of every party on every theme, the surest first, of those as sure the latest.

    Of very many, those are tested, and given, that explain most of the days' scores: :data:`MOST_TURNS`.
    """
    dated = codings[codings["party"].notna() & codings["first_day"].notna()]
    every = dated[counted(dated, weighing)]
    sure = once(every)
    by_cell = sure.groupby(["party", "theme"], observed=True)
    apart = (by_cell["score"].max() - by_cell["score"].min() >= _LEAST_SHIFT).to_numpy()
    cell, days = by_cell.ngroup().to_numpy(), day_numbers(sure["first_day"])
    order = np.lexsort((days, cell))
    bounds = np.searchsorted(cell[order], np.arange(len(apart) + 1))
    seen: list[_Seen] = []
    for number in np.flatnonzero(apart).tolist():
        rows = order[bounds[number] : bounds[number + 1]]
        seen += _turns_of(sure.iloc[rows], days[rows])
    seen.sort(key=lambda one: -one.gain)
    seen = seen[:MOST_TURNS]
    alone = _carried_by_one(every, seen) if seen and several_outlets(codings) else [()] * len(seen)
    found = [
        replace(one.turn, chance=chance(one.scores, one.turn.days_before), alone=sides)
        for one, sides in zip(seen, alone, strict=True)
    ]
    return sorted(
        found, key=lambda turn: (turn.unsure, turn.chance, -turn.first_after.toordinal(), turn.party, turn.theme)
    )


def cuts(scores: Sequence[float]) -> list[int]:
    """Where a row of days' scores is cut: the positions of the first day after each turn."""
    import ruptures

    if len(scores) < 2:
        return []
    signal = np.array(scores, dtype=float).reshape(-1, 1)
    ends = ruptures.KernelCPD(kernel="linear", min_size=1).fit(signal).predict(pen=_COST)
    return [int(end) for end in ends[:-1]]


def chance(scores: Sequence[float], cut: int) -> float:
    """How often the best cut of a random order parts the scores as sharply as this cut does, from 1/1000 to 1."""
    values = np.array(scores, dtype=float)
    observed = _gains(values[None, :])[0, cut - 1]
    orders = np.random.default_rng(_SEED).permuted(np.tile(values, (_ORDERS, 1)), axis=1)
    as_sharp = int((_gains(orders).max(axis=1) >= observed - 1e-9).sum())
    return (1 + as_sharp) / (1 + _ORDERS)


class _Seen(NamedTuple):
    """A turn before it is tested, the days' scores around it, how much of them it explains, and its statements.

    Those before and those after it, by what each counts as.
    """

    turn: TurningPoint
    scores: list[float]
    gain: float
    before: NDArray[np.int64]
    after: NDArray[np.int64]


def _carried_by_one(every: pd.DataFrame, seen: Sequence[_Seen]) -> list[tuple[str, ...]]:
    """Of each turn the sides whose several statements are in one outlet alone."""
    sides = [ids for one in seen for ids in (one.before, one.after)]
    ids, sizes = np.concatenate(sides), [len(side) for side in sides]
    own = every[every["counts_as"].isin(ids)]
    alone = carried_by_one(own, ids, np.repeat(np.arange(len(sides)), sizes), len(sides))
    alone &= np.array(sizes) > 1
    words = np.array(["before it", "after it"])
    return [tuple(words[pair].tolist()) for pair in alone.reshape(-1, 2)]


def _turns_of(own: pd.DataFrame, days: NDArray[np.int64]) -> list[_Seen]:
    """The turns of one party on one theme; its codings come by day."""
    weekly = len(np.unique(days)) > MOST_DAYS
    # Day 0 is a Thursday.
    spans = (days + 3) // 7 if weekly else days
    _, at = np.unique(spans, return_inverse=True)
    score, confidence = own["score"].to_numpy(float), own["confidence"].to_numpy(float)
    counts_as = own["counts_as"].to_numpy(np.int64)
    scores = np.bincount(at, score * confidence) / np.bincount(at, confidence)
    found = []
    bounds = [0, *cuts(scores.tolist()), len(scores)]
    for start, cut, end in zip(bounds, bounds[1:], bounds[2:], strict=False):
        before, after = scores[start:cut].mean(), scores[cut:end].mean()
        if abs(after - before) < _LEAST_SHIFT:
            continue
        last, first = np.flatnonzero(at == cut - 1), np.flatnonzero(at == cut)
        sides = (at >= start) & (at < cut), (at >= cut) & (at < end)
        turn = TurningPoint(
            party=str(own["party"].iloc[0]),
            theme=str(own["theme"].iloc[0]),
            last_before=to_day(days[last[-1]]),
            first_after=to_day(days[first[0]]),
            mean_before=float(before),
            mean_after=float(after),
            days_before=cut - start,
            days_after=end - cut,
            chance=1.0,
            statement_before=_standing_at(own.iloc[last], float(before)),
            statement_after=_standing_at(own.iloc[first], float(after)),
            weekly=weekly,
            confidence=float(min(confidence[side].mean() for side in sides)),
        )
        gain = float(_gains(scores[None, start:end])[0, cut - start - 1])
        found.append(_Seen(turn, scores[start:end].tolist(), gain, *(counts_as[side] for side in sides)))
    return found


def _standing_at(of_day: pd.DataFrame, mean: float) -> int:
    """The statement of a day that stands nearest to the path, of those as near the surest."""
    off = (of_day["score"] - mean).abs().round(2).to_numpy()
    ids = of_day["statement_id"].to_numpy()
    return int(ids[np.lexsort((ids, -of_day["confidence"].to_numpy(), off))[0]])


def _gains(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much less the squared distances from the mean become by each cut: shape (rows, length - 1)."""
    length = rows.shape[1]
    left = np.cumsum(rows, axis=1)[:, :-1]
    total = rows.sum(axis=1, keepdims=True)
    sizes = np.arange(1, length)
    gains: NDArray[np.float64] = left**2 / sizes + (total - left) ** 2 / (length - sizes) - total**2 / length
    return gains


def _sureness(chance: float, before: int, after: int, unit: str) -> str:
    stands_on = f"{plural(before, unit)} before, {after:,} after"
    if before + after < _FEW:
        return f"too few {unit}s to tell from chance ({stands_on})"
    word = "clear" if chance <= CLEAR else "likely" if chance <= LIKELY else "may be chance"
    return f"{word}: a random order parts them as sharply in {chance:.0%} of cases ({stands_on})"
