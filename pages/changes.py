"""What changed: what is new, where a stance turned, what contradicts what, what was said and then done."""

from __future__ import annotations

import streamlit as st

from pages.shared.change_views import show_contradictions, show_deadlines, show_new, show_said_and_done, show_turns
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.parts import head, nothing_here

VIEWS = {
    "New": show_new,
    "Turning points": show_turns,
    "Contradictions": show_contradictions,
    "Said and done": show_said_and_done,
    "Deadlines": show_deadlines,
}
filters = current_filters()

head("Changes", "What is new, where a stance turned, what contradicts what, and what became of what was announced.")
show_active_filters()
evidence = gather(filters)
# Where there are codings there are statements: most views need no table of these.
if evidence.codings.empty and evidence.statements.empty:
    nothing_here("statement", any_articles=len(evidence.articles) > 0)
    st.stop()

view = st.segmented_control(
    "Show", list(VIEWS), default=next(iter(VIEWS)), required=True, key="changes", bind="query-params",
    persist_state="session",
)  # fmt: skip
VIEWS[view](filters)
