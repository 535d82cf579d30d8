"""The ties between parties in what the filters leave, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views.relations import (
    even_sample,
    telling_events,
    ties,
    ties_of_events,
    ties_of_statements,
    wanted_statements,
)
from pages.shared.actor_evidence import ActorEvidence, gather_actors
from pages.shared.evidence import state_of
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selected import Table
    from analysis.views.spoken_about import ActorPlaces


# So many statements and reports are read for their ties: a moment's work.
MOST = 2500


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The ties (``analysis.views.relations``), and how many statements and reports of events could hold one.

    Of more than ``MOST`` an even sample was read.
    """

    ties: pd.DataFrame
    statements: int
    events: int


class _Sample(NamedTuple):
    """The ties of a sample of events, and how many events there are."""

    ties: pd.DataFrame
    every: int


@st.cache_resource(max_entries=8, show_spinner="Reading who says what of whom …")
def _ties(path: str, change: int, wanted: str, _workspace: Workspace, _found: ActorEvidence, _events: _Sample) -> Ties:  # noqa: ARG001
    statements, mentioned = _found.evidence.statements, _found.mentioned
    every = np.array(wanted_statements(statements, mentioned), dtype=np.int64)
    read = even_sample(every, MOST)
    said = ties_of_statements(
        statements[statements["statement_id"].isin(read)],
        mentioned[mentioned["statement_id"].isin(read)],
        _workspace.statements(read.tolist()),
    )
    return Ties(ties(said, _events.ties), len(every), _events.every)


@st.cache_resource(max_entries=8, show_spinner=False)
def _done(path: str, change: int, wanted: str, _workspace: Workspace, _events: Table, _places: ActorPlaces) -> _Sample:  # noqa: ARG001
    every = telling_events(_events)
    read = _events[_events["event_id"].isin(even_sample(every, MOST))]
    told = _workspace.frames.with_texts(read, "text", "sentence_text")
    return _Sample(ties_of_events(told, _places), len(every))


def current_ties(filters: Filters) -> Ties:
    """The ties in what the filters leave."""
    workspace, found = current_workspace(), gather_actors(filters)
    # Themes and kinds leave the same events, so that their ties need not be read anew.
    done = _done(*state_of(filters.of_events), workspace, found.evidence.events, found.places)
    return _ties(*state_of(filters), workspace, found, done)
