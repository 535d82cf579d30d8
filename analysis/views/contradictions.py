"""Opposite stances of one party, close in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of a party that take opposite sides of a theme, the earlier one first."""

    party: str
    theme: str
    earlier: int
    later: int
    earlier_day: dt.date
    later_day: dt.date
    earlier_score: float
    later_score: float
    same_speaker: bool


def contradictions(
    codings: pd.DataFrame, within_days: int = 30, min_confidence: float = 0.5, limit: int = 50
) -> list[Contradiction]:
    """The strongest contradictions of each party, at most one a party, theme and later statement; repeats once."""
    raise NotImplementedError
