"""What the pages export: everything that the filters leave, made when its button is clicked."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from analysis.exchange.brief import Brief, make_brief
from analysis.exchange.selection import ADDRESS, Selection
from pages.shared.evidence import gather
from pages.shared.filters import active_filters, current_filters
from pages.shared.workspace import current_codebook, current_name, current_state, current_workspace

if TYPE_CHECKING:
    from analysis.exchange.formats import Format


def current_selection(changed_since: dt.date | None = None) -> Selection:
    """What the filters leave of the current workspace, with links that lead to this app."""
    return Selection(
        current_workspace(),
        gather(current_filters()),
        current_codebook(),
        scope=tuple(active_filters()),
        address=_address(),
        changed_since=changed_since,
    )


def current_brief(selection: Selection) -> Brief:
    """The brief of a selection, made once a change of the workspace, the filters or the day."""
    key = (selection.scope, selection.address, selection.changed_since, dt.datetime.now(dt.UTC).date())
    return _brief(*current_state(), repr(key), selection)


@st.cache_resource(max_entries=16, show_spinner="Writing the brief …")
def _brief(path: str, change: int, wanted: str, _selection: Selection) -> Brief:  # noqa: ARG001
    return make_brief(_selection)


def download_buttons(formats: Iterable[Format], selection: Selection) -> None:
    """A button a format with what it is for; the file is made when the button is clicked, not before."""
    for one in formats:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"export-{one.id}"):
            download_button(one, selection, one.name, width=260)
            st.caption(one.purpose, width="stretch")


def download_button(one: Format, selection: Selection, words: str, width: int | str = "content") -> None:
    """A button that makes a file and saves it."""
    st.download_button(
        words,
        data=lambda: one.write(selection),
        file_name=f"{current_name()}-{one.file}",
        mime=unforeseen(one.mime),
        on_click="ignore",
        icon=":material/download:",
        width=width,
        key=f"download-{one.id}",
    )


def unforeseen(mime: str) -> str:
    """A media type with a mark that nobody can foresee.

    Streamlit serves a file under a hash of its type, its name and its content, of large files only of parts of it. So
    nobody who knows a content knows its address, and no file is taken for an older one that differs in other parts.
    """
    return f"{mime}; mark={secrets.token_hex(16)}"


def _address() -> str:
    """Where this app is, as the browser knows it."""
    url = urlsplit(st.context.url or ADDRESS)
    folder = url.path.rsplit("/", 1)[0]
    return f"{url.scheme}://{url.netloc}{folder}"
