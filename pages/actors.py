"""Who speaks and acts: a list, a page for every actor and party, groups of parties, and what was said of them."""

from __future__ import annotations

import streamlit as st

from analysis.store import Filters
from pages.shared.actor_evidence import list_actors
from pages.shared.actor_groups import show_groups
from pages.shared.actor_list import show_actor_list
from pages.shared.actor_log import show_change_log
from pages.shared.actor_page import show_actor
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.navigation import asked_for, link
from pages.shared.parts import head, nothing_here

ACTORS, GROUPS, LOG = "Actors", "Groups", "Log"

if who := asked_for("who"):
    link("actors", "All actors", ":material/arrow_back:")
    show_actor(who)
    st.stop()

head(
    "Actors",
    "The persons, organisations and parties that speak and act. What you say of them here shows in every view at once.",
)
show = st.segmented_control(
    "Show", [ACTORS, GROUPS, LOG], default=ACTORS, required=True, key="show", bind="query-params",
    persist_state="session", label_visibility="collapsed",
)  # fmt: skip
if show == GROUPS:
    show_groups()
elif show == LOG:
    show_change_log()
else:
    show_active_filters()
    actors = list_actors(current_filters())
    if actors.empty:
        nothing_here("actor", any_articles=len(gather(Filters()).articles) > 0)
        st.stop()
    show_actor_list(actors)
