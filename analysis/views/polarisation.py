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
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.day_numbers import day_numbers
from analysis.views.day_numbers import months as month_numbers
from analysis.views.evidence import once
from analysis.views.footing import extent, outlets, sureness
from analysis.views.matrix import CLEAR_SIDE, USUAL, Weighing, counted
from analysis.views.matrix_cells import CODING_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table

ALPHA = 1.0
# With less than this, a month says nothing.
LEAST_PARTIES, LEAST_STATEMENTS = 2, 3


@dataclass(frozen=True, slots=True)
class Month:
    """A theme in one month; ``first`` is the month's first day, ``statements`` counts reprints once.

    ``confidence`` is the mean of their ``footing.sureness``, ``one_outlet`` says that one outlet of several carries
    them all.
    """

    theme: str
    first: dt.date
    polarisation: float
    parties: int
    statements: int
    confidence: float
    one_outlet: bool


def polarisation(codings: Table, months: int = 1, weighing: Weighing = USUAL) -> list[Month]:
    """The polarisation of each theme in each month that has enough evidence, by theme and month.

    A party's score is the mean of its statements, weighted by confidence; every party counts the same.

    Args:
        codings: the codings frame of ``evidence.gather``.
        months: how many months, up to and with the one that is named, are taken together.
        weighing: which codings are sure enough.
    """
    import pandas as pd

    every = _sure(codings, weighing)
    sure = once(every)
    if sure.empty:
        return []
    (theme, themes), (party, parties) = (pd.factorize(sure[name], sort=True) for name in ("theme", "party"))
    month = month_numbers(day_numbers(sure["first_day"]))
    first, last = int(month.min()), int(month.max())
    shape = (len(themes), last - first + 1, len(parties))
    place = np.ravel_multi_index((theme, month - first, party), shape)
    confidence = sure["confidence"].to_numpy(float)

    def totals(weights: NDArray[np.float64] | None) -> NDArray[np.float64]:
        """The totals by theme, month and party of the months that are taken together."""
        return _reaching_back(
            np.bincount(place, weights, minlength=np.prod(shape)).reshape(shape).astype(float), months
        )

    counts, weight, weighted = totals(None), totals(confidence), totals(confidence * sure["score"].to_numpy(float))
    certain, speaking = totals(sureness(sure)), counts > 0.5
    scores = np.divide(weighted, weight, out=np.zeros(shape), where=speaking)
    enough = (speaking.sum(axis=2) >= LEAST_PARTIES) & (counts.sum(axis=2) > LEAST_STATEMENTS - 0.5)
    alone = _of_one_outlet(every, themes, first, shape[:2], months)
    ends = np.zeros(len(themes), dtype=np.int64)
    np.maximum.at(ends, theme, month - first)
    return [
        Month(
            theme=str(themes[one]),
            first=dt.date((first + at) // 12, (first + at) % 12 + 1, 1),
            polarisation=esteban_ray(scores[one, at][speaking[one, at]].tolist()),
            parties=int(speaking[one, at].sum()),
            statements=round(counts[one, at].sum()),
            confidence=float(certain[one, at].sum() / counts[one, at].sum()),
            one_outlet=bool(alone[one, at]),
        )
        for one, at in np.argwhere(enough).tolist()
        if at <= ends[one]
    ]


def statements_of(codings: Table, month: Month, months: int = 1, weighing: Weighing = USUAL) -> tuple[int, ...]:
    """The ids of the statements that a month's polarisation stands on; the arguments are those of the month."""
    own = once(_sure(codings[codings["theme"] == month.theme], weighing))
    numbers, last = month_numbers(day_numbers(own["first_day"])), month.first.year * 12 + month.first.month - 1
    return tuple(own.loc[(numbers > last - months) & (numbers <= last), "statement_id"].tolist())


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


def _sure(codings: Table, weighing: Weighing) -> pd.DataFrame:
    """The dated codings of parties that count, repeats too."""
    return codings[CODING_COLUMNS][counted(codings, weighing) & codings["first_day"].notna() & codings["party"].notna()]


def _of_one_outlet(
    every: pd.DataFrame, themes: pd.Index[Any], first: int, shape: tuple[int, int], months: int
) -> NDArray[np.bool_]:
    """Whether one outlet of several carries a theme's codings of each month and those taken together with it."""
    import pandas as pd

    outlet = outlets(every)
    if outlet.min() == outlet.max():
        return np.zeros(shape, dtype=bool)
    month = month_numbers(day_numbers(every["first_day"])) - first
    # A repeat may be of a later day than what it repeats.
    within = (month >= 0) & (month < shape[1])
    theme = themes.get_indexer(pd.Index(every["theme"].astype(object)))
    place = np.ravel_multi_index((theme[within], month[within]), shape)
    least, most = (ends.reshape(shape) for ends in extent(outlet[within], place, shape[0] * shape[1]))
    lows, highs = least.copy(), most.copy()
    for back in range(1, min(months, shape[1])):
        np.minimum(lows[:, back:], least[:, :-back], out=lows[:, back:])
        np.maximum(highs[:, back:], most[:, :-back], out=highs[:, back:])
    alone: NDArray[np.bool_] = lows == highs
    return alone


def _reaching_back(totals: NDArray[np.float64], months: int) -> NDArray[np.float64]:
    """The sums of each month and those before it, along the second axis."""
    summed = np.cumsum(totals, axis=1)
    summed[:, months:] -= summed[:, :-months].copy()
    return summed
