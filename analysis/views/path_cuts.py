"""Where a row of days' mean scores is cut, and how often chance would cut it as sharply.

Cuts are made where they explain more than they cost, by the exact search of Pelt for shifts in the mean (Killick,
Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, JASA 2012), in the library
ruptures (Truong, Oudre and Vayatis, Selective review of offline change point detection methods, 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A cut costs as much as the squared scores of one day that stands 0.7 off.
_COST = 0.5
_ORDERS, _SEED = 999, 1


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


def _gains(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much less the squared distances from the mean become by each cut: shape (rows, length - 1)."""
    length = rows.shape[1]
    left = np.cumsum(rows, axis=1)[:, :-1]
    total = rows.sum(axis=1, keepdims=True)
    sizes = np.arange(1, length)
    gains: NDArray[np.float64] = left**2 / sizes + (total - left) ** 2 / (length - sizes) - total**2 / length
    return gains
