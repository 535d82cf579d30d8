"""The stance matrix as a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.clicks import clicked
from analysis.views.footing import thin
from analysis.views.matrix_aggregation import MEANINGS, Aggregation
from analysis.views.matrix_words import (
    Axes,
    axes,
    cell_in_words,
    describe,
    hover,
    key,
    table,
)
from analysis.views.palette import COUNT, DISAGREEMENT_SIGN, NEUTRAL, STANCE_SCALE, STANCE_SIGNS
from analysis.views.style import framed, opacity, theme_name, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

__all__ = ["Axes", "axes", "cell_in_words", "cell_of_point", "describe", "figure", "least_width", "table"]

# Pixels: the sides of the smallest and the largest square, and the height and least width of a cell.
_SMALLEST, _LARGEST, _CELL = 15.0, 34.0, 40
# Pixels of the colour bar: narrow enough to stand beside the row names on a phone.
_BAR = 270


def figure(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    shown: Axes | None = None,
    title: str = "",
    aggregation: Aggregation = Aggregation.RECENCY,
) -> go.Figure:
    """Rows by themes: colour for the stance, size for the number of statements; custom data (row, theme).

    Squares and not a heatmap: Streamlit reports no click on a heatmap. A cell without evidence stays blank; an outline
    in colour stands on one statement, or on one outlet alone, a faded square on codings of low confidence; a hollow
    grey square has only codings too unsure to show a stance. On a screen narrower than ``least_width`` let it scroll.

    Args:
        cells: what ``matrix.cells`` gives.
        names: theme id -> name.
        shown: what the axes show (those of ``cells`` where not given).
        title: of the figure, such as the period.
        aggregation: what the cells were made with.
    """
    shown = shown or axes(cells)
    within = cells[cells["row"].isin(shown.rows) & cells["theme"].isin(shown.themes)]
    largest = int(within["statements"].max()) if len(within) else 1
    layout = _layout(shown, names, title)
    if aggregation is Aggregation.COUNTS:
        traces = [_squares(within, names, largest, {"symbol": "square", "color": COUNT}, aggregation)]
    else:
        sure = within["scored"] > 0
        one = thin(within, "scored")
        outline = {"symbol": "square-open", "line": {"width": 4}}
        hollow = {"symbol": "square-open", "color": NEUTRAL, "line": {"width": 1.5}}
        solid = {"symbol": "square", "line": {"width": 0}}
        looks = [(sure & ~one, _ON_SCALE | solid), (sure & one, _ON_SCALE | outline), (~sure, hollow)]
        traces = [_squares(within[own], names, largest, look, aggregation) for own, look in looks]
        layout["coloraxis"] = {"colorscale": STANCE_SCALE, "cmin": -1, "cmax": 1, "colorbar": _bar(aggregation)}
    return framed(traces, **layout)


def least_width(shown: Axes) -> int:
    """The pixels that the figure needs so that no square covers another."""
    return max(150 + _CELL * len(shown.themes), 360)


def cell_of_point(selection: Mapping[str, object] | None) -> tuple[str, str] | None:
    """The row and theme of the cell that was clicked."""
    cells = [texts for texts in clicked(selection) if len(texts) == 2]
    return (cells[0][0], cells[0][1]) if cells else None


# One scale for all squares, so that its bar is there whichever of them are.
_ON_SCALE: dict[str, Any] = {"coloraxis": "coloraxis"}


def _bar(aggregation: Aggregation) -> dict[str, Any]:
    # A label at the very end of the bar would be cut off.
    ticks = {"tickvals": [-0.88, 0, 0.88], "ticktext": MEANINGS[aggregation].scale, "ticks": ""}
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 18, "thickness": 10}
    return {
        **ticks,
        **place,
        "lenmode": "pixels",
        "len": _BAR,
        "outlinewidth": 0,
        "title": {"text": key(aggregation), "side": "bottom", "font": {"size": 12}},
    }


def _squares(
    cells: pd.DataFrame, names: Mapping[str, str], largest: int, marker: Mapping[str, Any], aggregation: Aggregation
) -> dict[str, Any]:
    records = cells.to_dict("records")
    shares = np.sqrt(cells["statements"].to_numpy(float) / largest)
    colour = {} if "color" in marker else {"color": cells["score"].tolist()}
    counts = aggregation is Aggregation.COUNTS
    solid = [1.0 if counts else opacity(confidence) for confidence in cells["confidence"]]
    sizes = _SMALLEST + (_LARGEST - _SMALLEST) * shares
    return {
        "type": "scatter",
        "x": list(cells["theme"]),
        "y": list(cells["row"]),
        "mode": "markers+text",
        "marker": {**marker, **colour, "size": sizes.tolist(), "opacity": solid},
        "text": [str(cell["statements"]) if counts else _marks(cell) for cell in records],
        "textfont": {"color": NEUTRAL if marker["symbol"] == "square-open" else "#ffffff", "size": 12},
        "customdata": [[cell["row"], cell["theme"]] for cell in records],
        "hovertext": [hover(cell, names, aggregation) for cell in records],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _layout(shown: Axes, names: Mapping[str, str], title: str) -> dict[str, object]:
    themes, rows = len(shown.themes), len(shown.rows)
    top = 150 if title else 120
    return {
        "height": top + 110 + _CELL * max(rows, 1),
        "margin": {"t": 48 if title else 12, "b": 8},
        "title": {"text": title},
        "dragmode": False,
        "xaxis": {
            "side": "top",
            "type": "category",
            "categoryarray": list(shown.themes),
            "tickvals": list(shown.themes),
            "ticktext": [wrap(theme_name(theme, names)) for theme in shown.themes],
            "range": [-0.6, themes - 0.4],
            "tickangle": -55 if themes > 4 else 0,
            "fixedrange": True,
        },
        "yaxis": {
            "type": "category",
            "categoryarray": list(shown.rows),
            "tickvals": list(shown.rows),
            "ticktext": [wrap(row) for row in shown.rows],
            "range": [rows - 0.4, -0.6],
            "fixedrange": True,
        },
    }


def _marks(cell: Mapping[Any, Any]) -> str:
    conditional = STANCE_SIGNS["conditional"] if cell["conditional"] else ""
    return conditional + (DISAGREEMENT_SIGN if cell["disagreement"] else "")
