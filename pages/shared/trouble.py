"""What keeps a workspace from being shown or written to, said on the page in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analysis.store import StoreError
from pages.shared.text import label
from pages.shared.user import told


@contextmanager
def trouble_said() -> Iterator[None]:
    """Say what is wrong with the workspace and end the page there; the rest of it would run into the same."""
    try:
        yield
    except StoreError as problem:
        st.error(label(told(problem)), icon=":material/error:")
        st.stop()
