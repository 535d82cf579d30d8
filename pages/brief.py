"""A brief of what the filters leave, in one click: positions, changes, timeline and contradictions, all cited."""

from __future__ import annotations

import streamlit as st

from analysis.exchange.brief_changes import split_day
from analysis.exchange.brief_markdown import brief_markdown
from analysis.exchange.formats import BRIEFS
from pages.shared.exports import current_brief, current_selection, download_button
from pages.shared.filters import show_active_filters
from pages.shared.parts import head, nothing_here

head("Brief", "What the filters leave, ready to send: every sentence with its outlet, its date and a link to its card.")
show_active_filters()
selection = current_selection()
if selection.found.statements.empty and selection.found.events.empty:
    nothing_here("statement", any_articles=len(selection.found.articles) > 0)
    st.stop()

with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    since = st.date_input(
        "Changed since",
        value=None,
        key="changed",
        bind="query-params",
        persist_state="session",
        format="YYYY-MM-DD",
        help="The brief compares what was said before this day and since. Left empty: the middle of what is dated.",
        width=200,
    )
    selection = current_selection(since)
    for one in BRIEFS:
        download_button(one, selection, one.name)
middle = split_day(selection)
st.caption(
    " ".join(f"**{one.name}:** {one.purpose}" for one in BRIEFS)
    + (f" Changes are told since {middle:%Y-%m-%d}." if middle else "")
)
with st.container(border=True, key="brief-preview"):
    st.markdown(brief_markdown(current_brief(selection)))
