"""What the page Changes shows, found once a change of the workspace or of the filters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters
from analysis.store.date_mentions import date_mentions
from analysis.views import contradictions as contradiction_view
from analysis.views import deadlines as deadline_view
from analysis.views import said_and_done as said_view
from analysis.views import since_visit as visit_view
from analysis.views import turning_points as turning_view
from analysis.views.latest import Latest, latest
from analysis.views.timeline import TimelineEvent, group, themes_of_events
from pages.shared.evidence import gather, state_of
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selected import Table
    from analysis.views.contradictions import Between, Contradiction
    from analysis.views.deadlines import Deadline
    from analysis.views.said_and_done import SaidAndDone
    from analysis.views.since_visit import New
    from analysis.views.turning_points import TurningPoint


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """What was said and done of late: all that the filters leave, or its latest part.

    Attributes:
        since: the day from which on statements and events were read; None where all were.
        statements: with their texts, but for the titles.
        events: the reports of events.
        happenings: the events, reports of the same one together.
        last: the day of the last statement.
        themes: statement id -> theme ids.
    """

    since: dt.date | None
    statements: pd.DataFrame
    events: Table
    happenings: list[TimelineEvent]
    last: dt.date | None
    themes: dict[int, set[str]]


def new_since(filters: Filters, moment: dt.datetime) -> New:
    """What came in since a moment, and what it moved."""
    return _new_since(*state_of(filters), moment, filters)


def turning_points(filters: Filters) -> list[TurningPoint]:
    """Where stances turned."""
    return _turning_points(*state_of(filters), filters)


def contradictions(filters: Filters, days: int, between: Between) -> list[Contradiction]:
    """Opposite stances within so many days."""
    return _contradictions(*state_of(filters), days, between.value, filters, between)


def recent(filters: Filters) -> Recent:
    """What said-and-done and deadlines are looked for in."""
    return _recent(*state_of(filters), filters)


def said_and_done(filters: Filters) -> list[SaidAndDone]:
    """Events beside the statements that foretold them."""
    return _said_and_done(*state_of(filters), filters)


def deadlines(filters: Filters) -> list[Deadline]:
    """The deadlines that were set."""
    return _deadlines(*state_of(filters), filters)


@st.cache_resource(max_entries=12, show_spinner="Looking for what is new …")
def _new_since(path: str, change: int, wanted: str, moment: dt.datetime, _filters: Filters) -> New:  # noqa: ARG001
    return visit_view.new_since(gather(_filters), moment)


@st.cache_resource(max_entries=12, show_spinner="Looking for turns …")
def _turning_points(path: str, change: int, wanted: str, _filters: Filters) -> list[TurningPoint]:  # noqa: ARG001
    return turning_view.turning_points(gather(_filters).codings)


@st.cache_resource(max_entries=12, show_spinner="Looking for contradictions …")
def _contradictions(
    path: str,  # noqa: ARG001
    change: int,  # noqa: ARG001
    wanted: str,  # noqa: ARG001
    days: int,
    of: str,  # noqa: ARG001
    _filters: Filters,
    _between: Between,
) -> list[Contradiction]:
    return contradiction_view.contradictions(gather(_filters).codings, within_days=days, between=_between)


@st.cache_resource(max_entries=6, show_spinner="Reading what was said and done …")
def _recent(path: str, change: int, wanted: str, _filters: Filters) -> Recent:  # noqa: ARG001
    found: Latest = latest(gather(_filters))
    texts, evidence = current_workspace().frames.with_texts, found.evidence
    themes: dict[int, set[str]] = defaultdict(set)
    for statement, theme in zip(evidence.codings["statement_id"], evidence.codings["theme"], strict=True):
        themes[statement].add(theme)
    happened = themes_of_events(evidence.events, evidence.statements, evidence.codings)
    last = evidence.statements["first_day"].max()
    return Recent(
        found.since,
        texts(evidence.statements, "text", "content", "cue", "sentence_text"),
        evidence.events,
        group(texts(evidence.events, "text"), happened),
        last.date() if last == last else None,
        themes,
    )


@st.cache_resource(max_entries=12, show_spinner="Putting events beside statements …")
def _said_and_done(path: str, change: int, wanted: str, _filters: Filters) -> list[SaidAndDone]:  # noqa: ARG001
    read = recent(_filters)
    return said_view.said_and_done(read.statements, read.happenings)


@st.cache_resource(max_entries=12, show_spinner="Looking for deadlines …")
def _deadlines(path: str, change: int, wanted: str, _filters: Filters) -> list[Deadline]:  # noqa: ARG001
    read = recent(_filters)
    dates = date_mentions(current_workspace(), read.statements["article_id"].unique().tolist())
    return deadline_view.deadlines(read.statements, dates, read.happenings, read.themes)
