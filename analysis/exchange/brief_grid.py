"""The stance matrix as a table for paper: themes by parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.matrix_words import axes, rests_on_one
from analysis.views.palette import DISAGREEMENT_SIGN, STANCE_SIGNS, luminance, stance_colour

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

# Columns that fit on a page.
_MOST_PARTIES = 8
KEY = (
    f"Score in [−1, +1] and number of statements; {STANCE_SIGNS['conditional']} some conditional, {DISAGREEMENT_SIGN} "
    "statements contradict each other, ? none sure enough, * rests on one statement, or on one outlet. Blank is no "
    "evidence."
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, and its colours as ``#rrggbb``; empty text is no evidence."""

    text: str = ""
    colour: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix: a row a theme, a column a party; ``left_out`` are the parties for which there is no room."""

    parties: tuple[str, ...]
    themes: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    left_out: tuple[str, ...]


def grid(selection: Selection) -> Grid:
    """The matrix of what the filters leave; the parties and themes with most statements first."""
    cells = selection.cells
    shown = axes(cells, max_rows=len(cells) or 1)
    by_place = {(cell["row"], cell["theme"]): _cell(cell) for cell in cells.to_dict("records")}
    parties = shown.rows[:_MOST_PARTIES]
    rows = tuple(tuple(by_place.get((party, theme), GridCell()) for party in parties) for theme in shown.themes)
    return Grid(parties, tuple(map(selection.theme, shown.themes)), rows, shown.rows[_MOST_PARTIES:])


def _cell(cell: dict[Any, Any]) -> GridCell:
    single = "*" if cell["statements"] == 1 or rests_on_one(cell) else ""
    if not cell["scored"]:
        return GridCell(f"? ({cell['statements']}){single}", "#d9d9d9", "#000000")
    colour = stance_colour(cell["score"])
    marks = STANCE_SIGNS["conditional"] * bool(cell["conditional"]) + DISAGREEMENT_SIGN * bool(cell["disagreement"])
    ink = "#000000" if luminance(colour) > 0.18 else "#ffffff"
    text = f"{cell['score']:+.2f} ({cell['statements']}){single}"
    return GridCell(f"{text} {marks}".strip(), colour, ink)
