"""Who sits before the screen: the name beside every change, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.access import Act, Role, User
from analysis.folders import without_folders
from analysis.roles import RolesError, read_roles, roles_expected
from analysis.user import keep_name, user_name
from pages.shared.once_a_run import once_a_run
from pages.shared.text import label

_KEY = "your-name"


class ClosedError(Exception):
    """Nobody can be let in as things are set up; the message says what to mend."""


def current_user() -> str:
    """The name under which this session makes changes."""
    return acting_user().name


def acting_user() -> User:
    """Who acts in this session: who logged in; without a login the user of this machine, who owns all.

    Raises:
        ClosedError: where roles or secrets can't be relied on.
    """
    return once_a_run("user", _acting_user)


def _acting_user() -> User:
    if not login_configured():
        return User(str(st.session_state.get(_KEY) or user_name()).strip(), Role.OWNER)
    if not logged_in():
        return User("nobody", Role.NONE)
    try:
        return read_roles().user_of(_said())
    except RolesError as problem:
        raise ClosedError(str(problem)) from problem


def may(act: Act) -> bool:
    """Whether who acts in this session has the right to an act, so that a page can leave out what would be refused."""
    return acting_user().may(act)


def told(problem: Exception) -> str:
    """What is said of a problem to who acts in this session: the folders of the server only to its owner."""
    words = str(problem)
    return words if acting_user().role is Role.OWNER else without_folders(words)


def login_configured() -> bool:
    """Whether the secrets name a login provider.

    Raises:
        ClosedError: where they can't be read, or there are roles to give and nobody to give them to.
    """
    present = any(Path(path).exists() for path in st.get_option("secrets.files"))
    if present and not st.secrets.load_if_toml_exists():
        raise ClosedError("The secrets can't be read; the terminal says why.")
    configured = present and "auth" in st.secrets
    if not configured and roles_expected():
        raise ClosedError("There is a file with roles, and no login: the secrets have no part [auth].")
    return configured


def logged_in() -> bool:
    """Whether somebody has logged in."""
    return bool(st.user.get("is_logged_in", False))


def providers() -> list[str | None]:
    """The login providers, by their names in the secrets; None is the one without a name."""
    auth: Mapping[str, Any] = st.secrets["auth"]
    parts = [name for name, value in auth.items() if isinstance(value, Mapping) and name != "client_kwargs"]
    named: list[str | None] = [*parts]
    return [None, *named] if "client_id" in auth else named


def show_name() -> None:
    """Who is logged in, with the way out; without a login, a field for the name."""
    if login_configured():
        user = acting_user()
        st.caption(f"Logged in as **{label(user.name)}**, {user.role_in_words}")
        st.button("Log out", key="log-out", icon=":material/logout:", on_click=st.logout, width="stretch")
        return
    st.text_input(
        "Your name",
        value=user_name(),
        key=_KEY,
        max_chars=60,
        persist_state="session",
        on_change=_keep,
        help="Stands beside all that you accept, correct or note, so that two reviewers can be told apart.",
    )


def _said() -> dict[str, Any]:
    """What the login provider says of who is logged in."""
    return dict(st.user.to_dict())


def _keep() -> None:
    keep_name(st.session_state[_KEY])
