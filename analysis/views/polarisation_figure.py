"""Polarisation over time as a figure: themes by months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.footing import doubts
from analysis.views.palette import COUNT, NEUTRAL
from analysis.views.polarisation import Month
from analysis.views.style import FRAME, opacity, plural, theme_name, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

_SCALE = [(0.0, NEUTRAL), (1.0, COUNT)]
_SMALLEST, _LARGEST, _ROW = 8.0, 24.0, 40
# Pixels of width for each month, and the most for all.
_MONTH, _WIDEST = 12, 1400
_KEY = "larger: more statements<br>outline: one outlet only   faded: low confidence"


def figure(months: Sequence[Month], names: Mapping[str, str]) -> go.Figure:
    """Themes by months: colour for the polarisation, size for the number of statements; custom data (theme, month).

    A month with too little evidence stays blank; the month is the ISO form of its first day. An outline stands on one
    outlet alone, a faded square on codings of low confidence.
    """
    import plotly.graph_objects as go

    themes = list(dict.fromkeys(month.theme for month in months))
    most = max((month.statements for month in months), default=1)
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * float(np.sqrt(month.statements / most)) for month in months]
    figure = go.Figure(layout=FRAME)
    figure.add_scatter(
        x=[month.first.isoformat() for month in months],
        y=[month.theme for month in months],
        mode="markers",
        marker={
            "symbol": ["square-open" if month.one_outlet else "square" for month in months],
            "size": sizes,
            "color": [month.polarisation for month in months],
            "line": {"width": [3 if month.one_outlet else 0 for month in months]},
            "opacity": [opacity(month.confidence) for month in months],
            "coloraxis": "coloraxis",
        },
        customdata=[[month.theme, month.first.isoformat()] for month in months],
        hovertext=[f"<b>{wrap(in_words(month, names), 44, 4)}</b>" for month in months],
        hoverinfo="text",
        showlegend=False,
    )
    _lay_out(figure, themes, names)
    return figure


def least_width(months: Sequence[Month]) -> int:
    """The pixels that the figure needs so that its months stand apart; on a narrower screen let it scroll."""
    if not months:
        return 360
    first, last = (end(month.first for month in months) for end in (min, max))
    span = (last.year - first.year) * 12 + last.month - first.month
    return min(max(150 + _MONTH * span, 360), _WIDEST)


def find(months: Sequence[Month], theme: str, first: str) -> Month | None:
    """The month of a theme with this first day in ISO form."""
    return next((month for month in months if (month.theme, month.first.isoformat()) == (theme, first)), None)


def in_words(month: Month, names: Mapping[str, str]) -> str:
    """A month in words: "Ceasefire, May 2025: polarisation 0.52, 4 parties, 9 statements"."""
    stands_on = (
        plural(month.parties, "party", "parties"),
        plural(month.statements, "statement"),
        *doubts(month.statements, month.one_outlet, month.confidence),
    )
    polarisation = f"polarisation {month.polarisation:.2f}"
    return f"{theme_name(month.theme, names)}, {month.first:%B %Y}: {', '.join((polarisation, *stands_on))}"


def describe(months: Sequence[Month], names: Mapping[str, str]) -> str:
    """What the figure shows, in a sentence or two."""
    if not months:
        return "In no month did parties say enough on one theme to tell how polarised they are."
    most = max(months, key=lambda month: (month.polarisation, month.statements))
    least = min(months, key=lambda month: (month.polarisation, -month.statements))
    return f"Most polarised: {in_words(most, names)}. Least: {in_words(least, names)}."


def _lay_out(figure: go.Figure, themes: Sequence[str], names: Mapping[str, str]) -> None:
    bar = {
        "tickvals": [0.04, 0.5, 0.94], "ticktext": ["0, one point", "0.5", "1, two camps"], "ticks": "",
        "outlinewidth": 0, "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 34,
        "thickness": 10, "lenmode": "pixels", "len": 270,
        "title": {"text": _KEY, "side": "bottom", "font": {"size": 12}},
    }  # fmt: skip
    figure.update_layout(
        height=150 + _ROW * max(len(themes), 1),
        margin={"t": 12, "b": 8},
        dragmode=False,
        coloraxis={"colorscale": _SCALE, "cmin": 0, "cmax": 1, "colorbar": bar},
    )
    figure.update_xaxes(type="date", tickformat="%b %Y", fixedrange=True)
    figure.update_yaxes(
        type="category",
        categoryarray=list(themes),
        tickvals=list(themes),
        ticktext=[wrap(theme_name(theme, names)) for theme in themes],
        range=[len(themes) - 0.4, -0.6],
        fixedrange=True,
    )
