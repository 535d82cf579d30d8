"""The parts of the page Status."""

from __future__ import annotations

import datetime as dt
import io

import streamlit as st

from analysis.access import Act
from analysis.exchange.tables import write_csv
from analysis.store import StoreError, Workspace
from analysis.store.condition import QueueCondition, Storage, failures, row_counts
from analysis.views.status import Model, acts_table, in_bytes, models, versions
from analysis.views.style import plural
from pages.shared.parts import callout, empty, stats
from pages.shared.text import escape, label
from pages.shared.user import may, told
from pages.shared.workspace import current_name, current_state, current_workspace

# The most failures drawn, and the most acts in the table; the file has all.
_FAILURES, _ACTS = 50, 500


def show_queue_condition(queue: QueueCondition) -> None:
    """How many jobs are in which state, and whether anybody works on them."""
    counts = queue.counts
    waits = f"the oldest since {_moment(queue.waits_since)}" if queue.waits_since else "nothing waits"
    works = f"since {_moment(queue.works_since)}" if queue.works_since else "nothing is being analysed"
    worker = ("at work", works) if queue.worker else ("none", "it starts by itself when something waits")
    stats(
        {
            "waiting": (f"{counts['queued']:,}", waits),
            "being analysed": (f"{counts['running']:,}", works),
            "done": (f"{counts['done']:,}", ""),
            "failed": (f"{counts['failed']:,}", "see below" if counts["failed"] else ""),
            "worker": worker,
        }
    )


def show_failures(queue: QueueCondition) -> None:
    """What failed, with its reason and another try."""
    if not queue.counts["failed"]:
        return
    found = failures(current_workspace(), _FAILURES)
    if may(Act.RETRY_ALL):
        st.button("Try all again", key="retry-all", icon=":material/replay:", on_click=_retry_all)
    for job in found.to_dict("records"):
        with st.container(key=f"row-failed-{job['job_id']}", horizontal=True, vertical_alignment="center", gap="small"):
            reason = f"<span class='failed'>Failed.</span> {escape(job['reason'] or '')}"
            st.html(f"<div class='parley-row'><b>{escape(job['name'])}</b><p>{reason}</p></div>", width="stretch")
            if may(Act.RETRY):
                st.button("Try again", key=f"again-{job['job_id']}", on_click=_retry, args=(job["job_id"],))
    if queue.counts["failed"] > len(found):
        st.caption(f"The last {len(found)} of {queue.counts['failed']:,}.")


def show_sizes(lies: Storage) -> None:
    """How much of what is in the workspace, and what that takes."""
    counts = _counts(*current_state(), current_workspace())
    shown = {what: (f"{number:,}", "") for what, number in counts.items()}
    shown["statements"] = (f"{counts['statements']:,}", "a vector each")
    shown["database"] = (in_bytes(lies.database), f"of vectors beside it: {in_bytes(lies.cache)}")
    shown["free disk"] = (in_bytes(lies.free), "where the files lie")
    stats(shown)


def show_models() -> None:
    """The models that Parley ships with, and whether their files are the ones that they should be."""
    for model in _models():
        state = f"<span class='failed'>Not as it should be.</span> {escape(model.problem)}" if model.problem else (
            "<span class='done'>As it should be.</span>"
        )  # fmt: skip
        st.html(
            f"<div class='parley-row'><b>{escape(model.package)}</b><p>{state} {escape(model.file)}, SHA-256 "
            f"<code style='overflow-wrap:anywhere'>{model.sum}</code></p></div>"
        )


def show_versions() -> None:
    """What runs, and in which version."""
    import pandas as pd

    shown = pd.DataFrame(list(versions().items()), columns=["What", "Version"])
    st.dataframe(shown, hide_index=True, alt="Versions")


def show_acts() -> None:
    """The log of acts, to look through and to save."""
    log = current_workspace().acts.log(_ACTS)
    if log.empty:
        empty("Nobody has changed anything yet", "Whatever is put in, corrected or deleted stands here, with its user.")
        return
    shown = acts_table(log)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        who = st.multiselect("Who", sorted(shown["who"].unique()), key="acts-who", placeholder="Everybody", width=260)
        act = st.multiselect("Act", sorted(shown["act"].unique()), key="acts-act", placeholder="All", width=320)
        st.download_button(
            "Save all as CSV", data=_acts_csv, file_name=f"{current_name()}-log.csv", mime="text/csv",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    chosen = shown[shown["who"].isin(who or shown["who"]) & shown["act"].isin(act or shown["act"])]
    st.dataframe(chosen.rename(columns=str.capitalize), hide_index=True, alt="Who did what")
    if len(log) == _ACTS:
        callout(f"The last {plural(_ACTS, 'act')}; the file has all.")


def _acts_csv() -> bytes:
    file = io.StringIO(newline="")
    write_csv(acts_table(current_workspace().acts.log()), file)
    return file.getvalue().encode("utf-8-sig")


def _retry(job_id: int) -> None:
    try:
        current_workspace().queue.retry(job_id)
    except StoreError as error:
        st.toast(label(told(error)), icon=":material/error:")


def _retry_all() -> None:
    st.toast(f"{plural(current_workspace().queue.retry_all(), 'file')} in the queue again.", icon=":material/check:")


@st.cache_data(max_entries=16, show_spinner=False)
def _counts(path: str, change: int, _workspace: Workspace) -> dict[str, int]:  # noqa: ARG001
    return row_counts(_workspace)


@st.cache_resource(show_spinner="Comparing the models with their sums", ttl=dt.timedelta(hours=1))
def _models() -> list[Model]:
    return models()


def _moment(moment: str) -> str:
    """A moment in UTC as it is read, in the time of this machine."""
    return f"{dt.datetime.fromisoformat(moment).astimezone():%d %B, %H:%M}"
