"""The stance matrix as a figure, and as a table for those who read rather than look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.clicks import clicked
from analysis.views.days import day_in_words
from analysis.views.palette import DISAGREEMENT_SIGN, NEUTRAL, STANCE_SCALE, STANCE_SIGNS
from analysis.views.style import FRAME, plural, theme_name, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

# Pixels: the sides of the smallest and the largest square, and the height and least width of a cell.
_SMALLEST, _LARGEST, _CELL = 15.0, 34.0, 40
KEY = (
    f"{STANCE_SIGNS['conditional']} some conditional   {DISAGREEMENT_SIGN} statements contradict each other"
    "<br>☐ none sure enough"
)


@dataclass(frozen=True, slots=True)
class Axes:
    """The rows, from the top, and the themes, from the left."""

    rows: tuple[str, ...]
    themes: tuple[str, ...]


def axes(*matrices: pd.DataFrame, max_rows: int = 25) -> Axes:
    """The rows and themes of one matrix or of several to be compared, those with most statements first."""
    import pandas as pd

    every = pd.concat(matrices)
    totals = (every.groupby(column)["statements"].sum() for column in ("row", "theme"))
    rows, themes = (tuple(sorted(total.index, key=lambda name, t=total: (-t[name], name))) for total in totals)  # type: ignore[misc]
    return Axes(rows[:max_rows], themes)


def figure(cells: pd.DataFrame, names: Mapping[str, str], shown: Axes | None = None, title: str = "") -> go.Figure:
    """Rows by themes: colour for the stance, size for the number of statements; custom data (row, theme).

    Squares and not a heatmap: Streamlit reports no click on a heatmap. A cell without evidence stays blank; a hollow
    grey square has only codings too unsure to show a stance. On a screen narrower than ``least_width`` let it scroll.

    Args:
        cells: what ``matrix.cells`` gives.
        names: theme id -> name.
        shown: what the axes show (those of ``cells`` where not given).
        title: of the figure, such as the period.
    """
    import plotly.graph_objects as go

    shown = shown or axes(cells)
    within = cells[cells["row"].isin(shown.rows) & cells["theme"].isin(shown.themes)]
    sure = within["scored"] > 0
    largest = int(within["statements"].max()) if len(within) else 1
    figure = go.Figure(layout=FRAME)
    figure.add_trace(_squares(within[sure], names, largest, _stance_marker()))
    hollow = {"symbol": "square-open", "color": NEUTRAL, "line": {"width": 2}}
    figure.add_trace(_squares(within[~sure], names, largest, hollow))
    _lay_out(figure, shown, names, title)
    return figure


def least_width(shown: Axes) -> int:
    """The pixels that the figure needs so that no square covers another."""
    return max(150 + _CELL * len(shown.themes), 360)


def cell_of_point(selection: Mapping[str, object] | None) -> tuple[str, str] | None:
    """The row and theme of the cell that was clicked."""
    cells = [texts for texts in clicked(selection) if len(texts) == 2]
    return (cells[0][0], cells[0][1]) if cells else None


def table(cells: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The matrix as text, rows by theme names, such as "support +0.62, 5 statements, some conditional"."""
    import pandas as pd

    shown = axes(cells, max_rows=len(cells) or 1)
    words = {(cell["row"], cell["theme"]): cell_in_words(cell) for cell in cells.to_dict("records")}
    columns = {theme_name(theme, names): [words.get((row, theme), "") for row in shown.rows] for theme in shown.themes}
    return pd.DataFrame(columns, index=pd.Index(shown.rows, name="row"))


