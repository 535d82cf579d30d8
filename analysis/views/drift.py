"""How a stance moved over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.views.matrix import Rows, Weighing

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def points(
    codings: pd.DataFrame, row: str, theme: str, rows: Rows = Rows.PARTY, weighing: Weighing = Weighing()
) -> pd.DataFrame:
    """The dated statements of a party or actor on a theme, a row a day, by date.

    Returns:
        Columns day (datetime.date), score (mean of the day, weighted by confidence), mean (the running mean of all days
        so far, weighted by confidence and recency), statements, statement_ids (list). Undated statements are not in it.
    """
    raise NotImplementedError


def figure(drift: pd.DataFrame, row: str, theme_name: str) -> go.Figure:
    """The points and their running mean over time; custom data (day,) in ISO form."""
    raise NotImplementedError


def statements_of_point(drift: pd.DataFrame, selection: Mapping[str, object] | None) -> list[int]:
    """The ids of the statements behind the point that was clicked."""
    raise NotImplementedError


def describe(drift: pd.DataFrame, row: str, theme_name: str) -> str:
    """What the figure shows, in one or two sentences."""
    raise NotImplementedError
