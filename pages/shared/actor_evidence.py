"""What the pages on actors draw from, read once a change of the workspace or of the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters, Workspace
from analysis.views.actor_profile import Profile, profile
from analysis.views.actors import actor_table
from analysis.views.known_actors import known_actors
from analysis.views.spoken_about import ActorPlaces
from pages.shared.evidence import gather, state_of
from pages.shared.kept import kept
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class ActorEvidence:
    """The evidence that the filters leave, all mentions, where those of actors are, and those within its statements."""

    evidence: Evidence
    mentions: pd.DataFrame
    places: ActorPlaces
    mentioned: pd.DataFrame


@st.cache_resource(max_entries=8, show_spinner=False)
def _gather(path: str, change: int, wanted: str, _workspace: Workspace, _evidence: Evidence) -> ActorEvidence:  # noqa: ARG001
    mentions = _workspace.frames.mentions()
    places = kept(lambda: ActorPlaces(mentions), "places of actors")
    return ActorEvidence(_evidence, mentions, places, places.within(_evidence.statements))


@st.cache_resource(max_entries=8, show_spinner="Listing who speaks and acts …")
def _list(path: str, change: int, wanted: str, _workspace: Workspace, _evidence: Evidence) -> pd.DataFrame:  # noqa: ARG001
    return actor_table(_evidence, kept(lambda: known_actors(_workspace.frames.mentions()), "known actors"))


@st.cache_resource(max_entries=24, show_spinner=False)
def _profile(
    path: str,  # noqa: ARG001
    change: int,  # noqa: ARG001
    wanted: str,  # noqa: ARG001
    name: str,
    _workspace: Workspace,
    _found: ActorEvidence,
) -> Profile | None:
    return profile(_workspace, _found.evidence, _found.mentions, _found.mentioned, name)


def gather_actors(filters: Filters) -> ActorEvidence:
    """What there is of actors in what the filters leave."""
    return _gather(*state_of(filters), current_workspace(), gather(filters))


def list_actors(filters: Filters) -> pd.DataFrame:
    """The actors in what the filters leave (``analysis.views.actors``)."""
    return _list(*state_of(filters), current_workspace(), gather(filters))


def current_profile(name: str, filters: Filters) -> Profile | None:
    """An actor's profile; None where no article knows the name."""
    return _profile(*state_of(filters), name, current_workspace(), gather_actors(filters))
