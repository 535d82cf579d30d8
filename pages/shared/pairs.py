"""Two things side by side, each pair with why it is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from pages.shared.card import show_card

if TYPE_CHECKING:
    from analysis.views.cards import Card

Item = TypeVar("Item")
_FIRST = 8


def shown_of(key: str) -> int:
    """How many items of a list are shown: the first few, until more are asked for."""
    return int(st.session_state.get(f"shown-{key}", _FIRST))


def first_of(items: Sequence[Item], key: str) -> Sequence[Item]:
    """The first few items; a button below them, drawn by ``more_of``, asks for more."""
    return items[: shown_of(key)]


def more_of(items: Sized, key: str) -> None:
    """The button that shows more of the items, where there are more."""
    shown = shown_of(key)
    if (left := len(items) - shown) > 0:
        more = min(left, 2 * _FIRST)
        words = f"Show {more} more of {left:,}"
        if st.button(words, key=f"more-{key}", icon=":material/expand_more:", width="stretch"):
            st.session_state[f"shown-{key}"] = shown + more
            st.rerun()


def side_by_side(known: Mapping[int, Card], statement_ids: tuple[int, int], words: tuple[str, str], key: str) -> None:
    """Two statements' cards, each below its words.

    Args:
        known: their cards, and others.
        statement_ids: the two.
        words: what stands above each.
        key: tells this pair from others on the page.
    """
    for area, statement_id, above in zip(st.columns(2, gap="medium"), statement_ids, words, strict=True):
        with area:
            st.caption(above)
            if card := known.get(statement_id):
                show_card(card, key)
