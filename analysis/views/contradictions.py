"""Opposite stances of one party, or of two of its speakers, close in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from analysis.model import StanceLabel
from analysis.views.evidence import once
from analysis.views.matrix import CLEAR_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


class Between(StrEnum):
    """Whose statements contradict each other."""

    ANY = "any"
    SAME_SPEAKER = "same speaker"
    TWO_SPEAKERS = "two speakers"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of a party that take opposite sides of a theme, the earlier one first.

    ``same_speaker`` and ``two_speakers`` are both false where a speaker isn't known.
    """

    party: str
    theme: str
    earlier: int
    later: int
    earlier_day: dt.date
    later_day: dt.date
    earlier_score: float
    later_score: float
    same_speaker: bool
    two_speakers: bool


def contradictions(
    codings: pd.DataFrame,
    within_days: int = 30,
    min_confidence: float = 0.5,
    limit: int = 50,
    between: Between = Between.ANY,
) -> list[Contradiction]:
    """The strongest contradictions: the widest apart in score first, then the closest in time.

    At most one for a party, theme and later statement. Repeats count once; undated, unclear and suggested codings and
    those below ``min_confidence`` contradict nothing.
    """
    sure = codings[
        (codings["confidence"] >= min_confidence)
        & (codings["stance"] != StanceLabel.UNCLEAR.value)
        & (codings["score"].abs() >= CLEAR_SIDE)
        & codings["day"].notna()
        & codings["party"].notna()
        & ~codings["suggested"].astype(bool)
    ]
    pairs = (pair for _, own in once(sure).groupby(["party", "theme"]) for pair in _pairs(own, within_days))
    found = [pair for pair in pairs if _is_between(pair, between)]
    found.sort(key=lambda pair: (-abs(pair.later_score - pair.earlier_score), pair.later_day - pair.earlier_day))
    first = {(pair.party, pair.theme, pair.later): pair for pair in reversed(found)}
    return [pair for pair in found if first[pair.party, pair.theme, pair.later] is pair][:limit]


def _is_between(pair: Contradiction, between: Between) -> bool:
    if between is Between.SAME_SPEAKER:
        return pair.same_speaker
    return pair.two_speakers or between is Between.ANY


def _pairs(own: pd.DataFrame, within_days: int) -> Iterator[Contradiction]:
    ordered: list[dict[Any, Any]] = own.sort_values(["day", "statement_id"]).to_dict("records")
    favour = [record for record in ordered if record["score"] > 0]
    if not favour or len(favour) == len(ordered):
        return
    for earlier, later in combinations(ordered, 2):
        if earlier["score"] * later["score"] < 0 and (later["day"] - earlier["day"]).days <= within_days:
            known = isinstance(earlier["speaker"], str) and isinstance(later["speaker"], str)
            yield Contradiction(
                party=earlier["party"],
                theme=earlier["theme"],
                earlier=earlier["statement_id"],
                later=later["statement_id"],
                earlier_day=earlier["day"],
                later_day=later["day"],
                earlier_score=earlier["score"],
                later_score=later["score"],
                same_speaker=known and earlier["speaker"] == later["speaker"],
                two_speakers=known and earlier["speaker"] != later["speaker"],
            )
