"""Saved views in the sidebar: save the view that is shown, open, rename and delete those there are."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from analysis.access import Act
from analysis.store import StoreError
from analysis.store.saved_views import SavedView
from analysis.views.saved_searches import new_hits
from analysis.views.style import plural
from pages.shared.navigation import title
from pages.shared.text import escape, label
from pages.shared.user import current_user, may, told
from pages.shared.workspace import KEY, current_name, current_workspace

_RENAMING, _PROBLEM, _DONE = "renaming-view", "saved-view-problem", "saved-views-done"


def show_saved_views(page: str) -> None:
    """The views of this workspace, and a field that saves the one that is shown.

    Args:
        page: the name of the page that is shown.
    """
    views = current_workspace().saved_views.all()
    # A popover of another key is a closed one: it closes once a view was saved.
    key = f"saved-views-{st.session_state.get(_DONE, 0)}"
    words = f"Saved views ({len(views)})" if views else "Saved views"
    with st.popover(words, icon=":material/bookmark:", width="stretch", key=key):
        if may(Act.SAVE_VIEW):
            _offer_saving(page)
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(label(problem))
        for view in views:
            _show(view)
        if not views:
            st.caption("None yet. Everything that you choose sits in the address, so that a link restores it too.")


def _offer_saving(page: str) -> None:
    with st.form("save-view", border=False, clear_on_submit=False):
        st.text_input(
            "Save this view as", key="view-name", max_chars=80, placeholder="Sanctions, since May",
            help="The page with its filters and all that is chosen on it. It opens with what is in the workspace then.",
        )  # fmt: skip
        st.form_submit_button("Save", type="primary", on_click=_save, args=(page,))


def address_of(view: SavedView) -> str:
    """The address of a view, relative to any page's; the overview has no name there."""
    page = "./" if view.page == "overview" else view.page
    return f"{page}?{urlencode(dict(view.query), doseq=True)}"


def _show(view: SavedView) -> None:
    if st.session_state.get(_RENAMING) == view.id:
        st.text_input(
            "New name", value=view.name, max_chars=80, key=f"rename-view-{view.id}", on_change=_rename, args=(view,)
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"saved-view-{view.id}"):
        # A link of the browser's own and no page_link: a new session has the view's values and no others.
        fresh = new_hits(current_workspace(), view)
        news = f", {plural(fresh, 'new statement')} with its words" if fresh else ""
        st.html(
            f"<a class='parley-saved' target='_self' href='{escape(address_of(view))}'>{escape(view.name)}</a>"
            f"<small class='parley-saved'>{escape(title(view.page))}{news}</small>"
        )
        if not may(Act.DELETE_VIEW):
            return
        st.button(
            "", key=f"edit-view-{view.id}", icon=":material/edit:", type="tertiary", help="Rename", width="content",
            on_click=st.session_state.update, args=({_RENAMING: view.id},),
        )  # fmt: skip
        st.button(
            "", key=f"delete-view-{view.id}", icon=":material/delete:", type="tertiary", help="Delete", width="content",
            on_click=_delete, args=(view.id,),
        )  # fmt: skip


def _save(page: str) -> None:
    # The workspace's own name too, also where it is the one shown at first.
    query = {name: st.query_params.get_all(name) for name in st.query_params} | {KEY: [current_name()]}
    try:
        current_workspace().saved_views.save(st.session_state["view-name"], page, query, current_user())
    except StoreError as problem:
        st.session_state[_PROBLEM] = told(problem)
    else:
        st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
        st.session_state["view-name"] = ""
        st.toast("Saved.")


def _delete(view_id: int) -> None:
    current_workspace().saved_views.delete(view_id)


def _rename(view: SavedView) -> None:
    try:
        current_workspace().saved_views.rename(view.id, st.session_state[f"rename-view-{view.id}"])
    except StoreError as problem:
        st.session_state[_PROBLEM] = told(problem)
    st.session_state.pop(_RENAMING, None)
