"""Who sits before the screen: the name beside every change, kept for the next start and never in the address."""

from __future__ import annotations

import streamlit as st

from analysis.user import keep_name, user_name

_KEY = "your-name"


def current_user() -> str:
    """The name under which this session makes changes."""
    return str(st.session_state.get(_KEY) or user_name()).strip()


def show_name() -> None:
    """A field for the name."""
    st.text_input(
        "Your name",
        value=user_name(),
        key=_KEY,
        max_chars=60,
        persist_state="session",
        on_change=_keep,
        help="Stands beside all that you accept, correct or note, so that two reviewers can be told apart.",
    )


def _keep() -> None:
    keep_name(st.session_state[_KEY])
