"""The log of changes of actors and groups: who said what when, each with the click that takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.access import Act
from analysis.views.actor_log import describe_change, involved
from analysis.views.days import in_words
from pages.shared.parts import empty
from pages.shared.text import escape
from pages.shared.user import current_user, may
from pages.shared.workspace import current_workspace


def show_change_log(name: str = "") -> None:
    """All changes, or those that speak of one actor, the latest first."""
    log = current_workspace().actors.log()
    shown = involved(log, name) if name else log
    if shown.empty and not name:
        empty("Nobody has said anything of actors yet", "Open an actor to rename it, merge it or say what it was.")
    for change in shown.to_dict("records"):
        _show_change(change)


def _show_change(change: Mapping[Any, Any]) -> None:
    words = describe_change(change["action"], change["name"], change["value"])
    when = f"{change['user']}, {in_words(change['made'][:10])}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-change-{change['change_id']}"):
        if change["undone"]:
            by = f"taken back by {change['undone_by']}, {in_words(change['undone'][:10])}"
            st.html(f"<div class='parley-row'><s>{escape(words)}</s><p>{escape(when)}; {escape(by)}</p></div>")
            return
        st.html(f"<div class='parley-row'><b>{escape(words)}</b><p>{escape(when)}</p></div>")
        if not may(Act.UNDO_ACTOR_CHANGE):
            return
        st.button(
            "Undo",
            key=f"undo-{change['change_id']}",
            icon=":material/undo:",
            on_click=_undo,
            args=(change["change_id"], words),
            help="As if it had never been said",
        )


def _undo(change_id: int, words: str) -> None:
    current_workspace().actors.undo(int(change_id), current_user())
    st.toast(f"Taken back: {escape(words)}")
