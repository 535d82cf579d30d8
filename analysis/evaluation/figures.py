"""Counts an article -> figures, each with the interval in which it would lie on other articles of the kind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

# Of fewer articles, a resampling says nothing about others.
_ENOUGH = 10
_RESAMPLES = 2000
_SEED = 7
# The normal quantile of a 95 % interval.
_Z = 1.959964


class Measure(StrEnum):
    """What a figure is."""

    F1 = "F1"  # the harmonic mean of precision (right of found) and recall (right of gold)
    SHARE = "share"  # right of gold
    MAP = "MAP@5"  # mean average precision of the first five hits


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one article (or one sentence, or one query): how many are right, of found and of gold.

    ``right`` is a fraction for the average precision of a query.
    """

    right: float = 0
    gold: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a gold set; ``value`` and its 95 % interval lie in [0, 1], the interval is None where unknown.

    Attributes:
        key: names the figure in data and code, such as ``speaker``.
        name: names it for a reader.
        measure: what it is.
        value: the figure.
        right: how many were right.
        gold: of how many in the gold.
        found: how many were found; 0 where only the gold counts.
        low: the lower end of the interval.
        high: its upper end.
    """

    key: str
    name: str
    measure: Measure
    value: float
    right: float
    gold: int
    found: int = 0
    low: float | None = None
    high: float | None = None

    @property
    def precision(self) -> float:
        """Right of found, in [0, 1]."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of gold, in [0, 1]."""
        return self.right / self.gold if self.gold else 0.0


def f1(key: str, name: str, counts: Sequence[Counts]) -> Figure:
    """An F1 of items that are to be found and may be found in excess."""
    return _figure(key, name, Measure.F1, counts)


def share(key: str, name: str, counts: Sequence[Counts]) -> Figure:
    """How many of the gold's items are right."""
    return _figure(key, name, Measure.SHARE, counts)


def mean(key: str, name: str, counts: Sequence[Counts]) -> Figure:
    """A mean over queries, each counted once in ``gold``."""
    return _figure(key, name, Measure.MAP, counts)


def _figure(key: str, name: str, measure: Measure, counts: Sequence[Counts]) -> Figure:
    rows = np.array([(c.right, c.gold, c.found) for c in counts], dtype=np.float64).reshape(-1, 3)
    right, gold, found = rows.sum(axis=0)
    value = float(_values(measure, rows.sum(axis=0, keepdims=True))[0])
    if len(rows) >= _ENOUGH and 0 < value < 1:
        low, high = _resampled(measure, rows)
    elif measure is Measure.SHARE and gold:
        low, high = _wilson(value, int(gold))
    else:
        low, high = None, None
    return Figure(key, name, measure, value, float(right), int(gold), int(found), low, high)


def _values(measure: Measure, sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """The figure of each row of (right, gold, found); 0 where there is nothing to be right about."""
    right, gold, found = sums.T
    whole = (gold + found) / 2 if measure is Measure.F1 else gold
    values: NDArray[np.float64] = np.divide(right, whole, out=np.zeros_like(right), where=whole > 0)
    return values


def _resampled(measure: Measure, rows: NDArray[np.float64]) -> tuple[float, float]:
    """The percentile interval of a bootstrap over articles (Efron and Tibshirani 1993, chapter 13)."""
    articles = len(rows)
    drawn = np.random.default_rng(_SEED).multinomial(articles, np.full(articles, 1 / articles), size=_RESAMPLES)
    low, high = np.quantile(_values(measure, drawn @ rows), [0.025, 0.975])
    return float(low), float(high)


def _wilson(value: float, number: int) -> tuple[float, float]:
    """Wilson's score interval of a share (1927): fit for few items, and for shares of all or none."""
    spread = _Z * math.sqrt(value * (1 - value) / number + (_Z / (2 * number)) ** 2)
    middle, scale = value + _Z**2 / (2 * number), 1 + _Z**2 / number
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
