"""How the statements of a cell become one value, and what that value means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.model import StanceLabel
from analysis.views.day_numbers import UNDATED
from analysis.views.matrix_weighing import CLEAR_SIDE
from analysis.views.numbers import latest_of

# A row disagrees with itself where the weaker side has this share of the weight.
_DISSENT = 0.2


class Aggregation(StrEnum):
    """What a square of the matrix shows."""

    RECENCY = "recency"
    CONFIDENCE = "confidence"
    LATEST = "latest"
    SHARE = "share"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An aggregation in words: the choice, what a square then means, and what the ends and middle of its scale say."""

    choice: str
    sentence: str
    scale: tuple[str, str, str]


_STANCES = ("opposed", "0", "in favour")
MEANINGS = {
    Aggregation.RECENCY: Meaning(
        "Mean, recent ones more",
        "A square is the mean of the statements’ scores, blue in favour, orange opposed. A statement weighs as much as "
        "its coding is sure, and half as much with every 180 days of age.",
        _STANCES,
    ),
    Aggregation.CONFIDENCE: Meaning(
        "Mean, all days alike",
        "A square is the mean of the statements’ scores, blue in favour, orange opposed. A statement weighs as much as "
        "its coding is sure, whenever it was said.",
        _STANCES,
    ),
    Aggregation.LATEST: Meaning(
        "Latest",
        "A square is the stance on the latest day on which one was reported, blue in favour, orange opposed. What was "
        "said before, and what has no date, doesn’t count.",
        _STANCES,
    ),
    Aggregation.SHARE: Meaning(
        "Share in favour",
        "A square is the share in favour among the statements that take a clear side. Grey is half, blue is all of "
        "them, orange is none.",
        ("none", "half", "all in favour"),
    ),
    Aggregation.COUNTS: Meaning(
        "Number of statements",
        "A square is the number of statements, whatever their stance. The colour says nothing here.",
        ("", "", ""),
    ),
}


class Said(NamedTuple):
    """Codings, each an array of the same length; ``counts`` says which are sure and clear enough.

    ``cell`` is the number of the cell that a coding is in, ``day`` that of its day (``day_numbers``); ``sure`` is how
    sure the coding and its statement are, as ``footing.sureness`` gives it.
    """

    cell: NDArray[np.intp]
    score: NDArray[np.float64]
    confidence: NDArray[np.float64]
    sure: NDArray[np.float64]
    weight: NDArray[np.float64]
    conditional: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    day: NDArray[np.int64]


def aggregate(said: Said, cells: int, aggregation: Aggregation) -> dict[str, NDArray[Any]]:
    """The values of so many cells, with all that tells how much they stand on.

    Returns:
        Arrays by cell: value (in the unit of the aggregation: a score, a share in [0, 1] or a number; NaN where nothing
        counts), score in [-1, 1], scored, favour and opposed (how many of those that count take a clear side),
        confidence (the mean of how sure they are, NaN where none counts), label, conditional, disagreement.
    """
    chosen = _stands_on(said, cells, aggregation)
    cell, score, confidence = said.cell[chosen], said.score[chosen], said.confidence[chosen]
    weight = confidence if aggregation in _TIMELESS else said.weight[chosen]
    if aggregation is Aggregation.SHARE:
        weight, score = np.ones(len(cell)), np.sign(score)

    def total(values: NDArray[np.float64], of: NDArray[np.bool_] | slice = slice(None)) -> NDArray[np.float64]:
        return np.bincount(cell[of], values[of], minlength=cells).astype(float)

    def number(of: NDArray[np.bool_] | slice = slice(None)) -> NDArray[np.intp]:
        return np.bincount(cell[of], minlength=cells)

    favour, opposed, conditional = score >= CLEAR_SIDE, score <= -CLEAR_SIDE, said.conditional[chosen]
    weights, several = total(weight), np.minimum(total(weight, favour), total(weight, opposed))
    found = _shares(total(score * weight), weights, several, total(weight, conditional))
    scored = number()
    with np.errstate(invalid="ignore"):
        mean = total(said.sure[chosen]) / scored
    value = {
        Aggregation.SHARE: (found["score"] + 1) / 2,
        Aggregation.COUNTS: np.bincount(said.cell, minlength=cells).astype(float),
    }
    return found | {
        "value": value.get(aggregation, found["score"]),
        "scored": scored,
        "favour": number(favour),
        "opposed": number(opposed),
        "confidence": mean,
        "conditional": (weights != 0) & (number(conditional) > 0),
    }


_TIMELESS = {Aggregation.CONFIDENCE, Aggregation.LATEST}


def _stands_on(said: Said, cells: int, aggregation: Aggregation) -> NDArray[np.bool_]:
    """Which codings the values stand on."""
    if aggregation is Aggregation.SHARE:
        return said.counts & (np.abs(said.score) >= CLEAR_SIDE)
    if aggregation is not Aggregation.LATEST:
        return said.counts
    latest = latest_of(said.cell[said.counts], said.day[said.counts], cells, UNDATED)
    of_latest: NDArray[np.bool_] = said.counts & (said.day != UNDATED) & (said.day == latest[said.cell])
    return of_latest


def _shares(
    scores: NDArray[np.float64],
    weights: NDArray[np.float64],
    weaker: NDArray[np.float64],
    conditional: NDArray[np.float64],
) -> dict[str, NDArray[Any]]:
    """Score, label and disagreement of cells, by the sums of what counts: of its scores, its weights and its sides."""
    known = weights != 0
    total = np.where(known, weights, 1.0)
    score = np.where(known, scores / total, np.nan)
    disagreement = known & (weaker >= _DISSENT * total)
    labels = {
        "mixed": disagreement & (np.abs(score) < CLEAR_SIDE),
        StanceLabel.CONDITIONAL.value: conditional / total >= 0.5,
        StanceLabel.UNCLEAR.value: ~known | (score == 0),
        StanceLabel.SUPPORT.value: score > 0,
    }
    label = np.select(list(labels.values()), list(labels), StanceLabel.OPPOSE.value)
    return {"score": score, "label": label.astype(object), "disagreement": disagreement}
