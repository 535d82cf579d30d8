"""Articles as rows of a list: title, outlet, date and where it comes from, what was found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.access import Act
from analysis.model import DateOrigin
from analysis.views.days import in_words
from analysis.views.style import plural
from pages.shared.navigation import link
from pages.shared.text import escape, label
from pages.shared.user import may
from pages.shared.workspace import current_workspace


def show_article(article: Mapping[Any, Any], settable: bool = False) -> None:
    """One article's row; where it may be changed here, with a field for an unknown date and a way to delete it."""
    with st.container(key=f"row-{article['article_id']}", gap=None):
        link("reader", _text(article["title"]) or _text(article["file"]), article=article["article_id"])
        reprint = (
            " · <b>reprint</b>" if article["reprint_of"] == article["reprint_of"] and article["reprint_of"] else ""
        )
        found = f"{plural(article['statements'], 'statement')}, {plural(article['events'], 'event')}"
        outlet = escape(_text(article["source"]) or "unknown outlet")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f"<div class='parley-row'><p>{outlet} · {_published(article)} · {found}{reprint}</p></div>")
            if settable and may(Act.DELETE_ARTICLE):
                _offer_deletion(article)
        if settable and article["published_origin"] == DateOrigin.UNKNOWN:
            set_date(int(article["article_id"]))


def set_date(article_id: int, words: str = "Set its publication date") -> None:
    """A field that sets an article's publication date as given by the analyst; nothing for who may not."""
    if not may(Act.SET_DATE):
        return
    st.date_input(
        words,
        value=None,
        min_value=dt.date(1900, 1, 1),
        max_value=dt.date.today() + dt.timedelta(days=366),
        key=f"published-{article_id}",
        format="YYYY-MM-DD",
        width=220,
        on_change=_save_date,
        args=(article_id,),
    )


def _offer_deletion(article: Mapping[Any, Any]) -> None:
    key = f"delete-{article['article_id']}"
    if st.button("Delete", key=key, icon=":material/delete:", type="tertiary", width="content"):
        _confirm_deletion(article)


@st.dialog("Delete this article?", icon=":material/delete:")
def _confirm_deletion(article: Mapping[Any, Any]) -> None:
    title = _text(article["title"]) or _text(article["file"])
    found = f"{plural(article['statements'], 'statement')} and {plural(article['events'], 'report')} of events"
    st.markdown(f"**{label(title)}** leaves this workspace, with {found}.")
    st.caption("What people corrected in it stays, and counts again should the same article come back.")
    if st.button("Delete it", key="confirm-deletion", type="primary", on_click=_delete, args=(article["article_id"],)):
        st.rerun()  # the whole page, not the dialog alone


def _delete(article_id: int) -> None:
    current_workspace().delete(int(article_id))


def _save_date(article_id: int) -> None:
    if day := st.session_state[f"published-{article_id}"]:
        current_workspace().set_published(article_id, day)
        st.toast(f"Published on {in_words(day)}. Dates in the text that depend on it are found anew.")


def _published(article: Mapping[Any, Any]) -> str:
    if article["published_origin"] == DateOrigin.UNKNOWN:
        return "<span class='failed'>date unknown</span>"
    origin = str(article["published_origin"])
    return f"{escape(in_words(article['published']))} <span title='Where the date comes from'>({escape(origin)})</span>"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
