"""The log: who did what to which statement, and when, each with its undo."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analysis import access
from analysis.store.correction_fields import Target
from analysis.views.review_log import Act
from pages.shared.navigation import link
from pages.shared.parts import empty
from pages.shared.review_acts import all_acts, undo
from pages.shared.text import escape
from pages.shared.user import may

_PER_PAGE = 15


def show_log() -> None:
    """All acts, the latest first."""
    acts = all_acts()
    if not acts:
        empty("Nobody has changed anything yet", "What is accepted, corrected, rejected or noted stands here.")
        return
    users = sorted({act.user for act in acts})
    if len(users) > 1:
        who = st.segmented_control("Done by", ["everybody", *users], default="everybody", required=True, key="log-user")
        acts = [act for act in acts if who in ("everybody", act.user)]
    pages = -(-len(acts) // _PER_PAGE)
    shown = min(st.session_state.get("log-page", 1), pages)
    for act in acts[(shown - 1) * _PER_PAGE : shown * _PER_PAGE]:
        _show(act)
    if pages > 1:
        st.pagination(pages, key="log-page")


def _show(act: Act) -> None:
    with st.container(key=f"row-act-{act.correction_id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_html(act), width="stretch")
        if act.count == 1 and act.targets:
            key = "event" if act.of is Target.EVENT else "statement"
            link("review", "Look at it", ":material/rate_review:", part="One by one", **{key: act.targets[0]})
        if act.undone is None and may(access.Act.UNDO_CORRECTION):
            st.button("Undo", key=f"undo-{act.correction_id}", icon=":material/undo:", on_click=undo, args=(act,))


def _html(act: Act) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in act.lines)
    undone = f"<p>taken back by {escape(act.undone_by)}, {_moment(act.undone)}</p>" if act.undone else ""
    where = f" · {escape(act.title)}" if act.title and act.count == 1 else ""
    head = f"<b>{escape(act.user)}</b>, {_moment(act.made)}{where}"
    return f"<div class='parley-row{' undone' if act.undone else ''}'>{head}{lines}{undone}</div>"


def _moment(moment: str) -> str:
    """A moment in UTC as it is read, in the time of this machine."""
    local = dt.datetime.fromisoformat(moment).astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"
