"""What saving the draft would change: figures, statements with their stance now and then, cells of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.coding.codebook import dump_codebook
from analysis.coding.known_texts import KnownTexts
from analysis.model import Codebook
from analysis.store import Filters, Workspace
from analysis.views.cards import cards
from analysis.views.codebook_preview import Preview, preview
from analysis.views.search import Mode
from analysis.views.style import plural, theme_name
from pages.shared.card import show_card
from pages.shared.cells import changes
from pages.shared.evidence import gather
from pages.shared.parts import callout, section, stats
from pages.shared.text import escape
from pages.shared.warm import warm_encoder
from pages.shared.workspace import current_state, current_workspace, encoder

if TYPE_CHECKING:
    import pandas as pd

# Statements shown as cards, and rows of the table.
_FIRST, _LISTED = 8, 500
_KINDS = {"caught": "Caught anew", "lost": "Lost", "turned": "Other stance"}


def show_preview(codebook: Codebook) -> None:
    """What would change if this codebook, which has no problems, were saved."""
    found = _current(codebook)
    section("What saving would change", "Nothing is stored before you save.")
    counts = {what: len(found.of(what)) for what in _KINDS}
    stats(
        {
            "statements caught": (f"{counts['caught']:,}", "a theme that they don't have now"),
            "lost": (f"{counts['lost']:,}", "a theme that they have now"),
            "other stance": (f"{counts['turned']:,}", "the same theme"),
            "cells of the matrix": (f"{len(found.cells):,}", "would show something else"),
        }
    )
    if not found.by_meaning:
        st.caption("The language model is still loading; until then only terms are compared.")
    if found.read < (every := len(gather(Filters()).statements)):
        st.caption(f"Told of the {found.read:,} statements added last, of {every:,}: saving codes all of them.")
    if found.set_aside:
        words = f"{plural(found.set_aside, 'correction')} of themes that would be gone"
        callout(f"{words}: kept in the log, not shown, and back as soon as a theme with that id is there again.")
    names = {theme.id: theme.name for theme in codebook.themes}
    if any(counts.values()):
        what = st.segmented_control(
            "Show", [kind for kind in _KINDS if counts[kind]], required=True, key="change",
            default=next(kind for kind in _KINDS if counts[kind]), label_visibility="collapsed",
            format_func=lambda kind: f"{_KINDS[kind]} ({counts[kind]:,})",
        )  # fmt: skip
        _show_statements(found.of(what), names, what)
    if len(found.cells):
        with st.expander(f"Cells that would change ({len(found.cells)})", icon=":material/grid_on:"):
            st.dataframe(changes(found.cells, names), hide_index=True)


def _show_statements(found: pd.DataFrame, names: Mapping[str, str], what: str) -> None:
    """The first statements as cards, and all of them as a table."""
    for row in found.head(_FIRST).to_dict("records"):
        for card in cards(current_workspace(), [row["statement_id"]], names):
            with st.container(key=f"change-{what}-{row['statement_id']}-{row['theme']}", gap=None):
                st.html(f"<p class='parley-change'>{_in_words(row, names)}</p>")
                show_card(card, key=f"{what}-{row['theme']}")
    if len(found) > _FIRST:
        words = (
            f"All {plural(len(found), 'statement')}"
            if len(found) <= _LISTED
            else f"The first {_LISTED:,} of {len(found):,}"
        )
        with st.expander(words, icon=":material/list:"):
            st.dataframe(_table(found.head(_LISTED), names), hide_index=True)


def _in_words(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    now, then = row["before"] or "not this theme", row["after"] or "not this theme"
    return f"<b>{escape(theme_name(row['theme'], names))}</b>: {escape(now)} → <b>{escape(then)}</b>"


def _table(found: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    statements = gather(Filters()).statements
    own = statements[statements["statement_id"].isin(found["statement_id"])]
    texts = current_workspace().frames.with_texts(own)[["statement_id", "party", "date", "content"]]
    shown = found.merge(texts, on="statement_id")
    shown["theme"] = [theme_name(theme, names) for theme in shown["theme"]]
    columns = {"theme": "Theme", "before": "Now", "after": "Then", "party": "Party", "date": "Date", "content": "Words"}
    return shown[list(columns)].rename(columns=columns)


def _current(codebook: Codebook) -> Preview:
    workspace = current_workspace()
    warm = warm_encoder(Mode.MEANING) is not None
    usable = warm and encoder().dimensions == workspace.vectors.dimensions
    return _preview(*current_state(), dump_codebook(codebook), usable, workspace, codebook)


@st.cache_resource(max_entries=16, show_spinner="Looking at what would change …")
def _preview(
    path: str,  # noqa: ARG001
    change: int,  # noqa: ARG001
    text: str,  # noqa: ARG001
    usable: bool,
    _workspace: Workspace,
    _codebook: Codebook,
) -> Preview:
    return preview(_workspace, _codebook, gather(Filters()), _known_texts() if usable else None)


@st.cache_resource(show_spinner=False)
def _known_texts() -> KnownTexts:
    return KnownTexts(encoder())
