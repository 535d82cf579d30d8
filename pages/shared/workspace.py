"""The workspace that is shown, its encoder and its worker."""

from __future__ import annotations

import threading

import streamlit as st

from analysis.access import Act
from analysis.background import ensure_worker
from analysis.coding.codebook import find_codebook, load_codebook, shipped_names
from analysis.coding.encoder import EncoderProcess
from analysis.home import DEMO, create_workspace, has_workspace, list_workspaces, start_demo, workspace_place
from analysis.model import Codebook
from analysis.store import StoreError, Workspace
from analysis.store.address import Place
from analysis.views.options import theme_names
from pages.shared.frame import need_frame
from pages.shared.once_a_run import once_a_run
from pages.shared.text import label
from pages.shared.user import acting_user, may, told

KEY = "workspace"


@st.cache_resource(max_entries=8, show_spinner=False, on_release=lambda workspace: workspace.close())
def _open(shown: str, _place: Place) -> Workspace:  # noqa: ARG001
    # A browser may send any name, and opening makes what is missing: that takes a right of its own.
    if not has_workspace(_place) and _place != workspace_place(DEMO):
        raise StoreError("There is no workspace of this name here. Choose another one.")
    workspace = Workspace.open(_place)
    workspace.follow()
    return workspace


def current_name() -> str:
    """The name of the workspace that is shown: the one chosen, or the demo."""
    return str(st.session_state.get(KEY) or DEMO)


def current_workspace() -> Workspace:
    """The workspace that is shown, as this session's user may use it."""
    need_frame()
    return once_a_run(f"workspace {current_name()}", _opened)


def _opened() -> Workspace:
    user = acting_user()
    if not user.may(Act.READ):
        st.stop()  # the frame asks for a login before; whatever reaches this gets nothing
    place = workspace_place(current_name())
    return _open(str(place), place).as_user(user)


def current_state() -> tuple[str, int]:
    """The workspace that is shown and its last change: what is read of it holds until either is another.

    A run sees one state of what others change, and each of its own changes.
    """
    workspace = current_workspace()
    path = str(workspace.path)
    return once_a_run(f"change {workspace.writes} of {path}", lambda: (path, workspace.change))


def current_codebook() -> Codebook:
    """The codebook that the workspace is coded by; the shipped one before its first article."""
    state = current_state()
    return once_a_run(f"codebook of {state}", lambda: _codebook(*state, current_workspace()))


def current_theme_names() -> dict[str, str]:
    """Theme id -> name, of the codebook that the workspace is coded with."""
    return theme_names(current_codebook())


@st.cache_resource(max_entries=16, show_spinner=False)
def _codebook(path: str, change: int, _workspace: Workspace) -> Codebook:  # noqa: ARG001
    return _workspace.codebook() or load_codebook()


@st.cache_resource(show_spinner=False)
def offered_codebooks() -> dict[str, str]:
    """The codebooks that Parley brings along: id -> name."""
    return shipped_names()


@st.cache_resource(show_spinner=False)
def encoder() -> EncoderProcess:
    """The encoder's process, shared by all sessions; it loads its model in the background from the first call on."""
    process = EncoderProcess()
    threading.Thread(target=process.encode, args=([],), daemon=True).start()
    return process


def choose_workspace() -> None:
    """Widgets that choose a workspace or make one; the choice sits in the address."""
    asked = st.query_params.get(KEY)
    names = [DEMO, *(name for name in list_workspaces() if name != DEMO)]
    st.selectbox(
        "Workspace",
        names,
        key=KEY,
        bind="query-params",
        persist_state="session",
        help="A workspace is a pile of articles and everything found in them.",
    )
    if asked and asked not in names:
        st.caption("The workspace in this link is not on this machine.")
    if may(Act.CREATE_WORKSPACE):
        _offer_new_workspace()


def _offer_new_workspace() -> None:
    # A popover of another key is a closed one: it closes once it has done its work.
    key = f"new-workspace-{st.session_state.get('workspaces-made', 0)}"
    with (
        st.popover("New workspace", icon=":material/add:", width="stretch", key=key),
        st.form("new-workspace", border=False),
    ):
        st.text_input("Name", key="new-name", max_chars=60, placeholder="Kosovo talks")
        shipped = offered_codebooks()
        st.selectbox(
            "Codebook",
            list(shipped),
            format_func=shipped.__getitem__,
            key="new-codebook",
            help="The issues that statements are coded by; to be changed at any time on the page Codebook.",
        )
        st.form_submit_button("Create", type="primary", on_click=_create)
        if problem := st.session_state.pop("workspace-problem", None):
            st.error(label(problem))


def start_work() -> None:
    """Fill an empty demo, and see to it that somebody works on what waits; both happen outside of the page."""
    workspace = current_workspace()
    if current_name() == DEMO and "demo-started" not in st.session_state:
        start_demo(workspace)
        st.session_state["demo-started"] = True
    ensure_worker(workspace)


def _create() -> None:
    name, codebook = " ".join(st.session_state["new-name"].split()), st.session_state["new-codebook"]
    if codebook not in offered_codebooks():
        return  # no browser that was left alone sends it: it would be a path on this machine
    try:
        create_workspace(name, find_codebook(codebook), acting_user())
    except StoreError as problem:
        st.session_state["workspace-problem"] = told(problem)
    else:
        st.session_state[KEY] = name
        st.session_state["workspaces-made"] = st.session_state.get("workspaces-made", 0) + 1
