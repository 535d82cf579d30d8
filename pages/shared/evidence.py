"""What the pages draw from, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views import evidence as views
from analysis.views.options import Options, options
from analysis.views.timeline import TimelineEvent, events_around, group, themes_of_events
from analysis.views.timeline_bins import events_to_group
from pages.shared.kept import kept
from pages.shared.once_a_run import once_a_run
from pages.shared.workspace import current_state, current_workspace

if TYPE_CHECKING:
    from analysis.views.evidence import Evidence

# The views read these tables and never write to them, so all sessions share one copy: unpickling a hundred thousand
# statements at each rerun (as cache_data does) would take longer than drawing them.


# Of a million statements one of these may take two hundred megabytes: few are kept.
@st.cache_resource(max_entries=8, show_spinner=False)
def _gather(path: str, change: int, wanted: str, _workspace: Workspace, _filters: Filters) -> Evidence:  # noqa: ARG001
    return views.gather(_workspace, _filters)


@st.cache_resource(max_entries=24, show_spinner=False)
def _group(path: str, change: int, wanted: str, _workspace: Workspace, _evidence: Evidence) -> list[TimelineEvent]:  # noqa: ARG001
    themes = themes_of_events(_evidence.events, _evidence.statements, _evidence.codings)
    return group(_workspace.frames.with_texts(_evidence.events, "text"), themes)


def state_of(filters: Filters) -> tuple[str, int, str]:
    """What all that is made of what the filters leave depends on: the workspace, its last change, and the filters."""
    return *current_state(), repr(astuple(filters))


def gather(filters: Filters) -> Evidence:
    """The evidence of the current workspace that the filters leave."""
    return _gather(*state_of(filters), current_workspace(), filters)


def happenings(filters: Filters) -> list[TimelineEvent]:
    """The events of the current workspace that the filters leave, reports of the same happening together."""
    return _group(*state_of(filters), current_workspace(), gather(filters))


@st.cache_resource(max_entries=8, show_spinner="Putting reports together …")
def _single(path: str, change: int, wanted: str, _workspace: Workspace, _evidence: Evidence) -> list[TimelineEvent]:
    few = events_to_group(_evidence.events)
    if len(few) == len(_evidence.events):
        return _group(path, change, wanted, _workspace, _evidence)
    themes = themes_of_events(few, _evidence.statements, _evidence.codings)
    return group(_workspace.frames.with_texts(few, "text"), themes)


def single_happenings(filters: Filters) -> list[TimelineEvent]:
    """Those of the happenings that the timeline shows one by one: the dated, and the undated, where they are few."""
    return _single(*state_of(filters), current_workspace(), gather(filters))


def happenings_around(filters: Filters, event: int) -> list[TimelineEvent]:
    """The happenings that are told of on the days of one report."""
    workspace, evidence = current_workspace(), gather(filters)
    return group(workspace.frames.with_texts(events_around(evidence.events, event)))


def current_options() -> Options:
    """What can be filtered by in the current workspace."""
    workspace = current_workspace()
    return once_a_run(f"options {current_state()}", lambda: kept(lambda: options(workspace), "options"))
