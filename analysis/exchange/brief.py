"""The brief: positions now, what changed, what happened and open contradictions, each sentence with its citation.

This is what a brief says; ``brief_markdown``, ``brief_docx`` and ``brief_html`` write it down.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.exchange.brief_changes import changes
from analysis.exchange.brief_citations import Citation, Line, Part, Section, Sources
from analysis.exchange.brief_events import timeline
from analysis.exchange.brief_grid import Grid, grid
from analysis.exchange.brief_positions import positions
from analysis.views.contradictions import contradictions
from analysis.views.days import day_in_words, first_day
from analysis.views.style import plural

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

_MOST_CONTRADICTIONS = 10


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. ``scope`` says what it covers, ``caveats`` what is missing or unsure, ``citations`` are in order."""

    title: str
    made: dt.date
    scope: str
    caveats: tuple[str, ...]
    grid: Grid
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]


def make_brief(selection: Selection, today: dt.date | None = None) -> Brief:
    """The brief of what the filters leave."""
    sources = Sources(selection)
    sections = (
        positions(selection, sources),
        changes(selection, sources),
        timeline(selection, sources),
        _contradictions(selection, sources),
    )
    return Brief(
        title=f"Brief on {selection.workspace.name}",
        made=today or dt.datetime.now(dt.UTC).date(),
        scope=_scope(selection),
        caveats=_caveats(selection),
        grid=grid(selection),
        sections=sections,
        citations=tuple(sources.citations),
    )


def _scope(selection: Selection) -> str:
    found = selection.counts
    evidence = selection.found
    ids = evidence.articles["article_id"].to_numpy(np.int64)
    used = np.zeros(int(ids.max(initial=0)) + 1, dtype=bool)
    for frame in (evidence.statements, evidence.events):
        used[frame["article_id"].to_numpy(np.int64)] = True
    published = evidence.articles["published"][used[ids]]
    days = sorted(day for one in published.unique() if (day := first_day(one)))
    dates = f", published {day_in_words(days[0])} to {day_in_words(days[-1])}" if days else ""
    filtered = f"Filtered by: {', '.join(selection.scope)}." if selection.scope else "Nothing is filtered out."
    return (
        f"{plural(found.statements, 'statement')} of {plural(found.parties, 'party', 'parties')} from "
        f"{plural(len(published), 'article')}{dates}. {filtered}"
    )


def _caveats(selection: Selection) -> tuple[str, ...]:
    """What a reader must know of how sure this is."""
    statements, found = selection.found.statements, selection.counts
    checked = int(statements["reviewed"].sum())
    notes = [
        f"Found by Parley, {checked:,} of {len(statements):,} statements checked by a person. What stands in square "
        "brackets says how unsure a line is."
    ]
    notes += [f"{plural(found.reprints, 'repeat')} of a statement in another outlet counted once."] * bool(
        found.reprints
    )
    notes += [f"{plural(found.undated_statements, 'statement')} without a date."] * bool(found.undated_statements)
    notes += [f"{plural(found.unresolved_speakers, 'statement')} by an unknown speaker."] * bool(
        found.unresolved_speakers
    )
    return tuple(notes)


def _contradictions(selection: Selection, sources: Sources) -> Section:
    lines = []
    found = contradictions(selection.found.codings, limit=_MOST_CONTRADICTIONS)
    sources.read([id_ for one in found for id_ in (one.earlier, one.later)])
    for one in found:
        days = (one.later_day - one.earlier_day).days
        apart = "on the same day" if days == 0 else f"{plural(days, 'day')} apart"
        lines.append(
            Line(
                f"{one.party} on {selection.theme(one.theme)}",
                f"{one.earlier_score:+.2f} and then {one.later_score:+.2f}, {apart}, {one.by}.",
                (),
                sources.cite([one.earlier, one.later]),
            )
        )
    note = "Clear statements on both sides of a theme by one party, within thirty days."
    empty = "No two sure statements of a party contradict each other within thirty days."
    return Section("Open contradictions", note, (Part("", "", tuple(lines)),), empty)
