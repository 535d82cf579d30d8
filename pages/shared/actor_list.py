"""The list of actors; a click on a row opens the actor's page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.views.actors import matching
from analysis.views.style import plural
from pages.shared.parts import empty

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = {
    "name": "Actor",
    "party": "Party",
    "kind": "Kind",
    "statements": "Statements",
    "events": "Events",
    "first": "First seen",
    "last": "Last seen",
    "roles": "Roles",
}


def show_actor_list(actors: pd.DataFrame) -> None:
    """The actors with a field to search them; a click on a column's head sorts by it."""
    words = st.text_input(
        "Find an actor", key="find", bind="query-params", persist_state="session", type="search",
        placeholder="A name, a party, a role", icon=":material/search:", label_visibility="collapsed",
    )  # fmt: skip
    found = matching(actors, words or "")
    if found.empty:
        empty("No actor of these words", "Try a part of the name, or the party.")
        return
    st.caption(f"{plural(len(found), 'actor')}. Click a row to open the actor’s page, a column’s head to sort.")
    st.dataframe(
        found[list(_COLUMNS)].rename(columns=_COLUMNS),
        key="actor-list",
        on_select=partial(_open, found["name"].tolist()),
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(found), 640),
        alt=f"{plural(len(found), 'actor')}, from {found['name'].iloc[0]}",
    )


def _open(names: list[str]) -> None:
    for number in st.session_state["actor-list"]["selection"]["rows"]:
        st.query_params["who"] = names[number]
