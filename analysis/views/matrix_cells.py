"""The cells of the matrix: what each row said on each theme, put into one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.model import StanceLabel
from analysis.views.day_numbers import UNDATED, day_numbers, to_day
from analysis.views.evidence import counted_once
from analysis.views.footing import outlets, several_outlets, sureness
from analysis.views.matrix_aggregation import Said, aggregate
from analysis.views.matrix_choices import ALWAYS, NO_GROUPS, PLAIN, Counting, Groups, Period, Rows
from analysis.views.matrix_duplicates import counted_in_window
from analysis.views.matrix_rows import standing, within
from analysis.views.matrix_weighing import USUAL, Weighing, counted, weights
from analysis.views.numbers import latest_of, numbered, orderly, paired

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table

# What is read of the codings.
CODING_COLUMNS = [
    "statement_id", "counts_as", "article_id", "source", "party", "speaker", "theme", "stance", "score", "confidence",
    "statement_confidence", "first_day",
]  # fmt: skip
_COLUMNS = [
    "row", "theme", "score", "value", "statements", "scored", "favour", "opposed", "unsure", "outlets", "one_outlet",
    "confidence", "label", "conditional", "disagreement", "latest", "statement_ids",
]  # fmt: skip


def cells(
    codings: Table,
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
        unknown outlet is one of its own), one_outlet (it is one of several that there are), confidence (mean of
        ``footing.sureness`` of those the score stands on), label (support, oppose, conditional, mixed or unclear),
        conditional and disagreement (bool: some are conditional; the row's statements contradict each other), latest
        (datetime.date or None), statement_ids (list of all, repeats too). Sorted by row, those with most statements
        first, and theme.
    """
    import pandas as pd

    own = within(codings[CODING_COLUMNS], period)
    theme, themes = numbered(own["theme"])
    every = standing(own, rows, groups)
    place = paired(every.row, theme[every.at], len(themes))
    once = counted_once(own)[every.at]
    once[once] = counted_in_window(own, every.at[once], place[once], counting.duplicates)
    shown = np.flatnonzero(np.bincount(place[once]))
    # A repeat may stand where no statement is counted: its cell has no number.
    cell_at = np.full(place.max(initial=0) + 1, -1, dtype=np.intp)
    cell_at[shown] = np.arange(len(shown))
    said = _said(own, every.at[once], cell_at[place[once]], weighing)
    at, cell = every.at[cell_at[place] >= 0], cell_at[place][cell_at[place] >= 0]
    carried = _outlets(own, at, cell, len(shown), counted(own, weighing).to_numpy(bool))
    latest = [
        None if day == UNDATED else to_day(day) for day in latest_of(said.cell, said.day, len(shown), UNDATED).tolist()
    ]
    frame = pd.DataFrame(
        {
            "row": pd.array([every.names[number // len(themes)] for number in shown.tolist()], dtype="str"),
            "theme": pd.array([themes[number % len(themes)] for number in shown.tolist()], dtype="str"),
            **aggregate(said, len(shown), counting.aggregation),
            "statements": np.bincount(said.cell, minlength=len(shown)),
            "unsure": np.bincount(said.cell[said.confidence < weighing.min_confidence], minlength=len(shown)),
            "outlets": carried,
            "one_outlet": several_outlets(codings) & (carried == 1),
            "latest": pd.Series(latest, dtype=object),
            "statement_ids": _listed(own["statement_id"].to_numpy()[at], cell, len(shown)),
        }
    )[_COLUMNS]
    total = frame.groupby("row")["statements"].transform("sum")
    order = frame.assign(total=total).sort_values(["total", "row", "theme"], ascending=[False, True, True]).index
    return frame.loc[order].reset_index(drop=True)


def _said(own: pd.DataFrame, at: NDArray[np.intp], cell: NDArray[np.intp], weighing: Weighing) -> Said:
    day = day_numbers(own["first_day"])
    confidence = own["confidence"].to_numpy(float)[at]
    # No day after the last one said: how old a statement is doesn't depend on when the matrix is looked at.
    last = int(day.max(initial=UNDATED))
    return Said(
        cell=cell,
        score=own["score"].to_numpy(float)[at],
        confidence=confidence,
        sure=sureness(own)[at],
        weight=weights(confidence, day[at], weighing, last),
        conditional=(own["stance"] == StanceLabel.CONDITIONAL.value).to_numpy(bool)[at],
        counts=counted(own, weighing).to_numpy(bool)[at],
        day=day[at],
    )


def _outlets(
    own: pd.DataFrame, at: NDArray[np.intp], cell: NDArray[np.intp], cells: int, sure: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """How many outlets carry the sure codings of each cell."""
    import pandas as pd

    at, cell = at[sure[at]], cell[sure[at]]
    outlet = outlets(own)[at]
    different = pd.unique(paired(cell, outlet, int(outlet.max(initial=0)) + 1))
    return np.bincount(different // (int(outlet.max(initial=0)) + 1), minlength=cells)


def _listed(ids: NDArray[np.int64], cell: NDArray[np.intp], cells: int) -> pd.Series[Any]:
    """The ids of each cell, as they came."""
    import pandas as pd

    sorted_ids = ids[orderly(cell)].tolist()
    ends = np.cumsum(np.bincount(cell, minlength=cells)).tolist()
    lists = [sorted_ids[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
    return pd.Series(lists, dtype=object)
