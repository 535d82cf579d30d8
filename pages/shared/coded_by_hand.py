"""Takes in what people coded in another tool."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from analysis.access import Act
from analysis.background import ensure_worker
from analysis.exchange.coded_by_hand import Placed, place_codings
from analysis.reading.coded_files import is_coded
from analysis.reading.errors import UnreadableError
from analysis.reading.reading_process import ReadingProcess
from analysis.views.style import plural
from pages.shared.parts import section
from pages.shared.text import label
from pages.shared.user import may, told
from pages.shared.workspace import current_workspace

_KEY = "coded-by-hand"


def take_in() -> None:
    """A place for a DNA database or event list, and the report of what could not be taken over; for who may correct."""
    if not may(Act.CORRECT):
        return
    section(
        "Coded by hand",
        "Add a DNA database or event list: its documents become articles, its codings corrections where Parley found "
        "the statement. One step undoes them.",
    )
    st.file_uploader(
        "DNA database or event list",
        type=["dna", "csv"],
        key=_KEY,
        on_change=_take,
        help="If its documents are new here they are analysed first; then add the file again for its codings.",
    )
    if problem := st.session_state.pop("coded-problem", None):
        st.error(label(problem))
    if placed := st.session_state.get("coded-report"):
        _show(placed)


def _take() -> None:
    upload = st.session_state[_KEY]
    st.session_state.pop("coded-report", None)
    if upload is None:
        return
    workspace, data = current_workspace(), upload.getvalue()
    if not is_coded(data):
        st.session_state["coded-problem"] = f"{upload.name} is no DNA database and no DNA event list."
        return
    try:
        with ReadingProcess() as process:
            placed = place_codings(workspace, process.codings(upload.name, data), f"coded in {upload.name}")
    except UnreadableError as error:
        st.session_state["coded-problem"] = told(error)
        return
    if placed.missing:
        workspace.queue.put_all([(upload.name, data, None)])
        ensure_worker(workspace)
    st.session_state["coded-report"] = placed


def _show(placed: Placed) -> None:
    st.success(f"{plural(placed.placed, 'statement')} taken over as checked by a person.", icon=":material/check:")
    if placed.missing:
        st.info(
            f"{plural(len(placed.missing), 'document')} are new here and are being analysed. Add the file again when "
            "they are on the page Articles.",
            icon=":material/hourglass_top:",
        )
    if placed.unplaced:
        st.warning(f"{plural(len(placed.unplaced), 'coding')} could not be taken over:", icon=":material/warning:")
        st.dataframe(pd.DataFrame([asdict(one) for one in placed.unplaced]), hide_index=True)
