"""Groups of parties: made, changed and deleted in place."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.access import Act
from analysis.store import StoreError
from pages.shared.evidence import current_options
from pages.shared.navigation import link
from pages.shared.parts import callout, empty, section
from pages.shared.text import escape, label
from pages.shared.user import current_user, may, told
from pages.shared.workspace import current_workspace


def show_groups() -> None:
    """The groups that there are, each with its parties to change, and a form that makes one."""
    groups = current_workspace().actors.groups()
    parties = [*current_options().parties]
    parties += [party for members in groups.values() for party in members if party not in parties]
    callout(
        "A group stands for its parties: choose it as a party in the filters, or show groups as rows of the stance "
        "matrix. A party may be in several groups."
    )
    if not groups:
        empty("No groups yet", "Make one, such as European allies, of the parties that you want to see as one.")
    for group, members in groups.items():
        _show_group(group, members, parties)
    if may(Act.CHANGE_ACTOR):
        _offer_group(parties)
    if problem := st.session_state.pop("group-problem", None):
        st.error(label(problem))


def _offer_group(parties: list[str]) -> None:
    section("Make a group")
    # A form of another key is an empty one: it empties itself once it has made a group, and not after a mistake.
    made = st.session_state.get("groups-made", 0)
    with st.form(f"new-group-{made}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Name of the group", key=f"group-name-{made}", placeholder="European allies", max_chars=60)
        st.multiselect("Its parties", parties, key=f"group-parties-{made}", placeholder="Choose parties")
        st.form_submit_button("Make the group", type="primary", on_click=_make, args=(made,))


def _show_group(group: str, members: tuple[str, ...], parties: list[str]) -> None:
    with st.container(key=f"row-group-{group}"):
        st.html(f"<div class='parley-row'><b>{escape(group)}</b></div>")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            if may(Act.CHANGE_ACTOR):
                _offer_changes(group, members, parties)
            for party in members:
                link("actors", party, who=party)


def _offer_changes(group: str, members: tuple[str, ...], parties: list[str]) -> None:
    key = f"members-{group}-{'|'.join(members)}"
    chosen = st.multiselect(
        "Its parties", parties, default=list(members), key=key, label_visibility="collapsed", width="stretch"
    )
    st.button(
        "Save", key=f"save-{group}", on_click=_try, disabled=list(chosen) == list(members),
        args=(lambda: current_workspace().actors.set_group(group, st.session_state[key], current_user()),),
    )  # fmt: skip
    st.button(
        "Delete", key=f"delete-{group}", icon=":material/delete:", type="tertiary", on_click=_try,
        args=(lambda: current_workspace().actors.delete_group(group, current_user()),),
        help="Its parties stay. The log can bring the group back.",
    )  # fmt: skip


def _make(made: int) -> None:
    name, parties = st.session_state[f"group-name-{made}"], st.session_state[f"group-parties-{made}"]
    _try(lambda: current_workspace().actors.set_group(name, parties, current_user()))
    if "group-problem" not in st.session_state:
        st.session_state["groups-made"] = made + 1


def _try(change: Callable[[], int]) -> None:
    """Make a change, or keep what stands against it for the page to say."""
    try:
        change()
    except StoreError as problem:
        st.session_state["group-problem"] = told(problem)
