"""Cells of the matrix in words, and what changed between two periods as a table to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.views.matrix import Aggregation
from analysis.views.matrix_words import cell_in_words, change_in_doubt
from analysis.views.style import theme_name

if TYPE_CHECKING:
    import pandas as pd


def cell_words(cells: pd.DataFrame, row: str, theme: str, aggregation: Aggregation = Aggregation.RECENCY) -> str:
    """One cell of a matrix in words; empty where it is blank."""
    own = cells[(cells["row"] == row) & (cells["theme"] == theme)]
    return cell_in_words(own.iloc[0].to_dict(), aggregation) if len(own) else ""


def cell_of_table(state: Mapping[str, Any], shown: pd.DataFrame, names: Mapping[str, str]) -> tuple[str, str] | None:
    """The row and theme of the cell that is selected in the matrix as a table; None where that cell is blank.

    Args:
        state: what ``st.dataframe`` reports, with ``selection.cells`` as (number of the row, name of the column).
        shown: the table, rows by theme names.
        names: theme id -> name.
    """
    for number, column in state["selection"]["cells"]:
        if column in shown.columns and shown[column].iloc[number]:
            themes = (theme for theme in names if theme_name(theme, names) == column)
            return str(shown.index[number]), next(themes, column)
    return None


def changes(compared: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """What ``matrix.compare_cells`` gives, with names for its columns and themes, and with what is doubtful in it."""
    records = compared.to_dict("records")
    scores = {f"score_{side}": [_score(record, side) for record in records] for side in ("before", "after")}
    themes = [theme_name(theme, names) for theme in compared["theme"]]
    shown = compared.assign(theme=themes, doubts=["; ".join(change_in_doubt(record)) for record in records], **scores)
    columns = {
        "row": "Who",
        "theme": "Theme",
        "what": "What changed",
        "doubts": "Doubts",
        "score_before": "Stance before",
        "score_after": "Stance after",
        "statements_before": "Statements before",
        "statements_after": "Statements after",
    }
    return shown[list(columns)].rename(columns=columns)


def _score(change: Mapping[Any, Any], side: str) -> str:
    if change[f"statements_{side}"] == 0:
        return "no evidence"
    return f"{change[f'score_{side}']:+.2f}" if change[f"scored_{side}"] else "none sure enough"
