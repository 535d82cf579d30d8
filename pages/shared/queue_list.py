"""What became of each file: waiting, being analysed, done, or the reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.access import Act
from analysis.store import StoreError
from analysis.views.style import plural
from pages.shared.navigation import link
from pages.shared.parts import section
from pages.shared.progress import waiting
from pages.shared.text import escape, label
from pages.shared.user import may, told
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

_LOOK_SECONDS = 1.5
# The most jobs of a state that are listed.
_LISTED = 500
# The most rows drawn one by one: of what needs a look, and of what is done; all are in the table below them.
_ROWS, _DONE_ROWS = 12, 3
_ORDER = {"failed": 0, "running": 1, "queued": 2}


def show_queue() -> None:
    """The files put in and what became of each, looked at again and again while some wait."""
    run_every = _LOOK_SECONDS if waiting(current_workspace()) else None
    st.fragment(_queue, run_every=run_every)()


def _queue() -> None:
    jobs = current_workspace().queue.latest(_LISTED)
    if jobs.empty:
        return
    counts = current_workspace().queue.counts(of_files=True)
    words = {"running": "being analysed", "queued": "waiting", "done": "done", "failed": "not read"}
    section("Files put in", ", ".join(f"{counts[state]} {word}" for state, word in words.items() if counts[state]))
    rows = _rows(jobs)
    for job in rows:
        _show(job)
    if len(jobs) > len(rows):
        every = sum(counts.values()) == len(jobs)
        words = f"All {plural(len(jobs), 'file')}" if every else f"The last {len(jobs):,} files"
        with st.expander(words, icon=":material/list:"):
            st.dataframe(_table(jobs), hide_index=True, column_config={"How far": st.column_config.ProgressColumn()})
            if not every:
                st.caption(f"Of each state the last {_LISTED:,} are listed.")
    if counts["done"] + counts["failed"] and may(Act.CLEAR_QUEUE):
        st.button(
            "Clear what is done", key="clear-queue", type="tertiary", icon=":material/clear_all:", on_click=_clear
        )


def _rows(jobs: pd.DataFrame) -> list[Mapping[Any, Any]]:
    """Those that failed, those that are worked on or wait, and the last few that are done."""
    over = jobs["state"] == "done"
    order = jobs.loc[~over, "state"].map(_ORDER).sort_values(kind="stable").index
    return [*jobs.loc[order].head(_ROWS).to_dict("records"), *jobs[over].head(_DONE_ROWS).to_dict("records")]


def _show(job: Mapping[Any, Any]) -> None:
    failed = job["state"] == "failed"
    with st.container(key=f"row-job-{job['job_id']}", horizontal=True, vertical_alignment="center", gap="small"):
        bar = (
            f"<div class='parley-bar'><b style='width:{job['share']:.0%}'></b></div>"
            if job["state"] == "running"
            else ""
        )
        st.html(
            f"<div class='parley-row'><b>{escape(job['name'])}</b><p>{_outcome(job)}</p>{bar}</div>", width="stretch"
        )
        if failed and may(Act.RETRY):
            st.button("Try again", key=f"retry-{job['job_id']}", on_click=_retry, args=(job["job_id"],))
        elif not failed and len(job["article_ids"]) == 1:
            link("reader", "Read", ":material/article:", article=job["article_ids"][0])


def _outcome(job: Mapping[Any, Any]) -> str:
    reason = escape(job["reason"]) if isinstance(job["reason"], str) else ""
    if job["state"] == "failed":
        return f"<span class='failed'>Not read.</span> {reason}"
    if job["state"] == "done":
        known = ", was here already" if job["duplicates"] else ""
        step = "" if job["step"] == "done" else f", {escape(job['step'])}"
        return f"<span class='done'>Done{known}</span>{step} {reason}"
    return escape(job["step"])


def _table(jobs: pd.DataFrame) -> pd.DataFrame:
    shown = {"name": "File", "state": "State", "step": "Step", "share": "How far", "reason": "Reason"}
    return jobs[list(shown)].rename(columns=shown)


def _retry(job_id: int) -> None:
    try:
        current_workspace().queue.retry(job_id)
    except StoreError as error:
        st.toast(label(told(error)), icon=":material/error:")


def _clear() -> None:
    current_workspace().queue.clear()
