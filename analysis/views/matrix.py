"""Where each party, group of parties or actor stands on each theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import numpy as np

from analysis.model import StanceLabel
from analysis.views.evidence import once
from analysis.views.matrix_aggregation import Aggregation, Said, aggregate
from analysis.views.matrix_duplicates import Duplicates, without_duplicates
from analysis.views.matrix_weighing import CLEAR_SIDE, USUAL, Weighing, counted, weights

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

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

_COLUMNS = [
    "row",
    "theme",
    "score",
    "value",
    "statements",
    "scored",
    "favour",
    "opposed",
    "unsure",
    "outlets",
    "one_outlet",
    "confidence",
    "label",
    "conditional",
    "disagreement",
    "latest",
    "statement_ids",
]


class Rows(StrEnum):
    """What a row of the matrix is."""

    PARTY = "party"
    GROUP = "group"  # groups of parties, and the parties that are in none
    ACTOR = "speaker"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is open. A bounded period has no undated statements."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """How the statements of a cell become its value, and how often the same stance counts."""

    aggregation: Aggregation = Aggregation.RECENCY
    duplicates: Duplicates = Duplicates.ALL


Groups = Mapping[str, Sequence[str]]
ALWAYS = Period()
PLAIN = Counting()
NO_GROUPS: Groups = MappingProxyType({})


def cells(
    codings: pd.DataFrame,
    rows: Rows = Rows.PARTY,
    period: Period = ALWAYS,
    weighing: Weighing = USUAL,
    counting: Counting = PLAIN,
    groups: Groups = NO_GROUPS,
) -> pd.DataFrame:
    """The cells that have evidence, one a row and theme; reprints count once.

    Args:
        codings: the codings frame of ``evidence.gather``.
        rows: parties, groups or actors.
        period: which statements count; ``Period(until=day)`` is the matrix as of that day.
        weighing: how they weigh.
        counting: how they become one value.
        groups: group -> its parties; a statement of a party in two groups counts in both.

    Returns:
        Columns row, theme, score (in [-1, 1]; NaN where no coding is sure enough), value (what the aggregation shows:
        the score, a share in [0, 1] or a number), statements (how many, reprints and duplicates once), scored (how
        many of them the score stands on), favour and opposed (how many of those take a clear side), unsure (how many
        were too unsure for it), outlets (how many carry what the score stands on, repeats too; an article of an
        unknown outlet is one of its own), one_outlet (it is one of several that there are), confidence (mean of those
        the score stands on), label (support, oppose, conditional, mixed or unclear), conditional and disagreement
        (bool: some are conditional; the row's statements contradict each other), latest (datetime.date or None),
        statement_ids (list of all, repeats too). Sorted by row, those with most statements first, and theme.
    """
    import pandas as pd

    within = _within(codings, period)
    last = max((day for day in within["day"] if day), default=None)
    every = _with_rows(within, rows, groups)
    # No day after the last one said: how old a statement is doesn't depend on when the matrix is looked at.
    cut = without_duplicates(_with_rows(once(within), rows, groups), counting.duplicates)
    said = _said(cut, weighing, last)
    ids = every.groupby(["row", "theme"])["statement_id"].agg(list)
    outlets = _outlets(every[counted(every, weighing)])
    several = codings["source"].nunique(dropna=False) > 1
    positions = cast("dict[tuple[str, str], NDArray[np.intp]]", cut.groupby(["row", "theme"]).indices)
    found = [
        {
            "row": row,
            "theme": theme,
            **aggregate(own := said.where(at), counting.aggregation),
            "statements": len(at),
            "unsure": int((own.confidence < weighing.min_confidence).sum()),
            "outlets": (carried := outlets.get((row, theme), 0)),
            "one_outlet": several and carried == 1,
            "latest": max((day for day in own.day if day), default=None),
            "statement_ids": ids[row, theme],
        }
        for (row, theme), at in positions.items()
    ]
    frame = pd.DataFrame(found, columns=_COLUMNS)
    total = frame.groupby("row")["statements"].transform("sum")
    order = frame.assign(total=total).sort_values(["total", "row", "theme"], ascending=[False, True, True]).index
    return frame.loc[order].reset_index(drop=True)


def compare(
    codings: pd.DataFrame,
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
        Columns row, theme, score_before, score_after, statements_before, statements_after, change (after - before, NaN
        where one is missing) and what: "new", "no longer", "turned", "more in favour", "more opposed" or "same".
    """
    columns = ["row", "theme", "score", "statements"]
    both = before[columns].merge(after[columns], on=["row", "theme"], how="outer", suffixes=("_before", "_after"))
    both = both.fillna({"statements_before": 0, "statements_after": 0})
    both = both.astype({"statements_before": int, "statements_after": int})
    both["change"] = both["score_after"] - both["score_before"]
    both["what"] = [_change(b, a) for b, a in zip(both["score_before"], both["score_after"], strict=True)]
    both = both[both["what"] != ""]
    by_size = both["change"].abs().sort_values(ascending=False, na_position="last", kind="stable").index
    return both.loc[by_size].reset_index(drop=True)


def cell_codings(
    codings: pd.DataFrame,
    row: str,
    theme: str,
    rows: Rows = Rows.PARTY,
    period: Period = ALWAYS,
    groups: Groups = NO_GROUPS,
) -> pd.DataFrame:
    """The codings behind a cell, latest first, repeats too, those too unsure for the score as well."""
    within = of_row(_within(codings, period), row, rows, groups)
    behind = within[within["theme"] == theme]
    days = behind["day"].map(lambda day: day.toordinal() if day else 0)
    return behind.loc[days.sort_values(ascending=False, kind="stable").index]


def of_row(codings: pd.DataFrame, row: str, rows: Rows, groups: Groups = NO_GROUPS) -> pd.DataFrame:
    """The codings of a party, of the parties of a group, or of an actor."""
    if rows is Rows.GROUP:
        return codings[codings["party"].isin(groups.get(row, (row,)))]
    return codings[codings[rows.value] == row]


def _with_rows(codings: pd.DataFrame, rows: Rows, groups: Groups) -> pd.DataFrame:
    """The codings with their row in a column ``row``, once for each group; those that have none are left out."""
    if rows is not Rows.GROUP:
        own = codings[codings[rows.value].notna()]
        return own.assign(row=own[rows.value])
    own = codings[codings["party"].notna()]
    of_party = {
        party: [group for group, parties in groups.items() if party in parties] or [party]
        for party in own["party"].unique()
    }
    return own.assign(row=own["party"].map(of_party)).explode("row", ignore_index=True)


def _outlets(codings: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many outlets carry the codings of each row and theme."""
    own = "article " + codings["article_id"].astype(str)
    outlet = codings["source"].where(codings["source"].notna(), own)
    return cast("dict[tuple[str, str], int]", outlet.groupby([codings["row"], codings["theme"]]).nunique().to_dict())


def _said(codings: pd.DataFrame, weighing: Weighing, last: dt.date | None) -> Said:
    return Said(
        score=codings["score"].to_numpy(float),
        confidence=codings["confidence"].to_numpy(float),
        weight=np.asarray(weights(codings, weighing, last), dtype=np.float64),
        conditional=(codings["stance"] == StanceLabel.CONDITIONAL.value).to_numpy(bool),
        counts=counted(codings, weighing).to_numpy(bool),
        day=codings["day"].to_numpy(object),
    )


def _within(codings: pd.DataFrame, period: Period) -> pd.DataFrame:
    since, until = period.since or dt.date.min, period.until or dt.date.max
    undated = period == ALWAYS
    passing = [since <= day <= until if day else undated for day in codings["day"]]
    return codings[np.array(passing, dtype=bool)]


def _change(before: float, after: float) -> str:
    """What happened to a score, "" where there is none in either period."""
    if np.isnan(before) or np.isnan(after):
        return "" if np.isnan(before) and np.isnan(after) else "new" if np.isnan(before) else "no longer"
    if min(before, after) <= -CLEAR_SIDE and max(before, after) >= CLEAR_SIDE:
        return "turned"
    if abs(after - before) < CLEAR_SIDE:
        return "same"
    return "more in favour" if after > before else "more opposed"
