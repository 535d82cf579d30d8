"""What a reviewer does, written down, with its undo always in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis import access
from analysis.store import StoreError, Workspace
from analysis.store.correction_fields import Correction
from analysis.views.review_log import Act, acts, last_of
from pages.shared.text import escape, label, shorten
from pages.shared.user import current_user, may, told
from pages.shared.workspace import current_state, current_theme_names, current_workspace

_REDO = "review-redo"


def make(corrections: Sequence[Correction]) -> bool:
    """Write corrections down as one act; for callbacks. What can't be is said, and False returned."""
    st.session_state.pop(_REDO, None)
    try:
        current_workspace().corrections.make(corrections, current_user())
    except StoreError as problem:
        st.toast(label(told(problem)), icon=":material/error:")
        return False
    return True


def show_last_act() -> None:
    """What this user did last, with a button that takes it back, or makes it again."""
    last = last_of(all_acts(), current_user())
    redo = st.session_state.get(_REDO)
    if (last is None and redo is None) or not may(access.Act.UNDO_CORRECTION):
        return
    with st.container(key="last-act", horizontal=True, vertical_alignment="center", gap="small"):
        if last is not None:
            st.html(f"<p>Last: {escape(shorten(_in_words(last), 110))}</p>", width="stretch")
            st.button(
                "Undo", key="undo-last", icon=":material/undo:", shortcut="U", on_click=undo, args=(last,),
                width="content",
            )  # fmt: skip
        if redo is not None:
            st.button(
                "Redo", key="redo-last", icon=":material/redo:", shortcut="Y", on_click=_redo, args=(redo,),
                width="content",
            )  # fmt: skip


def _in_words(act: Act) -> str:
    """What an act did, on one line."""
    return "; ".join(act.lines) + (f" ({act.title})" if act.title and act.count == 1 else "")


def undo(act: Act) -> None:
    """Take an act back, whoever did it; for callbacks."""
    corrections = current_workspace().corrections
    if act.batch is None:
        corrections.undo(act.correction_id, current_user())
        return
    corrections.undo_batch(act.batch, current_user())
    st.session_state[_REDO] = act.batch


def all_acts() -> list[Act]:
    """The log of the current workspace, the latest act first."""
    return _acts(*current_state(), current_workspace(), current_theme_names())


def _redo(batch: str) -> None:
    st.session_state.pop(_REDO, None)
    current_workspace().corrections.redo_batch(batch, current_user())


@st.cache_resource(max_entries=8, show_spinner=False)
def _acts(path: str, change: int, _workspace: Workspace, _names: Mapping[str, str]) -> list[Act]:  # noqa: ARG001
    return acts(_workspace, _names)
