"""Where each party (or actor) stands on each theme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Rows(StrEnum):
    """What a row of the matrix is; the value is the column of the codings frame."""

    PARTY = "party"
    ACTOR = "speaker"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is open. Undated statements fall in no bounded period."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """How statements weigh in a cell's score.

    A statement's weight is its coding's confidence, halved with every ``half_life`` days before the period's last
    statement (None: all days alike). Codings below ``min_confidence`` don't count for the score.
    """

    half_life: float | None = 180.0
    min_confidence: float = 0.35


def cells(
    codings: pd.DataFrame,
    rows: Rows = Rows.PARTY,
    period: Period = Period(),
    weighing: Weighing = Weighing(),
) -> pd.DataFrame:
    """The cells that have evidence, one a row and theme; repeats count once.

    Args:
        codings: the codings frame of ``evidence.gather``.
        rows: parties or actors.
        period: which statements count; ``Period(until=day)`` is the matrix as of that day.
        weighing: how they weigh.

    Returns:
        Columns row, theme, score (NaN where no coding is sure enough), statements (the number that the score stands on),
        left_out (those too unsure), label (support, oppose, conditional, mixed or unclear), conditional and
        disagreement (bool: some are conditional; the row's statements contradict each other), latest
        (datetime.date or None), statement_ids (list of all, repeats too).
    """
    raise NotImplementedError


def compare(
    codings: pd.DataFrame,
    before: Period,
    after: Period,
    rows: Rows = Rows.PARTY,
    weighing: Weighing = Weighing(),
) -> pd.DataFrame:
    """How the cells changed between two periods, the largest change first.

    Returns:
        Columns row, theme, score_before, score_after, statements_before, statements_after, change (after - before, NaN
        where one is missing) and what: "new", "no longer", "turned", "more in favour", "more opposed" or "same".
    """
    raise NotImplementedError


def cell_codings(
    codings: pd.DataFrame, row: str, theme: str, rows: Rows = Rows.PARTY, period: Period = Period()
) -> pd.DataFrame:
    """The codings behind a cell, latest first, repeats too, those too unsure for the score as well."""
    raise NotImplementedError
