"""The stance matrix in words: its cells, its key, the whole as a table and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.days import day_in_words
from analysis.views.footing import doubts, little_sure, of_outlets
from analysis.views.matrix_aggregation import Aggregation
from analysis.views.palette import DISAGREEMENT_SIGN, STANCE_SIGNS
from analysis.views.style import plural, theme_name, wrap

if TYPE_CHECKING:
    import pandas as pd

_MARKS_KEY = f"{STANCE_SIGNS['conditional']} some conditional   {DISAGREEMENT_SIGN} statements contradict each other"
_EVIDENCE_KEY = "coloured outline: one statement, or one outlet only<br>faded: low confidence   ☐ none sure enough"


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


def key(aggregation: Aggregation = Aggregation.RECENCY) -> str:
    """What the signs and outlines of the figure say, in plotly's lines."""
    if aggregation is Aggregation.COUNTS:
        return "the number is that of the statements"
    return f"{_MARKS_KEY}<br>{_EVIDENCE_KEY}"


def cell_in_words(cell: Mapping[Any, Any], aggregation: Aggregation = Aggregation.RECENCY) -> str:
    """A cell as text: "support +0.62, 5 statements, some conditional"."""
    parts = [_value(cell, aggregation)]
    parts += [] if aggregation is Aggregation.COUNTS else [plural(cell["statements"], "statement")]
    parts += of_outlets(cell["scored"], cell["one_outlet"])
    parts += ["some conditional"] if cell["conditional"] else []
    parts += ["contradicting each other"] if cell["disagreement"] else []
    parts += [f"{cell['unsure']} too unsure"] if cell["unsure"] else []
    parts += little_sure(cell["confidence"])
    return ", ".join(parts)


def cell_doubts(cell: Mapping[Any, Any]) -> tuple[str, ...]:
    """Why a cell's stance is less sure than it looks: one outlet only, contradicting each other, only 42% sure."""
    contradicting = ("contradicting each other",) if cell["disagreement"] else ()
    return of_outlets(cell["scored"], cell["one_outlet"]) + contradicting + little_sure(cell["confidence"])


def rests_on_one(cell: Mapping[Any, Any]) -> bool:
    """Whether a cell's stance stands on one statement, or on what one outlet of several alone reports."""
    return bool(cell["scored"] == 1 or (cell["scored"] and cell["one_outlet"]))


def change_in_doubt(change: Mapping[Any, Any]) -> tuple[str, ...]:
    """Why a change is less sure than it looks: "one outlet only before", "only 42% sure since".

    Args:
        change: a row of ``matrix.compare_cells``.
    """
    found = []
    for side, when in (("before", "before"), ("after", "since")):
        scored, unsure = change[f"scored_{side}"], change[f"unsure_{side}"]
        words = ["one statement only"] if scored == 1 else []
        words += doubts(scored, change[f"one_outlet_{side}"], change[f"confidence_{side}"])
        words += [f"{unsure:,} too unsure to count"] if unsure else []
        found += [f"{one} {when}" for one in words]
    return tuple(found)


def hover(cell: Mapping[Any, Any], names: Mapping[str, str], aggregation: Aggregation) -> str:
    """What stands by a square under the pointer, in plotly's lines."""
    latest = f"<br>latest {day_in_words(cell['latest'])}" if cell["latest"] else ""
    head = wrap(f"{cell['row']} on {theme_name(cell['theme'], names)}", 40)
    return f"<b>{head}</b><br>{wrap(cell_in_words(cell, aggregation), 40, 4)}{latest}"


def table(
    cells: pd.DataFrame, names: Mapping[str, str], aggregation: Aggregation = Aggregation.RECENCY
) -> pd.DataFrame:
    """The matrix as text, rows by theme names, such as "support +0.62, 5 statements, some conditional"."""
    import pandas as pd

    shown = axes(cells, max_rows=len(cells) or 1)
    words = {(cell["row"], cell["theme"]): cell_in_words(cell, aggregation) for cell in cells.to_dict("records")}
    columns = {theme_name(theme, names): [words.get((row, theme), "") for row in shown.rows] for theme in shown.themes}
    return pd.DataFrame(columns, index=pd.Index(shown.rows, name="row"))


def describe(cells: pd.DataFrame, names: Mapping[str, str], aggregation: Aggregation = Aggregation.RECENCY) -> str:
    """What the figure shows, in one or two sentences, with how many codings were too unsure."""
    if cells.empty:
        return "No statement with a known party takes a position on a theme."
    shown = axes(cells)
    size = f"{plural(len(shown.rows), 'row')} on {plural(len(shown.themes), 'theme')}"
    unsure = int(cells["unsure"].sum())
    left_out = f" {plural(unsure, 'coding')} too unsure to colour a cell." if unsure else ""
    left_out += " All of it is from one outlet." if _of_one_outlet(cells) else ""
    by = "value" if aggregation is Aggregation.COUNTS else "score"
    clear = cells[cells[by].notna()]
    if clear.empty:
        return f"{size}, no stance sure enough.{left_out}"
    ranked = clear.sort_values(by, kind="stable").to_dict("records")
    total = f"{size}, from {plural(int(cells['statements'].sum()), 'statement')}"
    if aggregation is Aggregation.COUNTS:
        return f"{total}: most {_named(ranked[-1], names, aggregation)}."
    ends = [f"most in favour {_named(ranked[-1], names, aggregation)}"] if ranked[-1]["score"] > 0 else []
    ends += [f"most opposed {_named(ranked[0], names, aggregation)}"] if ranked[0]["score"] < 0 else []
    return f"{total}: {', '.join(ends) or _named(ranked[-1], names, aggregation)}.{left_out}"


def _of_one_outlet(cells: pd.DataFrame) -> bool:
    return bool(len(cells) > 1 and cells["outlets"].max() == 1 and not cells["one_outlet"].any())


def _named(cell: Mapping[Any, Any], names: Mapping[str, str], aggregation: Aggregation) -> str:
    value = {
        Aggregation.SHARE: f"{cell['value']:.0%} in favour",
        Aggregation.COUNTS: plural(cell["statements"], "statement"),
    }.get(aggregation, f"{cell['score']:+.2f}")
    return f"{cell['row']} on {theme_name(cell['theme'], names)} ({value})"


def _value(cell: Mapping[Any, Any], aggregation: Aggregation) -> str:
    sides = f"{cell['favour']} in favour, {cell['opposed']} opposed"
    if aggregation is Aggregation.COUNTS:
        return f"{plural(cell['statements'], 'statement')}: {sides}"
    if not cell["scored"]:
        return "no clear side" if aggregation is Aggregation.SHARE else "unclear"
    if aggregation is Aggregation.SHARE:
        return f"{cell['value']:.0%} in favour ({sides})"
    latest = "latest " if aggregation is Aggregation.LATEST else ""
    return f"{latest}{cell['label']} {cell['score']:+.2f}"
