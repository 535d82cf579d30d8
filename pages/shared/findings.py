"""What the page Changes shows, found once a change of the workspace or of the filters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters
from analysis.store.date_mentions import date_mentions
from analysis.views import deadlines as deadline_view
from analysis.views import said_and_done as said_view
from analysis.views import turning_points as turning_view
from pages.shared.evidence import gather, happenings
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    from analysis.views.deadlines import Deadline
    from analysis.views.said_and_done import SaidAndDone
    from analysis.views.turning_points import TurningPoint


def turning_points(filters: Filters) -> list[TurningPoint]:
    """Where stances turned."""
    return _turning_points(*_key(filters), filters)


def said_and_done(filters: Filters) -> list[SaidAndDone]:
    """Events beside the statements that foretold them."""
    return _said_and_done(*_key(filters), filters)


def deadlines(filters: Filters) -> list[Deadline]:
    """The deadlines that were set."""
    return _deadlines(*_key(filters), filters)


def _key(filters: Filters) -> tuple[str, int, str]:
    workspace = current_workspace()
    return str(workspace.path), workspace.change, repr(astuple(filters))


@st.cache_resource(max_entries=12, show_spinner="Looking for turns …")
def _turning_points(path: str, change: int, wanted: str, _filters: Filters) -> list[TurningPoint]:  # noqa: ARG001
    return turning_view.turning_points(gather(_filters).codings)


@st.cache_resource(max_entries=12, show_spinner="Putting events beside statements …")
def _said_and_done(path: str, change: int, wanted: str, _filters: Filters) -> list[SaidAndDone]:  # noqa: ARG001
    texts = current_workspace().frames.with_texts
    return said_view.said_and_done(texts(gather(_filters).statements), happenings(_filters))


@st.cache_resource(max_entries=12, show_spinner="Looking for deadlines …")
def _deadlines(path: str, change: int, wanted: str, _filters: Filters) -> list[Deadline]:  # noqa: ARG001
    evidence, themes = gather(_filters), defaultdict(set)
    for statement, theme in zip(evidence.codings["statement_id"], evidence.codings["theme"], strict=True):
        themes[statement].add(theme)
    dates = date_mentions(current_workspace())
    statements = current_workspace().frames.with_texts(evidence.statements)
    return deadline_view.deadlines(statements, dates, happenings(_filters), themes)
