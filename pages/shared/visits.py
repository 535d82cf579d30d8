"""Notes that a user is here, so that the next visit knows what is new."""

from __future__ import annotations

import datetime as dt
import threading

import streamlit as st

from pages.shared.user import current_user
from pages.shared.workspace import current_name, current_workspace

_GRAIN = dt.timedelta(minutes=1)


def note_visit() -> None:
    """Note that the user is active, at most once a minute, beside the page: a write may have to wait for another."""
    now, key = dt.datetime.now(dt.UTC), f"visit-{current_name()}-{current_user()}"
    if now - st.session_state.get(key, dt.datetime.min.replace(tzinfo=dt.UTC)) >= _GRAIN:
        st.session_state[key] = now
        threading.Thread(target=current_workspace().visits.note, args=(current_user(), now), daemon=True).start()


def last_visit() -> dt.datetime | None:
    """When the user's visit before this one ended, in UTC; None on the first."""
    return current_workspace().visits.before(current_user())
