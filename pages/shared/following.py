"""What others change shows without a click, where the workspace's server tells of changes."""

from __future__ import annotations

import streamlit as st

from pages.shared.progress import waiting
from pages.shared.workspace import current_workspace

# A look at a number in memory: the server has told it already.
_LOOK_SECONDS = 0.5
_DRAWN = "change-drawn"


def follow_others() -> None:
    """Draw the page anew when somebody else has changed the workspace; nothing where the workspace is a file.

    While articles come in, the bar of progress says when the page is drawn.
    """
    workspace = current_workspace()
    if workspace.follow() and not waiting(workspace):
        st.session_state[_DRAWN] = (str(workspace.place), workspace.change)
        st.fragment(_look, run_every=_LOOK_SECONDS)()


def _look() -> None:
    workspace = current_workspace()
    if st.session_state.get(_DRAWN) != (str(workspace.place), workspace.change):
        st.rerun()
