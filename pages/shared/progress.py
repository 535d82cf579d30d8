"""How far the queue is, looked at every second or two as long as something is in it, and only then."""

from __future__ import annotations

import streamlit as st

from analysis.background import ensure_worker
from analysis.home import DEMO
from analysis.store import Workspace
from pages.shared.text import escape, shorten
from pages.shared.trouble import trouble_said
from pages.shared.workspace import current_name, current_workspace

_LOOK_SECONDS = 1.5
# While articles come in, the page is drawn anew after so many of them, so that nobody has to wait for the last one.
_REDRAW_AFTER = 8


def waiting(workspace: Workspace) -> int:
    """How many files are in the queue or being worked on."""
    return workspace.queue.left()


def show_progress() -> None:
    """A bar with what is being analysed; nothing where the queue is empty."""
    if waiting(current_workspace()):
        st.fragment(_progress, run_every=_LOOK_SECONDS)()


def _progress() -> None:
    with trouble_said():
        _show_progress(current_workspace())


def _show_progress(workspace: Workspace) -> None:
    ensure_worker(workspace)
    counts = workspace.queue.counts()
    over, total = counts["done"] + counts["failed"], sum(counts.values())
    _redraw_when_due(over, total)
    jobs = workspace.queue.list()
    running = jobs[jobs["state"] == "running"]
    share = (over + float(running["share"].sum())) / max(total, 1)
    doing = f"{running.iloc[0]['step']}: {shorten(running.iloc[0]['name'], 70)}" if len(running) else "starting up"
    what = f"Analysing {'the demo’s dispatches' if current_name() == DEMO else 'your articles'}, {over} of {total}"
    if set(jobs.loc[jobs["state"].isin(["running", "queued"]), "payload"]) == {"codebook"}:
        what, doing = "Coding by the changed codebook", "the views follow when it is done"
        share = float(running["share"].sum())
    st.html(
        f"<div class='parley-progress' role='status'><p><b>{what}</b> "
        f"&ensp;{escape(doing)}</p><div class='parley-bar'><b style='width:{share:.1%}'></b></div></div>"
    )


def _redraw_when_due(over: int, total: int) -> None:
    """Draw the whole page anew at the first article, then after every few, and at the end."""
    seen = st.session_state.setdefault("articles-seen", over)
    if over == total or over - seen >= _REDRAW_AFTER or (seen == 0 and over > 0):
        st.session_state["articles-seen"] = over
        st.rerun()
