"""The frame of the app around a page: navigation, workspace and filters."""

from __future__ import annotations

import streamlit as st

_FRAMED = "framed"


def note_frame() -> None:
    """Note that this session's pages are run within the frame."""
    st.session_state[_FRAMED] = True


def need_frame() -> None:
    """Run the app anew where a page is run by itself.

    Streamlit does so with the first visits after a start, until st.navigation was called once (see this package): of
    several browsers that come at once, only one is told in time.
    """
    if _FRAMED not in st.session_state:
        st.rerun()
