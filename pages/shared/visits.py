"""Notes that a user is here, so that the next visit knows what is new."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import suppress

import streamlit as st

from analysis.store import UnavailableError, Workspace
from pages.shared.user import current_user
from pages.shared.workspace import current_name, current_workspace

_GRAIN = dt.timedelta(minutes=1)


def note_visit() -> None:
    """Note that the user is active, at most once a minute, beside the page: a write may have to wait for another."""
    now, key = dt.datetime.now(dt.UTC), f"visit-{current_name()}-{current_user()}"
    if now - st.session_state.get(key, dt.datetime.min.replace(tzinfo=dt.UTC)) >= _GRAIN:
        st.session_state[key] = now
        threading.Thread(target=_note, args=(current_workspace(), current_user(), now), daemon=True).start()


def last_visit() -> dt.datetime | None:
    """When the user's visit before this one ended, in UTC; None on the first."""
    return current_workspace().visits.before(current_user())


def _note(workspace: Workspace, user: str, now: dt.datetime) -> None:
    with suppress(UnavailableError):  # what the page reads says so, where it matters
        workspace.visits.note(user, now)
