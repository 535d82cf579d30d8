"""The ties between parties in what the filters leave, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views.evidence import Evidence
from analysis.views.relations import even_sample, gather_ties, telling_events, wanted_statements
from pages.shared.actor_evidence import ActorEvidence, gather_actors
from pages.shared.evidence import state_of
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd


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


@st.cache_resource(max_entries=8, show_spinner="Reading who says what of whom …")
def _ties(path: str, change: int, wanted: str, _workspace: Workspace, _found: ActorEvidence) -> Ties:  # noqa: ARG001
    evidence, mentioned = _found.evidence, _found.mentioned
    of_statements = np.array(wanted_statements(evidence.statements, mentioned), dtype=np.int64)
    of_events = telling_events(evidence.events)
    statements, events = even_sample(of_statements, MOST), even_sample(of_events, MOST)
    read = Evidence(
        evidence.statements[evidence.statements["statement_id"].isin(statements)],
        evidence.codings,
        _workspace.frames.with_texts(
            evidence.events[evidence.events["event_id"].isin(events)], "text", "sentence_text"
        ),
        evidence.articles,
    )
    named = mentioned[mentioned["statement_id"].isin(statements)]
    found = gather_ties(read, _found.places, named, _workspace.statements(statements.tolist()))
    return Ties(found, len(of_statements), len(of_events))


def current_ties(filters: Filters) -> Ties:
    """The ties in what the filters leave."""
    return _ties(*state_of(filters), current_workspace(), gather_actors(filters))
