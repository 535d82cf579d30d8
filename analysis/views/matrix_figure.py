"""The stance matrix as a figure, and as a table for those who read rather than look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def figure(cells: pd.DataFrame, names: Mapping[str, str], max_rows: int = 25) -> go.Figure:
    """Rows by themes: colour for the stance, size for the number of statements; custom data (row, theme).

    Squares and not a heatmap: Streamlit reports no click on a heatmap. A cell without evidence stays blank; a hollow grey
    square has only codings too unsure to show a stance.

    Args:
        cells: what ``matrix.cells`` gives.
        names: theme id -> name.
        max_rows: the rows with the most statements are shown.
    """
    raise NotImplementedError


def cell_of_point(selection: Mapping[str, object] | None) -> tuple[str, str] | None:
    """The row and theme of the cell that was clicked."""
    raise NotImplementedError


def table(cells: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The matrix as text, rows by theme names, such as "support +0.62, 5 statements, some conditional"."""
    raise NotImplementedError


def describe(cells: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences, with how many codings were too unsure."""
    raise NotImplementedError
