"""Where the parties stand now, theme by theme, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.exchange.brief_citations import Line, Part, Section
from analysis.model import StanceLabel
from analysis.views.days import day_in_words
from analysis.views.style import LOW_CONFIDENCE, plural

if TYPE_CHECKING:
    import pandas as pd

    from analysis.exchange.brief_citations import Sources
    from analysis.exchange.selection import Selection

# From here on a score is a clear word.
_CLEARLY = 0.6
# Conditional statements that are looked through for the words of their condition.
_LOOKED_AT = 50
# The most parties that a theme's part has room for: those with most statements on it.
_MOST_PARTIES = 20


def positions(selection: Selection, sources: Sources) -> Section:
    """A part a theme, those most spoken on first; a line a party with evidence."""
    cells = selection.cells
    totals = cells.groupby("theme")["statements"].sum()
    propositions = {theme.id: theme.proposition for theme in selection.codebook.themes}
    parts = []
    for theme in sorted(totals.index, key=lambda theme: (-totals[theme], theme)):
        own = cells[cells["theme"] == theme].sort_values("score", ascending=False, kind="stable", na_position="last")
        heard = own[own["statements"].rank(ascending=False, method="first") <= _MOST_PARTIES]
        lines = tuple(_line(selection, sources, cell) for cell in heard.to_dict("records"))
        about = propositions.get(str(theme), "")
        notes = [f"In favour means: {about}"] if about else []
        if len(own) > len(heard):
            notes.append(f"{plural(len(own) - len(heard), 'more party', 'more parties')}, less heard, are in the app.")
        parts.append(Part(selection.theme(str(theme)), " ".join(notes), lines))
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


def _line(selection: Selection, sources: Sources, cell: dict[Any, Any]) -> Line:
    said = selection.said(cell["row"], cell["theme"])
    ids, scores = said["statement_id"].to_numpy(), said["score"].to_numpy(float)
    other = ids[scores * scores[0] < 0]
    chosen = [int(ids[0]), *(int(one) for one in other[: bool(cell["disagreement"])])]
    latest = f"latest {day_in_words(cell['latest'])}" if cell["latest"] else "undated"
    stated = said[said["stance"] == StanceLabel.CONDITIONAL.value].head(_LOOKED_AT)
    conditions = [one for one in selection.workspace.frames.with_texts(stated)["condition"] if isinstance(one, str)]
    condition = f" Condition: “{conditions[0]}”." if conditions else ""
    text = f"{in_words(cell)}, {plural(cell['statements'], 'statement')}, {latest}.{condition}"
    return Line(str(cell["row"]), text, _marks(cell, said), sources.cite(chosen))


def _marks(cell: dict[Any, Any], said: pd.DataFrame) -> tuple[str, ...]:
    """What makes a cell unsure."""
    undated, unknown = (int(said[name].isna().sum()) for name in ("first_day", "speaker"))
    marks = ["rests on one statement"] if cell["statements"] == 1 else ["one outlet only"] * bool(cell["one_outlet"])
    marks += ["statements contradict each other"] * bool(cell["disagreement"])
    marks += [f"{cell['unsure']:,} too unsure to count"] if cell["unsure"] else []
    marks += ["low confidence"] if said["confidence"].mean() < LOW_CONFIDENCE else []
    marks += [f"{undated:,} undated"] if undated else []
    marks += [f"{unknown:,} by an unknown speaker"] if unknown else []
    return tuple(marks)