def describe(cells: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences, with how many codings were too unsure."""
    if cells.empty:
        return "No statement with a known party takes a position on a theme."
    shown = axes(cells)
    size = f"{plural(len(shown.rows), 'row')} on {plural(len(shown.themes), 'theme')}"
    unsure = int(cells["unsure"].sum())
    left_out = f" {plural(unsure, 'coding')} too unsure to colour a cell." if unsure else ""
    clear = cells[cells["score"].notna()]
    if clear.empty:
        return f"{size}, no stance sure enough.{left_out}"
    ranked = clear.sort_values("score", kind="stable")
    most, least = ranked.iloc[-1], ranked.iloc[0]
    return (
        f"{size}, from {plural(int(cells['statements'].sum()), 'statement')}: most in favour {most['row']} on "
        f"{theme_name(most['theme'], names)} ({most['score']:+.2f}), most opposed {least['row']} on "
        f"{theme_name(least['theme'], names)} ({least['score']:+.2f}).{left_out}"
    )


# Pixels: narrow enough to stand beside the row names on a phone.
_BAR = 270


def _stance_marker() -> dict[str, Any]:
    # A label at the very end of the bar would be cut off.
    ticks = {"tickvals": [-0.88, 0, 0.88], "ticktext": ["opposed", "0", "in favour"], "ticks": ""}
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 18, "thickness": 10}
    bar = {
        **ticks,
        **place,
        "lenmode": "pixels",
        "len": _BAR,
        "outlinewidth": 0,
        "title": {"text": KEY, "side": "bottom", "font": {"size": 12}},
    }
    return {
        "symbol": "square",
        "colorscale": STANCE_SCALE,
        "cmin": -1,
        "cmax": 1,
        "colorbar": bar,
        "line": {"width": 0},
    }


def _squares(cells: pd.DataFrame, names: Mapping[str, str], largest: int, marker: Mapping[str, Any]) -> go.Scatter:
    import plotly.graph_objects as go

    records = cells.to_dict("records")
    shares = np.sqrt(cells["statements"].to_numpy(float) / largest)
    colour = {} if "color" in marker else {"color": list(cells["score"])}
    return go.Scatter(
        x=list(cells["theme"]),
        y=list(cells["row"]),
        mode="markers+text",
        marker={**marker, **colour, "size": list(_SMALLEST + (_LARGEST - _SMALLEST) * shares), "opacity": 1},
        text=[_marks(cell) for cell in records],
        textfont={"color": "#ffffff", "size": 12},
        customdata=[[cell["row"], cell["theme"]] for cell in records],
        hovertext=[_hover(cell, names) for cell in records],
        hoverinfo="text",
        showlegend=False,
    )


def _lay_out(figure: go.Figure, shown: Axes, names: Mapping[str, str], title: str) -> None:
    themes, rows = len(shown.themes), len(shown.rows)
    top = 150 if title else 120
    figure.update_layout(height=top + 90 + _CELL * max(rows, 1), margin={"t": 48 if title else 12, "b": 8})
    figure.update_layout(title_text=title, dragmode=False)
    figure.update_xaxes(
        side="top",
        type="category",
        categoryarray=list(shown.themes),
        tickvals=list(shown.themes),
        ticktext=[wrap(theme_name(theme, names)) for theme in shown.themes],
        range=[-0.6, themes - 0.4],
        tickangle=-55 if themes > 4 else 0,
        fixedrange=True,
    )
    figure.update_yaxes(
        type="category",
        categoryarray=list(shown.rows),
        tickvals=list(shown.rows),
        ticktext=[wrap(row) for row in shown.rows],
        range=[rows - 0.4, -0.6],
        fixedrange=True,
    )


def _marks(cell: Mapping[Any, Any]) -> str:
    conditional = STANCE_SIGNS["conditional"] if cell["conditional"] else ""
    return conditional + (DISAGREEMENT_SIGN if cell["disagreement"] else "")


def cell_in_words(cell: Mapping[Any, Any]) -> str:
    """A cell as text: "support +0.62, 5 statements, some conditional"."""
    score = f"{cell['label']} {cell['score']:+.2f}" if cell["scored"] else "unclear"
    parts = [score, plural(cell["statements"], "statement")]
    parts += ["some conditional"] if cell["conditional"] else []
    parts += ["contradicting each other"] if cell["disagreement"] else []
    parts += [f"{cell['unsure']} too unsure"] if cell["unsure"] else []
    return ", ".join(parts)


def _hover(cell: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    latest = f"<br>latest {day_in_words(cell['latest'])}" if cell["latest"] else ""
    head = wrap(f"{cell['row']} on {theme_name(cell['theme'], names)}", 40)
    return f"<b>{head}</b><br>{wrap(cell_in_words(cell), 40, 4)}{latest}"
