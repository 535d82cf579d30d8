"""Where each party (or actor) stands on each theme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from analysis.model import StanceLabel
from analysis.views.evidence import once

if TYPE_CHECKING:
    import pandas as pd

# From here on a score takes a side.
CLEAR_SIDE = 0.25
# A row disagrees with itself where the weaker side has this share of the weight.
_DISSENT = 0.2
_COLUMNS = [
    "row",
    "theme",
    "score",
    "statements",
    "scored",
    "unsure",
    "label",
    "conditional",
    "disagreement",
    "latest",
    "statement_ids",
]


class Rows(StrEnum):
    """What a row of the matrix is; the value is the column of the codings frame."""

    PARTY = "party"
    ACTOR = "speaker"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is open. A bounded period has no undated statements."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """How statements weigh in a cell's score.

    A statement's weight is its coding's confidence, halved with every ``half_life`` days before the period's last day
    with a statement (None: all days alike); undated statements weigh as the oldest one does. Codings below
    ``min_confidence`` and unclear ones don't count for the score: no evidence is not the same as neutral.
    """

    half_life: float | None = 180.0
    min_confidence: float = 0.35


ALWAYS = Period()
USUAL = Weighing()


def cells(
    codings: pd.DataFrame, rows: Rows = Rows.PARTY, period: Period = ALWAYS, weighing: Weighing = USUAL
) -> pd.DataFrame:
    """The cells that have evidence, one a row and theme; repeats count once.

    Args:
        codings: the codings frame of ``evidence.gather``.
        rows: parties or actors.
        period: which statements count; ``Period(until=day)`` is the matrix as of that day.
        weighing: how they weigh.

    Returns:
        Columns row, theme, score (weighted mean in [-1, 1]; NaN where no coding is sure enough), statements (how many,
        repeats once), scored (how many of them the score stands on), unsure (how many were too unsure for it), label
        (support, oppose, conditional, mixed or unclear), conditional and disagreement (bool: some are conditional; the
        row's statements contradict each other), latest (datetime.date or None), statement_ids (list of all, repeats
        too). Sorted by row, those with most statements first, and theme.
    """
    import pandas as pd

    within = _within(codings, period)
    within = within[within[rows.value].notna()]
    last = max((day for day in within["day"] if day), default=None)
    # No day after the last one said: how old a statement is doesn't depend on when the matrix is looked at.
    cut = once(within).assign(weight=lambda frame: weights(frame, weighing, last))
    every = dict(iter(within.groupby([rows.value, "theme"])["statement_id"]))
    found = [
        {"row": row, "theme": theme, **_cell(cell, weighing), "statement_ids": list(every[row, theme])}
        for (row, theme), cell in cut.groupby([rows.value, "theme"])
    ]
    frame = pd.DataFrame(found, columns=_COLUMNS)
    total = frame.groupby("row")["statements"].transform("sum")
    order = frame.assign(total=total).sort_values(["total", "row", "theme"], ascending=[False, True, True]).index
    return frame.loc[order].reset_index(drop=True)


def compare(
    codings: pd.DataFrame, before: Period, after: Period, rows: Rows = Rows.PARTY, weighing: Weighing = USUAL
) -> pd.DataFrame:
    """How the cells changed between two periods, the largest change first.

    Returns:
        Columns row, theme, score_before, score_after, statements_before, statements_after, change (after - before, NaN
        where one is missing) and what: "new", "no longer", "turned", "more in favour", "more opposed" or "same".
    """
    columns = ["row", "theme", "score", "statements"]
    left, right = (cells(codings, rows, period, weighing)[columns] for period in (before, after))
    both = left.merge(right, on=["row", "theme"], how="outer", suffixes=("_before", "_after"))
    both = both.fillna({"statements_before": 0, "statements_after": 0})
    both = both.astype({"statements_before": int, "statements_after": int})
    both["change"] = both["score_after"] - both["score_before"]
    both["what"] = [_change(b, a) for b, a in zip(both["score_before"], both["score_after"], strict=True)]
    both = both[both["what"] != ""]
    by_size = both["change"].abs().sort_values(ascending=False, na_position="last", kind="stable").index
    return both.loc[by_size].reset_index(drop=True)


def cell_codings(
    codings: pd.DataFrame, row: str, theme: str, rows: Rows = Rows.PARTY, period: Period = ALWAYS
) -> pd.DataFrame:
    """The codings behind a cell, latest first, repeats too, those too unsure for the score as well."""
    within = _within(codings, period)
    behind = within[(within[rows.value] == row) & (within["theme"] == theme)]
    days = behind["day"].map(lambda day: day.toordinal() if day else 0)
    return behind.loc[days.sort_values(ascending=False, kind="stable").index]


def counted(codings: pd.DataFrame, weighing: Weighing) -> pd.Series[bool]:
    """Which codings count for a score: sure enough, and not unclear."""
    return (codings["confidence"] >= weighing.min_confidence) & (codings["stance"] != StanceLabel.UNCLEAR.value)


def weights(codings: pd.DataFrame, weighing: Weighing, last: dt.date | None) -> pd.Series[float]:
    """Each coding's weight: its confidence, halved with every half-life before ``last``."""
    if weighing.half_life is None or last is None:
        return codings["confidence"].astype(float)
    ages = codings["day"].map(lambda day: (last - day).days if day else np.nan).astype(float)
    return codings["confidence"].astype(float) * 0.5 ** (ages.fillna(ages.max()) / weighing.half_life)


def _within(codings: pd.DataFrame, period: Period) -> pd.DataFrame:
    since, until = period.since or dt.date.min, period.until or dt.date.max
    undated = period == ALWAYS
    passing = [since <= day <= until if day else undated for day in codings["day"]]
    return codings[np.array(passing, dtype=bool)]


def _cell(cell: pd.DataFrame, weighing: Weighing) -> dict[str, object]:
    scored = cell[counted(cell, weighing)]
    return {
        **_stand(scored),
        "statements": len(cell),
        "scored": len(scored),
        "unsure": int((cell["confidence"] < weighing.min_confidence).sum()),
        "latest": max((day for day in cell["day"] if day), default=None),
    }


def _stand(scored: pd.DataFrame) -> dict[str, object]:
    """Score, label and marks of the codings that count."""
    total = float(scored["weight"].sum())
    if not total:
        return {"score": np.nan, "label": "unclear", "conditional": False, "disagreement": False}
    score = float((scored["score"] * scored["weight"]).sum()) / total
    sides = (scored["score"] >= CLEAR_SIDE, scored["score"] <= -CLEAR_SIDE)
    weaker = min(float(scored.loc[side, "weight"].sum()) for side in sides)
    conditional = scored["stance"] == StanceLabel.CONDITIONAL.value
    disagreement = weaker >= _DISSENT * total
    share = float(scored.loc[conditional, "weight"].sum()) / total
    return {
        "score": score,
        "label": _label(score, share, disagreement),
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


def _change(before: float, after: float) -> str:
    """What happened to a score, "" where there is none in either period."""
    if np.isnan(before) or np.isnan(after):
        return "" if np.isnan(before) and np.isnan(after) else "new" if np.isnan(before) else "no longer"
    if min(before, after) <= -CLEAR_SIDE and max(before, after) >= CLEAR_SIDE:
        return "turned"
    if abs(after - before) < CLEAR_SIDE:
        return "same"
    return "more in favour" if after > before else "more opposed"
