"""On which days a party's stance on a theme turned, and how sure that is.

The days' mean scores are cut where the cuts explain more than they cost, by the exact search of Pelt for shifts in the
mean (Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, JASA 2012), in
the library ruptures (Truong, Oudre and Vayatis, Selective review of offline change point detection methods, 2020). How
sure a turn is comes from a permutation test: the share of random orders of the days on either side of it, up to the
turns beside it, in which the best cut parts them as sharply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.drift import path
from analysis.views.evidence import once
from analysis.views.matrix import USUAL, Weighing, counted

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# A cut costs as much as the squared scores of one day that stands 0.7 off.
_COST = 0.5
# A turn moves the mean at least so far: from nearly undecided to a clear side, or further.
_LEAST_SHIFT = 0.5
_ORDERS, _SEED = 999, 1
# Up to these chances a turn is called clear, and likely.
CLEAR, LIKELY = 0.05, 0.2


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn: ``last_before`` and ``first_after`` are the days between which it lies.

    ``mean_before`` and ``mean_after`` are the means of the days up to the turns beside it, ``days_before`` and
    ``days_after`` their numbers; ``chance`` is how often a random order would part them as sharply.
    ``statement_before`` and ``statement_after`` are the ids of the statements of those two days that stand nearest to
    the path.
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

    @property
    def sureness(self) -> str:
        """How sure the turn is, in words, with what it stands on."""
        return _sureness(self.chance, self.days_before, self.days_after)


def turning_points(codings: pd.DataFrame, weighing: Weighing = USUAL) -> list[TurningPoint]:
    """The turns of every party on every theme, the surest first, of those as sure the latest."""
    dated = codings[codings["party"].notna() & codings["day"].notna()]
    sure = once(dated[counted(dated, weighing)])
    found = [
        turn
        for (party, theme), own in sure.groupby(["party", "theme"])
        if own["score"].max() - own["score"].min() >= _LEAST_SHIFT
        for turn in _turns_of(str(party), str(theme), own, weighing)
    ]
    return sorted(found, key=lambda turn: (turn.chance, -turn.first_after.toordinal(), turn.party, turn.theme))


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


def _turns_of(party: str, theme: str, own: pd.DataFrame, weighing: Weighing) -> list[TurningPoint]:
    days = path(own, weighing)
    scores, found = list(days["score"]), []
    bounds = [0, *cuts(scores), len(scores)]
    for start, cut, end in zip(bounds, bounds[1:], bounds[2:], strict=False):
        before, after = scores[start:cut], scores[cut:end]
        if abs(np.mean(after) - np.mean(before)) < _LEAST_SHIFT:
            continue
        last, first = days["day"].iloc[cut - 1], days["day"].iloc[cut]
        found.append(
            TurningPoint(
                party=party,
                theme=theme,
                last_before=last,
                first_after=first,
                mean_before=float(np.mean(before)),
                mean_after=float(np.mean(after)),
                days_before=len(before),
                days_after=len(after),
                chance=chance(scores[start:end], cut - start),
                statement_before=_standing_at(own[own["day"] == last], float(np.mean(before))),
                statement_after=_standing_at(own[own["day"] == first], float(np.mean(after))),
            )
        )
    return found


def _standing_at(of_day: pd.DataFrame, mean: float) -> int:
    """The statement of a day that stands nearest to the path, of those as near the surest."""
    nearest = of_day.assign(off=(of_day["score"] - mean).abs().round(2))
    best = nearest.sort_values(["off", "confidence", "statement_id"], ascending=[True, False, True]).iloc[0]
    return int(best["statement_id"])


def _gains(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much less the squared distances from the mean become by each cut: shape (rows, length - 1)."""
    length = rows.shape[1]
    left = np.cumsum(rows, axis=1)[:, :-1]
    total = rows.sum(axis=1, keepdims=True)
    sizes = np.arange(1, length)
    gains: NDArray[np.float64] = left**2 / sizes + (total - left) ** 2 / (length - sizes) - total**2 / length
    return gains


def _sureness(chance: float, before: int, after: int) -> str:
    stands_on = f"{before} {'day' if before == 1 else 'days'} before, {after} after"
    if before + after < 5:
        return f"too few days to tell from chance ({stands_on})"
    word = "clear" if chance <= CLEAR else "likely" if chance <= LIKELY else "may be chance"
    return f"{word}: a random order parts them as sharply in {chance:.0%} of cases ({stands_on})"
