"""The encoder, once it is warm: no page waits for a model to load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from analysis.views.search import Mode
from pages.shared.workspace import encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOK_SECONDS = 0.5


def warm_encoder(mode: Mode) -> Callable[[Sequence[str]], NDArray[np.float32]] | None:
    """What encodes texts, or None while its model is loading; the page is then drawn anew as soon as it is ready.

    Args:
        mode: by exact words no model is needed, so that nothing is waited for.
    """
    process = encoder()
    if process.warm_now or mode is Mode.WORDS:
        return process.encode
    st.fragment(_draw_when_warm, run_every=_LOOK_SECONDS)()
    return None


def _draw_when_warm() -> None:
    if encoder().warm_now:
        st.rerun()
