"""Where each party, group of parties or actor stands on each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.views.day_numbers import day_numbers, latest_first
from analysis.views.matrix_aggregation import Aggregation
from analysis.views.matrix_cells import cells
from analysis.views.matrix_choices import ALWAYS, NO_GROUPS, PLAIN, Counting, Groups, Period, Rows
from analysis.views.matrix_duplicates import Duplicates
from analysis.views.matrix_rows import of_row, within
from analysis.views.matrix_weighing import CLEAR_SIDE, USUAL, Weighing, counted, weights

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selected import Table

__all__ = [
    "ALWAYS",
    "CLEAR_SIDE",
    "NO_GROUPS",
    "PLAIN",
    "USUAL",
    "Aggregation",
    "Counting",
    "Duplicates",
    "Groups",
    "Period",
    "Rows",
    "Weighing",
    "cell_codings",
    "cells",
    "compare",
    "counted",
    "of_row",
    "weights",
]

# What of a cell is held against the same cell of another time: its stance, and what that stands on.
COMPARED = ("score", "statements", "scored", "unsure", "one_outlet", "confidence")


def compare(
    codings: Table,
    before: Period,
    after: Period,
    rows: Rows = Rows.PARTY,
    weighing: Weighing = USUAL,
    counting: Counting = PLAIN,
    groups: Groups = NO_GROUPS,
) -> pd.DataFrame:
    """How the cells changed between two periods, the largest change first: what ``compare_cells`` gives."""
    left, right = (cells(codings, rows, period, weighing, counting, groups) for period in (before, after))
    return compare_cells(left, right)


def compare_cells(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How one matrix differs from another, the largest change first.

    Returns:
        Columns row, theme, of each cell those of :data:`COMPARED` with ``_before`` and ``_after`` (numbers are 0 where
        there is no cell), change (after - before, NaN where one is missing) and what: "new", "no longer", "turned",
        "more in favour", "more opposed" or "same".
    """
    both = beside(before, after)
    both["change"] = both["score_after"] - both["score_before"]
    both["what"] = [_change(b, a) for b, a in zip(both["score_before"], both["score_after"], strict=True)]
    both = both[both["what"] != ""]
    by_size = both["change"].abs().sort_values(ascending=False, na_position="last", kind="stable").index
    return both.loc[by_size].reset_index(drop=True)


def beside(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The cells of two matrices beside each other.

    Returns:
        Columns row, theme, and of each cell those of :data:`COMPARED` with ``_before`` and ``_after`` (numbers are 0
        where there is no cell).
    """
    columns = ["row", "theme", *COMPARED]
    both = before[columns].merge(after[columns], on=["row", "theme"], how="outer", suffixes=("_before", "_after"))
    for name in ("statements", "scored", "unsure", "one_outlet"):
        for side in (f"{name}_before", f"{name}_after"):
            both[side] = both[side].astype(object).fillna(0).astype(bool if name == "one_outlet" else int)
    return both


def cell_codings(
    codings: Table,
    row: str,
    theme: str,
    rows: Rows = Rows.PARTY,
    period: Period = ALWAYS,
    groups: Groups = NO_GROUPS,
) -> pd.DataFrame:
    """The codings behind a cell, latest first, repeats too, those too unsure for the score as well."""
    own = of_row(codings, row, rows, groups)
    behind = within(own[own["theme"] == theme], period)
    return behind.iloc[latest_first(day_numbers(behind["first_day"]))]


def _change(before: float, after: float) -> str:
    """What happened to a score, "" where there is none in either period."""
    if np.isnan(before) or np.isnan(after):
        return "" if np.isnan(before) and np.isnan(after) else "new" if np.isnan(before) else "no longer"
    if min(before, after) <= -CLEAR_SIDE and max(before, after) >= CLEAR_SIDE:
        return "turned"
    if abs(after - before) < CLEAR_SIDE:
        return "same"
    return "more in favour" if after > before else "more opposed"
