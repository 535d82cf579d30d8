"""The frame of the app around a page: navigation, workspace and filters."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

_FRAMED = "framed"


def note_frame() -> None:
    """Note that this session's pages are run within the frame."""
    st.session_state[_FRAMED] = True


def need_frame() -> None:
    """Run the app anew where a page is run by itself, without its frame and filters."""
    if _FRAMED not in st.session_state:
        # Until st.navigation was called once, Streamlit takes the files of the folder pages/ for pages of their own.
        PagesManager.uses_pages_directory = False
        st.rerun()
