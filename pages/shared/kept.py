"""What is drawn, made once for all sessions until the workspace changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import streamlit as st

from pages.shared.workspace import current_state

_Made = TypeVar("_Made")


def kept(make: Callable[[], _Made], *of: object) -> _Made:
    """What a function makes, kept until the workspace changes; nobody may write to it.

    Args:
        make: called where there is none.
        of: what it is, and all that it depends on besides the workspace, by what ``repr`` gives of it.
    """
    return cast("_Made", _kept(*current_state(), repr(of), make))


@st.cache_resource(max_entries=256, show_spinner=False)
def _kept(path: str, change: int, of: str, _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()
