"""The ties between parties in what the filters leave, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views.relations import gather_ties, wanted_statements
from pages.shared.actor_evidence import ActorEvidence, gather_actors
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd


@st.cache_resource(max_entries=8, show_spinner="Reading who says what of whom …")
def _ties(path: str, change: int, wanted: str, _workspace: Workspace, _found: ActorEvidence) -> pd.DataFrame:  # noqa: ARG001
    evidence = _found.evidence
    parsed = _workspace.statements(wanted_statements(evidence.statements, _found.mentioned))
    evidence = replace(evidence, events=_workspace.frames.with_texts(evidence.events))
    return gather_ties(evidence, _found.mentions, _found.mentioned, parsed)


def current_ties(filters: Filters) -> pd.DataFrame:
    """The ties in what the filters leave (``analysis.views.relations``)."""
    workspace = current_workspace()
    wanted = repr(astuple(filters))
    return _ties(str(workspace.path), workspace.change, wanted, workspace, gather_actors(filters))
