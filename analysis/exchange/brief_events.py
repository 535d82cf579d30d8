"""What happened, and what is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exchange.brief_citations import MOST_CITED, Line, Part, Section
from analysis.exchange.reports import reports
from analysis.views.days import day_in_words
from analysis.views.style import plural
from analysis.views.timeline import undated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.exchange.brief_citations import Sources
    from analysis.exchange.reports import Report
    from analysis.exchange.selection import Selection
    from analysis.views.timeline import TimelineEvent

MOST, _MOST_UNDATED = 40, 10


def timeline(selection: Selection, sources: Sources) -> Section:
    """The most reported events by date, each cited; then those without a date; of very many only the latest."""
    selection, since = selection.latest
    dated = [one for one in selection.happenings if one.date]
    most = sorted(dated, key=lambda one: (-one.articles, -one.confidence))[:MOST]
    keys = {one.key for one in most}
    shown = [one for one in dated if one.key in keys]
    unknown = undated(selection.happenings)
    first = unknown[:_MOST_UNDATED]
    cited = selection.reporting([*shown, *first], MOST_CITED)
    parts = [
        Part("", _left_out(len(dated) - len(shown), "with a date"), _lines(cited, sources, shown)),
        Part("Date unknown", _left_out(len(unknown) - len(first), "without a date"), _lines(cited, sources, first)),
    ]
    kept = tuple(part for part in parts if part.lines)
    note = "Reports of the same event stand together."
    note += f" There are too many to look at each: these are of those since {day_in_words(since)}." if since else ""
    return Section("Timeline", note, kept, "No event was found.")


def _lines(selection: Selection, sources: Sources, happenings: Sequence[TimelineEvent]) -> tuple[Line, ...]:
    return tuple(_line(sources, one, reports(selection, one)) for one in happenings)


def _line(sources: Sources, one: TimelineEvent, told: Sequence[Report]) -> Line:
    """An event in the sentence of its surest report, and what kind of event that tells of."""
    citations = sources.cite_event(told)
    text = f"{citations[0].sentence} {one.type_words.capitalize()}{f', {one.place}' if one.place else ''}."
    return Line(one.when if one.date else "Date unknown", text, _marks(one), citations, quoted=False)


def _marks(one: TimelineEvent) -> tuple[str, ...]:
    marks = ["planned"] * one.planned + ([f"{one.articles} articles"] if one.articles > 1 else [])
    return (*marks, *one.doubts)


def _left_out(number: int, which: str) -> str:
    return f"{plural(number, 'more event')} {which}, less reported, are in the app." if number > 0 else ""
