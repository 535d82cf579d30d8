"""The queue of what is to be reviewed: which, how far, and the way through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from analysis.store import Workspace
from analysis.views.review import Ask, Queue, event_queue, following, statement_queue
from pages.shared.evidence import gather
from pages.shared.filters import current_filters
from pages.shared.navigation import number_in_address
from pages.shared.user import current_user
from pages.shared.workspace import current_state, current_theme_names, current_workspace

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATEMENTS, EVENTS = "statements", "events"
_KEYS = {STATEMENTS: "statement", EVENTS: "event"}
_ASKED = {Ask.NOBODY: "Reviewed by nobody", Ask.NOT_ME: "Not reviewed by me", Ask.ALL: "All"}
_WHAT, _SKIPPED, _PATH = "review", "review-skipped", "review-path"


def choose_queue() -> tuple[str, Queue]:
    """Widgets that choose the queue: of statements or events, and which of them; with how far it is."""
    st.session_state[_WHAT] = _in_address() or st.session_state.get(_WHAT, STATEMENTS)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        what = st.segmented_control(
            "Review", [STATEMENTS, EVENTS], required=True, key=_WHAT, persist_state="session",
            format_func=str.capitalize, on_change=_leave,
        )  # fmt: skip
        ask = st.segmented_control(
            "Which", list(Ask), default=Ask.NOBODY, required=True, key="ask", bind="query-params",
            persist_state="session", format_func=_ASKED.__getitem__,
        )  # fmt: skip
    queue = _queue(
        *current_state(), current_workspace(), what, repr(astuple(current_filters())), current_user(), Ask(ask),
        current_theme_names(),
    )  # fmt: skip
    return what, queue


def show_how_far(what: str, queue: Queue) -> None:
    """How many of those that the filters leave are reviewed."""
    share = queue.reviewed / max(queue.total, 1)
    st.html(
        f"<div class='parley-progress' role='status'><p><b>{queue.reviewed:,} of {queue.total:,}</b> {what} reviewed, "
        f"{len(queue.ids):,} in the queue</p>"
        f"<div class='parley-bar'><b style='width:{share:.1%}'></b></div></div>"
    )


def current(what: str, queue: Queue) -> int | None:
    """The one that is reviewed now: the one in the address, or the first of the queue."""
    number = number_in_address(_KEYS[what])
    if number is None and len(ids := order(what, queue)):
        number = int(ids[0])
        st.query_params[_KEYS[what]] = str(number)
    return number


def order(what: str, queue: Queue) -> NDArray[np.int64]:
    """The ids of the queue; those that were skipped come last."""
    skipped = np.array(st.session_state.get(f"{_SKIPPED}-{what}", []), dtype=np.int64)
    if not len(skipped):
        return queue.ids
    return np.concatenate([queue.ids[~np.isin(queue.ids, skipped)], skipped[np.isin(skipped, queue.ids)]])


def step(what: str, queue: Queue, number: int) -> None:
    """Go on to the next one; for callbacks."""
    path = st.session_state.setdefault(f"{_PATH}-{what}", [])
    path.append(number)
    _go(what, following(order(what, queue), number))


def step_back(what: str, queue: Queue, number: int) -> None:
    """Go back to the one that was shown before this, or that stands before it in the queue; for callbacks."""
    path, ids = st.session_state.get(f"{_PATH}-{what}", []), order(what, queue)
    _go(what, path.pop() if path else following(ids[::-1], number))


def skip(what: str, queue: Queue, number: int) -> None:
    """Put it at the end of the queue, for this session, and go on; for callbacks."""
    skipped = st.session_state.setdefault(f"{_SKIPPED}-{what}", [])
    step(what, queue, number)
    if number in skipped:
        skipped.remove(number)
    skipped.append(number)


def _go(what: str, number: int | None) -> None:
    _leave()
    if number is not None:
        st.query_params[_KEYS[what]] = str(number)


def _leave() -> None:
    for key in _KEYS.values():
        st.query_params.pop(key, None)


def _in_address() -> str:
    return next((what for what, key in _KEYS.items() if st.query_params.get(key)), "")


@st.cache_resource(max_entries=24, show_spinner=False)
def _queue(
    path: str,  # noqa: ARG001
    change: int,  # noqa: ARG001
    _workspace: Workspace,
    what: str,
    filters: str,  # noqa: ARG001
    user: str,
    ask: Ask,
    _names: Mapping[str, str],
) -> Queue:
    evidence, corrections = gather(current_filters()), _workspace.frames.corrections()
    if what == EVENTS:
        return event_queue(evidence.events, corrections, user, ask)
    return statement_queue(evidence, corrections, user, ask, _names)
