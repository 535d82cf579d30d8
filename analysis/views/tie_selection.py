"""Which ties to show: of which tones, in which time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.views.day_numbers import Covered, covered, to_number
from analysis.views.matrix import ALWAYS, Period
from analysis.views.tones import tone_kinds

if TYPE_CHECKING:
    import pandas as pd

ALL, FRIENDLY, HOSTILE = "All tones", "Friendly", "Hostile"
# What a choice of tone is called -> the names of its tones.
TONES: dict[str, frozenset[str]] = {
    ALL: frozenset(tone_kinds()),
    FRIENDLY: frozenset(kind.name for kind in tone_kinds().values() if kind.score > 0),
    HOSTILE: frozenset(kind.name for kind in tone_kinds().values() if kind.score < 0),
    **{kind.words.capitalize(): frozenset({kind.name}) for kind in tone_kinds().values()},
}


def only(ties: pd.DataFrame, tones: frozenset[str]) -> pd.DataFrame:
    """The ties of some tones."""
    return ties[ties["tone"].isin(list(tones))]


def days_covered(ties: pd.DataFrame) -> Covered | None:
    """The days of the ties; None where none is dated."""
    return covered(np.array([to_number(day) for day in ties["day"] if day], dtype=np.int64))


def within(ties: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The ties of a time; a bounded one has no undated ties."""
    if period == ALWAYS:
        return ties
    passing = [day is not None and (period.since or day) <= day <= (period.until or day) for day in ties["day"]]
    return ties[np.array(passing, dtype=bool)]
