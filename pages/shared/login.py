"""What stands before everything else where a login is asked for: nothing of any workspace is drawn behind it."""

from __future__ import annotations

import logging

import streamlit as st

from analysis.access import Act
from analysis.logs import about, set_up_logs
from pages.shared.navigation import page_names
from pages.shared.text import label
from pages.shared.user import ClosedError, acting_user, logged_in, providers

_log = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def start_logs() -> None:
    """Log as JSON lines, once a process."""
    set_up_logs("app")


def let_in() -> None:
    """Go on where the user may read; else show the page on which to log in, or why that is not enough, and stop."""
    try:
        user = acting_user()
    except ClosedError as problem:
        _stop_at("Parley is closed", f"{problem} Nobody can come in until whoever runs this Parley has mended that.")
    else:
        if user.may(Act.READ):
            if not st.session_state.get("let-in"):
                st.session_state["let-in"] = True
                _log.info("a session began", extra=about(user=user.name, role=user.role_in_words))
            return
        if logged_in():
            words = f"You are logged in as {user.name}, and have no role here. Ask whoever runs this Parley for one."
            _stop_at("No access", words, out=True)
        _stop_at("Log in", "What lies here is for those who have a role in this Parley.", into=True)


def _stop_at(title: str, words: str, *, into: bool = False, out: bool = False) -> None:
    """Show one page at every address, and end the run."""

    def show() -> None:
        with st.container(key="login", width=480):
            st.markdown(f"# {title}")
            st.markdown(label(words))
            for provider in providers() if into else ():
                name = f"Log in with {label(provider)}" if provider else "Log in"
                st.button(name, type="primary", icon=":material/login:", on_click=st.login, args=(provider,))
            if out:
                st.button("Log out", icon=":material/logout:", on_click=st.logout)

    pages = [st.Page(show, title=title, url_path=name, default=not at) for at, name in enumerate(page_names())]
    st.navigation(pages, position="hidden").run()
    st.stop()
