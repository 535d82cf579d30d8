"""How the statements of a cell become one value, and what that value means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.model import StanceLabel
from analysis.views.matrix_weighing import CLEAR_SIDE

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
    """The codings of one cell, each an array of the same length; ``counts`` says which are sure and clear enough."""

    score: NDArray[np.float64]
    confidence: NDArray[np.float64]
    weight: NDArray[np.float64]
    conditional: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    day: NDArray[np.object_]

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Said:
        """Those of the codings that are chosen, by a mask or by their positions."""
        return Said(
            self.score[chosen],
            self.confidence[chosen],
            self.weight[chosen],
            self.conditional[chosen],
            self.counts[chosen],
            self.day[chosen],
        )


def aggregate(said: Said, aggregation: Aggregation) -> dict[str, Any]:
    """The value of a cell, with all that tells how much it stands on.

    Returns:
        value (in the unit of the aggregation: a score, a share in [0, 1] or a number; NaN where nothing counts), score
        in [-1, 1], scored, favour and opposed (how many of those that count take a clear side), confidence (their mean,
        NaN where none counts), label, conditional, disagreement.
    """
    stands_on = said.where(said.counts & _of_latest_day(said) if aggregation is Aggregation.LATEST else said.counts)
    favour, opposed = stands_on.score >= CLEAR_SIDE, stands_on.score <= -CLEAR_SIDE
    weight = stands_on.confidence if aggregation in _TIMELESS else stands_on.weight
    if aggregation is Aggregation.SHARE:
        stands_on, weight = stands_on.where(favour | opposed), np.ones(int((favour | opposed).sum()))
        favour, opposed = stands_on.score >= CLEAR_SIDE, stands_on.score <= -CLEAR_SIDE
    values = np.sign(stands_on.score) if aggregation is Aggregation.SHARE else stands_on.score
    found = _stand(values, weight, stands_on.conditional)
    value = {Aggregation.SHARE: (found["score"] + 1) / 2, Aggregation.COUNTS: float(len(said.score))}
    return found | {
        "value": value.get(aggregation, found["score"]),
        "scored": len(values),
        "favour": int(favour.sum()),
        "opposed": int(opposed.sum()),
        "confidence": float(stands_on.confidence.mean()) if len(values) else np.nan,
    }


_TIMELESS = {Aggregation.CONFIDENCE, Aggregation.LATEST}


def _of_latest_day(said: Said) -> NDArray[np.bool_]:
    days = [day or dt.date.min for day in said.day]
    latest = max((day for day, counts in zip(days, said.counts, strict=True) if counts), default=dt.date.min)
    return np.array([day == latest != dt.date.min for day in days], dtype=bool)


def _stand(scores: NDArray[np.float64], weights: NDArray[np.float64], conditional: NDArray[np.bool_]) -> dict[str, Any]:
    """Score, label and marks of the codings that count."""
    total = float(weights.sum())
    if not total:
        return {"score": np.nan, "label": "unclear", "conditional": False, "disagreement": False}
    score = float((scores * weights).sum()) / total
    weaker = min(float(weights[side].sum()) for side in (scores >= CLEAR_SIDE, scores <= -CLEAR_SIDE))
    disagreement = weaker >= _DISSENT * total
    return {
        "score": score,
        "label": _label(score, float(weights[conditional].sum()) / total, disagreement),
        "conditional": bool(conditional.any()),
        "disagreement": disagreement,
    }


def _label(score: float, conditional_share: float, disagreement: bool) -> str:
    if disagreement and abs(score) < CLEAR_SIDE:
        return "mixed"
    if conditional_share >= 0.5:
        return StanceLabel.CONDITIONAL.value
    if score == 0:
        return StanceLabel.UNCLEAR.value
    return StanceLabel.SUPPORT.value if score > 0 else StanceLabel.OPPOSE.value
