"""How right Parley is: the figures that it is shipped with, and how far the reviewers of a workspace agree with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.evaluation.figures import Counts, Figure, Measure, share
from analysis.evaluation.tables import counts, headline, in_words, interval
from analysis.store.correction_fields import Target
from analysis.views.agreement import By, agreement_with_machine, judgements
from analysis.views.style import theme_name

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evaluation.shipped import ShippedFigure
    from analysis.store import Workspace

# What the machine was judged on -> the question in a reader's words, and the head of its column.
_FIELDS = {
    "statement": ("Is it a statement at all?", "Is a statement"),
    "speaker": ("Is the speaker right?", "Speaker right"),
    "party": ("Is the party right?", "Party right"),
    "kind": ("Is the kind of statement right?", "Kind right"),
    "theme": ("Is it on the theme?", "Theme right"),
    "stance": ("Is the stance right, where the theme is?", "Stance right"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure to be drawn: texts, and places on a line from 0 to 1.

    Attributes:
        name: what was measured.
        value: the figure in words.
        remark: the counts behind it, and how two people compare, in words.
        means: what it tells.
        at: the figure.
        low: the lower end of its 95 % interval; None where unknown.
        high: the upper end.
        people: the same figure for two people; None where unknown.
    """

    name: str
    value: str
    remark: str
    means: str
    at: float
    low: float | None
    high: float | None
    people: float | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """What the reviewers of a workspace say of what was found in it.

    Attributes:
        reviewed: how many statements somebody accepted, corrected or rejected.
        accepted: how many somebody accepted as they stood; where none was, only errors were looked for.
        bars: how often the machine was right, question by question.
        wrong: the statements in which anything was wrong.
    """

    reviewed: int
    accepted: int
    bars: tuple[Bar, ...]
    wrong: tuple[int, ...]


def shipped_bar(shipped: ShippedFigure) -> Bar:
    """A figure that Parley is shipped with."""
    people = ""
    if shipped.people is not None:
        people = f"; people with each other {in_words(shipped.figure, shipped.people)} ({shipped.source})"
    return _bar(shipped.figure, shipped.means, people, shipped.people)


def live(workspace: Workspace) -> Live:
    """How far the reviewers of a workspace agree with what was found in it."""
    agreement = agreement_with_machine(workspace)
    rows = zip(agreement["field"], agreement["right"], agreement["reviewed"], strict=True)
    bars = tuple(_bar(share(field, _FIELDS[field][0], [Counts(right, reviewed)])) for field, right, reviewed in rows)
    corrections = workspace.frames.corrections()
    accepted = corrections.loc[
        (corrections["field"] == "accepted") & (corrections["of"] == Target.STATEMENT), "target_id"
    ]
    judged = judgements(workspace)
    wrong = judged.loc[~judged["right"], "statement_id"]
    return Live(judged["statement_id"].nunique(), accepted.nunique(), bars, tuple(dict.fromkeys(wrong.tolist())))


def breakdown(workspace: Workspace, by: By, names: Mapping[str, str]) -> pd.DataFrame:
    """How often the machine was right, a row a theme or party, a column a field; most reviewed first.

    Args:
        workspace: whose reviews.
        by: theme or party.
        names: theme id -> name.

    Returns:
        The first column is Theme or Party, the others hold such as "86 % (12 of 14)", empty where nothing was reviewed.
    """
    found = agreement_with_machine(workspace, by)
    rows: dict[str, dict[str, str]] = {}
    for key in found.groupby(by.value)["reviewed"].sum().sort_values(ascending=False, kind="stable").index:
        own = found[found[by.value] == key]
        cells = zip(own["field"], own["right"], own["reviewed"], strict=True)
        rows[str(key)] = {
            _FIELDS[field][1]: f"{right / n:.0%} ({right} of {n})".replace("%", " %") for field, right, n in cells
        }
    return _table(rows, by, names)


def _table(rows: Mapping[str, Mapping[str, str]], by: By, names: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd

    used = {column for cells in rows.values() for column in cells}
    columns = [column for _, column in _FIELDS.values() if column in used]
    named = {key: theme_name(key, names) if by is By.THEME else key for key in rows}
    made = [
        {by.value.capitalize(): named[key]} | {column: cells.get(column, "") for column in columns}
        for key, cells in rows.items()
    ]
    return pd.DataFrame(made, columns=[by.value.capitalize(), *columns])


def _bar(figure: Figure, means: str = "", people: str = "", people_at: float | None = None) -> Bar:
    between = f"95 % interval {interval(figure)}" if figure.low is not None else "too few for an interval"
    remark = f"{_behind(figure)}; {between}{people}"
    return Bar(figure.name, headline(figure), remark, means, figure.value, figure.low, figure.high, people_at)


def _behind(figure: Figure) -> str:
    """The counts behind a figure; of an F1 both of its parts, in words."""
    if figure.measure is not Measure.F1:
        return counts(figure)
    found = f"of {figure.found:,} found {figure.precision:.1%} are right".replace("%", " %")
    return found + f", of {figure.gold:,} marked {figure.recall:.1%} are found".replace("%", " %")
