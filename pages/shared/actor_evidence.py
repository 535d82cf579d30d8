"""What the pages on actors draw from, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views.actor_profile import Profile, profile
from analysis.views.actors import actor_table
from analysis.views.spoken_about import mentions_in_statements
from pages.shared.evidence import gather
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class ActorEvidence:
    """The evidence that the filters leave, all mentions, those within its statements, and the list of its actors."""

    evidence: Evidence
    mentions: pd.DataFrame
    mentioned: pd.DataFrame
    actors: pd.DataFrame


@st.cache_resource(max_entries=8, show_spinner=False)
def _gather(path: str, change: int, wanted: str, _workspace: Workspace, _evidence: Evidence) -> ActorEvidence:  # noqa: ARG001
    mentions = _workspace.frames.mentions()
    mentioned = mentions_in_statements(_evidence.statements, mentions)
    return ActorEvidence(_evidence, mentions, mentioned, actor_table(_evidence, mentions))


def gather_actors(filters: Filters) -> ActorEvidence:
    """What there is of actors in what the filters leave."""
    workspace = current_workspace()
    wanted = repr(astuple(filters))
    return _gather(str(workspace.path), workspace.change, wanted, workspace, gather(filters))


def current_profile(name: str, filters: Filters) -> Profile | None:
    """An actor's profile; None where no article knows the name."""
    found = gather_actors(filters)
    return profile(current_workspace(), found.evidence, found.mentions, found.mentioned, name)
