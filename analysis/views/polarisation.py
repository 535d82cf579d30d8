"""How polarised the parties are on each theme, month by month.

The measure is Esteban and Ray's (On the measurement of polarization, Econometrica 62, 1994): the parties fall into
those opposed, those between and those in favour; with p the share and y the mean score of each of these camps,
polarisation is K times the sum over all pairs of camps of p_i^(1 + a) * p_j * |y_i - y_j|. Their a, between 0 and 1.6,
says how much standing together counts; it is 1 here. K = 2^a makes two equal camps at the two ends 1; parties that all
stand at one point are 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING

from analysis.views.evidence import once
from analysis.views.matrix import CLEAR_SIDE, USUAL, Weighing, counted

if TYPE_CHECKING:
    import pandas as pd

ALPHA = 1.0
# With less than this, a month says nothing.
LEAST_PARTIES, LEAST_STATEMENTS = 2, 3


@dataclass(frozen=True, slots=True)
class Month:
    """A theme in one month; ``first`` is the month's first day, ``statements`` counts reprints once."""

    theme: str
    first: dt.date
    polarisation: float
    parties: int
    statements: int
    statement_ids: tuple[int, ...]


def polarisation(codings: pd.DataFrame, months: int = 1, weighing: Weighing = USUAL) -> list[Month]:
    """The polarisation of each theme in each month that has enough evidence, by theme and month.

    A party's score is the mean of its statements, weighted by confidence; every party counts the same.

    Args:
        codings: the codings frame of ``evidence.gather``.
        months: how many months, up to and with the one that is named, are taken together.
        weighing: which codings are sure enough.
    """
    sure = codings[counted(codings, weighing) & codings["day"].notna() & codings["party"].notna()]
    sure = once(sure).assign(_month=lambda frame: [day.year * 12 + day.month - 1 for day in frame["day"]])
    found = []
    for theme, own in sure.groupby("theme"):
        for month in sorted({number + later for number in own["_month"].unique() for later in range(months)}):
            within = own[(own["_month"] > month - months) & (own["_month"] <= month)]
            if month <= own["_month"].max() and (made := _month(str(theme), int(month), within)):
                found.append(made)
    return found


def esteban_ray(scores: Sequence[float]) -> float:
    """The polarisation of parties that stand at these scores in [-1, 1]; 0 where there is none."""
    camps = [
        [score for score in scores if score <= -CLEAR_SIDE],
        [score for score in scores if abs(score) < CLEAR_SIDE],
        [score for score in scores if score >= CLEAR_SIDE],
    ]
    placed = [(len(camp) / len(scores), fmean(camp)) for camp in camps if camp]
    pairs = product(placed, repeat=2)
    return float(2**ALPHA * sum(p ** (1 + ALPHA) * q * abs(y - z) for (p, y), (q, z) in pairs))


def _month(theme: str, number: int, within: pd.DataFrame) -> Month | None:
    by_party = within.groupby("party")
    if by_party.ngroups < LEAST_PARTIES or len(within) < LEAST_STATEMENTS:
        return None
    weighted = (within["score"] * within["confidence"]).groupby(within["party"]).sum()
    scores = weighted / by_party["confidence"].sum()
    return Month(
        theme=theme,
        first=dt.date(number // 12, number % 12 + 1, 1),
        polarisation=esteban_ray(list(scores)),
        parties=by_party.ngroups,
        statements=len(within),
        statement_ids=tuple(int(one) for one in within["statement_id"]),
    )
