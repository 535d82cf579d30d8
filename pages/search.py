"""Search over everything that anyone said: by meaning, by exact words, or both."""

from __future__ import annotations

import streamlit as st

from analysis.views.cards import cards
from analysis.views.search import Hit, Mode, more_like, search, who_disagrees
from analysis.views.style import plural
from pages.shared.card import show_card, show_cards
from pages.shared.evidence import gather
from pages.shared.filters import active_filters, current_filters, show_active_filters
from pages.shared.navigation import number_in_address
from pages.shared.parts import callout, empty, head, nothing_here, section
from pages.shared.warm import warm_encoder
from pages.shared.workspace import current_theme_names, current_workspace

MODES = {Mode.BOTH: "Meaning and words", Mode.MEANING: "Meaning", Mode.WORDS: "Exact words"}
MOST = 50
workspace, filters = current_workspace(), current_filters()


def ask_anew() -> None:
    """A new question leaves "more like this" and "who disagrees"."""
    for name in ("like", "against"):
        st.query_params.pop(name, None)


def show_hits(hits: list[Hit], query: str = "") -> None:
    """The statements found, as cards with the words of the query lit."""
    if not hits:
        words = "Try other words, or search by meaning." + (" Some filters are on." if active_filters() else "")
        empty("Nothing found", words)
        return
    st.caption(
        f"The {len(hits)} best, best first." if len(hits) == MOST else f"{plural(len(hits), 'statement')}, best first."
    )
    show_cards([hit.statement_id for hit in hits], key="hit", query=query)


head("Search", "Find what anyone said, by its meaning or by its words. “Quotation marks” ask for a phrase as it is.")
show_active_filters()
query = st.text_input(
    "Search the statements", key="q", bind="query-params", persist_state="session", type="search", on_change=ask_anew,
    placeholder="Who would give up territory for peace?", icon=":material/search:", label_visibility="collapsed",
)  # fmt: skip
mode = st.segmented_control(
    "Search by", list(MODES), default=Mode.BOTH, required=True, key="by", bind="query-params", persist_state="session",
    format_func=MODES.__getitem__, label_visibility="collapsed",
)  # fmt: skip

like, against = number_in_address("like"), number_in_address("against")
if (number := like or against) and (card := next(iter(cards(workspace, [number], current_theme_names())), None)):
    section("More like this" if like else "Who disagrees with this")
    show_card(card, key="asked")
    if like:
        section("Nearest in meaning")
        show_hits(more_like(workspace, number, filters))
    else:
        section("On the other side")
        show_hits(who_disagrees(workspace, number, filters))
elif query.strip():
    encode = warm_encoder(mode)
    if encode is None:
        callout("The language model is still loading; until then these are the exact words.")
        mode = Mode.WORDS
    show_hits(search(workspace, encode, query, mode, filters, limit=MOST), query)
elif gather(filters).statements.empty:
    nothing_here("statement", any_articles=len(gather(filters).articles) > 0)
else:
    empty(
        "Ask in your own words", "For example: “ceasefire conditions”, “who would send peacekeepers”, “frozen assets”."
    )
