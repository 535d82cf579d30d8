"""Check what was found: one after the other, many at once, what was done, how far people agree."""

from __future__ import annotations

import streamlit as st

from analysis.access import Act
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.parts import empty, head, nothing_here
from pages.shared.review_acts import show_last_act
from pages.shared.review_agreement import show_agreement
from pages.shared.review_bulk import show_bulk
from pages.shared.review_item import show_item
from pages.shared.review_log import show_log
from pages.shared.review_queue import choose_queue, current, show_how_far
from pages.shared.user import may

ONE, MANY, LOG, AGREEMENT = "One by one", "Many at once", "Log", "Agreement"

head(
    "Review",
    "Check what Parley found. What you correct counts instead, in every view, also after a new analysis; "
    "nothing counts as reviewed that nobody looked at.",
)
parts = [ONE, MANY, LOG, AGREEMENT] if may(Act.CORRECT) else [LOG, AGREEMENT]
part = st.segmented_control(
    "Part", parts, default=parts[0], required=True, key="part", bind="query-params",
    persist_state="session", label_visibility="collapsed",
)  # fmt: skip
if part in (ONE, MANY):
    show_active_filters()
show_last_act()

evidence = gather(current_filters())
if part == LOG:
    show_log()
elif part == AGREEMENT:
    show_agreement()
elif evidence.statements.empty and evidence.events.empty:
    nothing_here("statement or event", any_articles=len(evidence.articles) > 0)
elif part == MANY:
    show_bulk(evidence)
else:
    what, queue = choose_queue()
    show_how_far(what, queue)
    number = current(what, queue)
    if number is None:
        empty("All of these are reviewed", "Choose All to see them again, or take filters off.")
    else:
        show_item(what, queue, number)
