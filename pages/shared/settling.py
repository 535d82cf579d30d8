"""Keeps what stays loaded out of the search for garbage, which Streamlit makes after every run of a page."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:  # noqa: ARG001
    """Set what is loaded apart, once a page: its libraries are there after its first run.

    Looking through them took a third of each run's time. What is set apart is still freed when nothing refers to it.
    """
    gc.collect()
    gc.freeze()
