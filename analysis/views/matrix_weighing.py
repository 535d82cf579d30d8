"""Which statements count for a stance, and how much each weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.model import StanceLabel
from analysis.views.day_numbers import UNDATED

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table

# From here on a score takes a side.
CLEAR_SIDE = 0.25


@dataclass(frozen=True, slots=True)
class Weighing:
    """How statements weigh in a cell's score.

    A statement's weight is its coding's confidence, halved with every ``half_life`` days before the period's last day
    with a statement (None: all days alike); undated statements weigh as the oldest one does. Codings below
    ``min_confidence`` and unclear ones don't count for the score: no evidence is not the same as neutral.
    """

    half_life: float | None = 180.0
    min_confidence: float = 0.35


USUAL = Weighing()


def counted(codings: Table, weighing: Weighing) -> pd.Series[bool]:
    """Which codings count for a score: sure enough, and not unclear."""
    return (codings["confidence"] >= weighing.min_confidence) & (codings["stance"] != StanceLabel.UNCLEAR.value)


def weights(
    confidence: NDArray[np.float64], day: NDArray[np.int64], weighing: Weighing, last: int
) -> NDArray[np.float64]:
    """Each coding's weight: its confidence, halved with every half-life before the day ``last``.

    Days are numbers (``day_numbers``); what has none weighs as the oldest does.
    """
    if weighing.half_life is None or last == UNDATED:
        return confidence
    dated = day != UNDATED
    ages = np.where(dated, last - np.where(dated, day, last), 0).astype(float)
    ages[~dated] = ages.max(initial=0)
    halved: NDArray[np.float64] = confidence * 0.5 ** (ages / weighing.half_life)
    return halved
