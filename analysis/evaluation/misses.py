"""What the gold and Parley don't agree on, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.evaluation.figures import Figure


class MissKind(StrEnum):
    """How the two differ."""

    MISSED = "missed"  # in the gold, not found
    EXTRA = "extra"  # found, not in the gold
    SPEAKER = "speaker"
    PARTY = "party"
    CODING = "coding"  # other themes, or another stance on one
    SOURCE = "source"
    DATE = "date"
    EVENT = "event type"
    RANK = "rank"  # what answers a query is not among the first


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: in which article, at which words, what the gold says there and what was found."""

    kind: MissKind
    file: str
    text: str
    gold: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of a gold set, and every difference behind them."""

    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...]
