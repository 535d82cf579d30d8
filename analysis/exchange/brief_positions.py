"""Where the parties stand now, theme by theme, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.exchange.brief_citations import Line, Part, Section
from analysis.model import StanceLabel
from analysis.views.day_numbers import UNDATED
from analysis.views.days import day_in_words
from analysis.views.style import LOW_STANCE_CONFIDENCE, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.exchange.brief_citations import Sources
    from analysis.exchange.selection import Said, Selection

# From here on a score is a clear word.
_CLEARLY = 0.6
# Conditional statements that are looked through for the words of their condition, and those looked through first.
_LOOKED_AT, _FIRST = 50, 3
# The most parties that a theme's part has room for: those with most statements on it.
_MOST_PARTIES = 20


def positions(selection: Selection, sources: Sources) -> Section:
    """A part a theme, those most spoken on first; a line a party with evidence."""
    cells = selection.cells
    by_theme = cells.groupby("theme")["statements"]
    totals, numbers = ({str(one): int(many) for one, many in own.items()} for own in (by_theme.sum(), by_theme.size()))
    propositions = {theme.id: theme.proposition for theme in selection.codebook.themes}
    found: dict[str, list[_Position]] = {theme: [] for theme in sorted(totals, key=lambda one: (-totals[one], one))}
    for cell in _heard(cells):
        found[cell["theme"]].append(_position(selection, cell))
    every = [one for of_theme in found.values() for one in of_theme]
    sources.read([id_ for one in every for id_ in one.cited])
    conditions = _conditions(selection, every)
    parts = []
    for theme, shown in found.items():
        about = propositions.get(theme, "")
        notes = [f"In favour means: {about}"] if about else []
        if (left := numbers[theme] - len(shown)) > 0:
            notes.append(f"{plural(left, 'more party', 'more parties')}, less heard, are in the app.")
        lines = tuple(_line(one, conditions.get(one.key), sources) for one in shown)
        parts.append(Part(selection.theme(theme), " ".join(notes), lines))
    note = "By the stance matrix: surer and later statements weigh more. No evidence is not the same as neutral."
    return Section("Positions now", note, tuple(parts), "No statement with a known party takes a position on a theme.")


def in_words(cell: dict[Any, Any]) -> str:
    """A cell's stance: "clearly in favour (+0.88)"."""
    if not cell["scored"]:
        return "no stance that is sure enough"
    score = cell["score"]
    side = "in favour" if score > 0 else "opposed"
    strength = "clearly " if abs(score) >= _CLEARLY else ""
    words = {
        StanceLabel.SUPPORT.value: f"{strength}in favour",
        StanceLabel.OPPOSE.value: f"{strength}opposed",
        StanceLabel.CONDITIONAL.value: f"conditional, leaning {side}",
        "mixed": "on both sides",
    }.get(cell["label"], "unclear")
    return f"{words} ({score:+.2f})"


class _Position(NamedTuple):
    """A cell, what makes it unsure, the statements that are cited for it, and those that may say its condition."""

    cell: dict[Any, Any]
    marks: tuple[str, ...]
    cited: list[int]
    conditional: list[int]

    @property
    def key(self) -> tuple[str, str]:
        """Party and theme."""
        return self.cell["row"], self.cell["theme"]


def _heard(cells: pd.DataFrame) -> list[dict[Any, Any]]:
    """The cells of each theme with most statements, those most in favour first."""
    ranked = cells.sort_values("score", ascending=False, kind="stable", na_position="last")
    ranks = ranked.groupby("theme")["statements"].rank(ascending=False, method="first")
    records: list[dict[Any, Any]] = ranked[ranks <= _MOST_PARTIES].to_dict("records")
    return records


def _conditions(selection: Selection, positions: Sequence[_Position]) -> dict[tuple[str, str], str]:
    """The words of the latest condition of each position that has one: most have it among their first statements."""
    found: dict[tuple[str, str], str] = {}
    for part in (slice(0, _FIRST), slice(_FIRST, None)):
        open_ = [one for one in positions if one.key not in found]
        stated = selection.workspace.frames.conditions([id_ for one in open_ for id_ in one.conditional[part]])
        for one in open_:
            said = (stated.get((id_, one.cell["theme"])) for id_ in one.conditional[part])
            if (words := next((words for words in said if words is not None), None)) is not None:
                found[one.key] = words
    return found


def _position(selection: Selection, cell: dict[Any, Any]) -> _Position:
    said = selection.said(cell["row"], cell["theme"])
    ids = said.statement_id
    other = ids[said.score * said.score[0] < 0]
    stated = ids[said.conditional]
    cited = [int(ids[0]), *(int(one) for one in other[: bool(cell["disagreement"])])]
    return _Position(cell, _marks(cell, said), cited, stated[:_LOOKED_AT].tolist())


def _line(one: _Position, words: str | None, sources: Sources) -> Line:
    cell = one.cell
    latest = f"latest {day_in_words(cell['latest'])}" if cell["latest"] else "undated"
    condition = "" if words is None else f" Condition: “{words}”."
    text = f"{in_words(cell)}, {plural(cell['statements'], 'statement')}, {latest}.{condition}"
    return Line(str(cell["row"]), text, one.marks, sources.cite(one.cited))


def _marks(cell: dict[Any, Any], said: Said) -> tuple[str, ...]:
    """What makes a cell unsure."""
    undated, unknown = int((said.day == UNDATED).sum()), int((~said.known).sum())
    marks = ["rests on one statement"] if cell["statements"] == 1 else ["one outlet only"] * bool(cell["one_outlet"])
    marks += ["statements contradict each other"] * bool(cell["disagreement"])
    marks += [f"{cell['unsure']:,} too unsure to count"] if cell["unsure"] else []
    marks += ["low confidence"] if said.confidence.mean() < LOW_STANCE_CONFIDENCE else []
    marks += [f"{undated:,} undated"] if undated else []
    marks += [f"{unknown:,} by an unknown speaker"] if unknown else []
    return tuple(marks)
