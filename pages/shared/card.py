"""One card for a statement, the same on every page, with links to its place in the article and to its like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.access import Act
from analysis.views.cards import Card, cards
from pages.shared.card_html import card_html, report_html
from pages.shared.kept import kept
from pages.shared.navigation import link
from pages.shared.user import may
from pages.shared.workspace import current_theme_names, current_workspace

# Cards shown before a click asks for more.
_FIRST = 10


def show_cards(statement_ids: Sequence[int], key: str, query: str = "", in_text: str = "Open in article") -> None:
    """The cards of some statements, the first few of them until more are asked for.

    Args:
        statement_ids: in the order to show.
        key: tells this list from others on the page.
        query: words to light in them.
        in_text: what the link to the place in the article says.
    """
    shown_key = f"shown-{key}"
    shown = st.session_state.get(shown_key, _FIRST)
    for card in current_cards(list(statement_ids)[:shown]):
        show_card(card, key, query, in_text)
    left = len(statement_ids) - shown
    if left > 0:
        more = min(left, 2 * _FIRST)
        words = f"Show {more} more of {left}"
        if st.button(words, key=f"more-{key}", icon=":material/expand_more:", width="stretch"):
            st.session_state[shown_key] = shown + more
            st.rerun()


def current_cards(statement_ids: Sequence[int]) -> list[Card]:
    """The cards of some statements, made once a change of the workspace."""
    ids = tuple(map(int, statement_ids))
    return kept(lambda: cards(current_workspace(), ids, current_theme_names()), "cards", ids)


def cards_by_id(statement_ids: Sequence[int]) -> dict[int, Card]:
    """The cards of some statements by their ids."""
    return {card.statement_id: card for card in current_cards(list(dict.fromkeys(statement_ids)))}


def show_card(card: Card, key: str, query: str = "", in_text: str = "Open in article") -> None:
    """One statement's card."""
    with st.container(key=f"card-{key}-{card.statement_id}", gap=None):
        st.html(card_html(card, query))
        with st.container(horizontal=True, gap="small", key=f"links-{key}-{card.statement_id}"):
            link(
                "reader",
                in_text,
                ":material/article:",
                help=f"{card.title}, at this statement",
                article=card.article_id,
                statement=card.statement_id,
            )
            link("search", "More like this", ":material/join_inner:", like=card.statement_id)
            if any(theme.stance in ("support", "oppose", "conditional") for theme in card.themes):
                link("search", "Who disagrees", ":material/compare_arrows:", against=card.statement_id)
            _correct(statement=card.statement_id)
            if card.actor:
                link("actors", card.actor, ":material/person:", help="The page of this actor", who=card.actor)


def show_reports(reports: Sequence[Mapping[Any, Any]], key: str) -> None:
    """Every sentence that reports an event, each with a link to its place."""
    for report in told(reports):
        show_report(report, key)


def told(reports: Sequence[Mapping[Any, Any]]) -> list[dict[Any, Any]]:
    """Reports of events with their texts."""
    import pandas as pd

    return current_workspace().frames.with_texts(pd.DataFrame(reports)).to_dict("records") if reports else []


def show_report(report: Mapping[Any, Any], key: str) -> None:
    """One sentence that reports an event."""
    with st.container(key=f"card-{key}-{report['event_id']}", gap=None):
        st.html(report_html(report))
        with st.container(horizontal=True, key=f"links-{key}-{report['event_id']}"):
            link(
                "reader",
                "Open in article",
                ":material/article:",
                article=report["article_id"],
                event=report["event_id"],
            )
            _correct(event=report["event_id"])


def _correct(**what: int) -> None:
    if may(Act.CORRECT):
        words = "Accept, correct or reject it"
        link("review", "Correct", ":material/rate_review:", help=words, part="One by one", **what)
