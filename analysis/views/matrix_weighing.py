"""Which statements count for a stance, and how much each weighs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.model import StanceLabel

if TYPE_CHECKING:
    import pandas as pd

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


def counted(codings: pd.DataFrame, weighing: Weighing) -> pd.Series[bool]:
    """Which codings count for a score: sure enough, and not unclear."""
    return (codings["confidence"] >= weighing.min_confidence) & (codings["stance"] != StanceLabel.UNCLEAR.value)


def weights(codings: pd.DataFrame, weighing: Weighing, last: dt.date | None) -> pd.Series[float]:
    """Each coding's weight: its confidence, halved with every half-life before ``last``."""
    if weighing.half_life is None or last is None:
        return codings["confidence"].astype(float)
    ages = codings["day"].map(lambda day: (last - day).days if day else np.nan).astype(float)
    return codings["confidence"].astype(float) * 0.5 ** (ages.fillna(ages.max()) / weighing.half_life)
