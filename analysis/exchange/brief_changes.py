"""What changed: the largest moves between two periods, with the statements before and after."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.exchange.brief_citations import Line, Part, Section
from analysis.views.day_numbers import UNDATED, day_numbers, to_day, to_number
from analysis.views.days import day_in_words
from analysis.views.matrix import Period, compare
from analysis.views.matrix_words import change_in_doubt
from analysis.views.style import plural

if TYPE_CHECKING:
    from analysis.exchange.brief_citations import Sources
    from analysis.exchange.selection import Selection

MOST = 8
_MOVES = {"turned": "turned", "more in favour": "moved in favour", "more opposed": "moved against"}


def changes(selection: Selection, sources: Sources) -> Section:
    """The largest moves since ``changed_since``, and what was taken up since then."""
    day = split_day(selection)
    if day is None:
        return Section("What changed", "", (), "There are no dated positions that could have changed.")
    compared = compare_periods(selection, day)
    taken_up = sorted((row for row in compared if row["what"] == "new"), key=lambda row: -abs(row["score_after"]))
    largest = [(row, _last_and_first(selection, row, day)) for row in moved(compared)]
    newest = [(row, _last_and_first(selection, row, day)[-1:]) for row in taken_up[:MOST]]
    sources.read([id_ for _, ids in (*largest, *newest) for id_ in ids])
    lines = tuple(
        Line(_lead(selection, row), _move(row), change_in_doubt(row), sources.cite(ids)) for row, ids in largest
    )
    new = tuple(Line(_lead(selection, row), _new(row), change_in_doubt(row), sources.cite(ids)) for row, ids in newest)
    parts = (Part("Largest moves", "", lines), Part(f"Taken up since {day_in_words(day)}", "", new))
    chosen = "" if selection.changed_since else ", the middle of what is dated"
    note = f"Before and since {day_in_words(day)}{chosen}.{_undated(selection)}"
    empty = f"No party moved between what it said before {day_in_words(day)} and since."
    return Section("What changed", note, tuple(part for part in parts if part.lines), empty)


def _undated(selection: Selection) -> str:
    """How many statements are on neither side of the day, because nobody knows theirs."""
    codings = selection.found.codings
    number = codings["counts_as"][codings["first_day"].isna() & codings["party"].notna()].nunique()
    return f" {plural(number, 'undated statement')} {'is' if number == 1 else 'are'} on neither side." if number else ""


def split_day(selection: Selection) -> dt.date | None:
    """The day that parts before from after: the one asked for, or the middle of the dated codings."""
    days = selection.found.codings["first_day"].dropna()
    middle = to_day(np.partition(day_numbers(days), len(days) // 2)[len(days) // 2]) if len(days) else None
    return selection.changed_since or middle


def compare_periods(selection: Selection, day: dt.date) -> list[dict[Any, Any]]:
    """The rows of ``matrix.compare`` of the time before a day and since."""
    before, since = Period(until=day - dt.timedelta(days=1)), Period(since=day)
    found: list[dict[Any, Any]] = compare(selection.found.codings, before, since).to_dict("records")
    return found


def moved(compared: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Those rows that moved, the largest move first."""
    return [row for row in compared if row["what"] in _MOVES][:MOST]


def _move(row: dict[Any, Any]) -> str:
    said = plural(row["statements_before"] + row["statements_after"], "statement")
    return f"{_MOVES[row['what']]}, from {row['score_before']:+.2f} to {row['score_after']:+.2f}, in {said}."


def _new(row: dict[Any, Any]) -> str:
    return f"no sure position before, {row['score_after']:+.2f} since."


def _lead(selection: Selection, row: dict[Any, Any]) -> str:
    return f"{row['row']} on {selection.theme(row['theme'])}"


def _last_and_first(selection: Selection, row: dict[Any, Any], day: dt.date) -> list[int]:
    """The last statement before the day, and the first one since that is on the side of the new score."""
    said = selection.said(row["row"], row["theme"])
    before = said.statement_id[(said.day < to_number(day)) & (said.day != UNDATED)]
    since, score = said.statement_id[said.day >= to_number(day)], said.score[said.day >= to_number(day)]
    turned = since[score * row["score_after"] > 0]
    return [*before[:1].tolist(), *(turned if len(turned) else since)[-1:].tolist()]
