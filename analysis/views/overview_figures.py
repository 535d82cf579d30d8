"""The figures of the overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def speaking_figure(speaking: pd.DataFrame, names: Mapping[str, str]) -> go.Figure:
    """Bars of statements a theme, stacked by party; custom data (party, theme).

    Args:
        speaking: what ``overview.who_speaks_on_what`` gives.
        names: theme id -> name.
    """
    raise NotImplementedError


def describe_speaking(speaking: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences."""
    raise NotImplementedError


def positions_figure(positions: pd.DataFrame, names: Mapping[str, str]) -> go.Figure:
    """A line a theme from opposed to in favour, with a dot a party; custom data (party, theme).

    Args:
        positions: what ``overview.positions_now`` gives.
        names: theme id -> name.
    """
    raise NotImplementedError


def describe_positions(positions: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences."""
    raise NotImplementedError
