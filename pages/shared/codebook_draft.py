"""The codebook that is being edited: one a workspace and session, kept over page changes until it is saved."""

from __future__ import annotations

import streamlit as st

from analysis.model import Codebook
from pages.shared.workspace import current_codebook, current_name


def draft() -> Codebook:
    """The codebook as it is edited; the one in force where nothing is changed."""
    found: Codebook | None = st.session_state.get(_key("draft"))
    return found or current_codebook()


def put_draft(codebook: Codebook) -> None:
    """Take a changed codebook for the draft; for one theme that its own widget changed."""
    st.session_state[_key("draft")] = codebook


def replace_draft(codebook: Codebook | None) -> None:
    """Take another codebook for the draft, or the one in force; all widgets are filled anew."""
    before = st.session_state.pop(_key("draft"), None)
    if codebook is not None:
        st.session_state[_key("draft")] = codebook
    if before is not None:
        st.session_state[_key("before")] = before
    st.session_state["codebook-fill"] = filling() + 1


def draft_before() -> Codebook | None:
    """The draft that was put away by the last :func:`replace_draft`, to be taken back."""
    found: Codebook | None = st.session_state.get(_key("before"))
    return found


def filling() -> int:
    """A number that every new filling of the widgets raises: part of their keys."""
    return int(st.session_state.get("codebook-fill", 0))


def _key(what: str) -> str:
    return f"codebook-{what}-{current_name()}"
