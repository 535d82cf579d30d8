"""What the page Blocs draws from, found once a change of the workspace or of the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters
from analysis.views.matrix import Groups, Rows, cells
from analysis.views.polarisation import Month, polarisation
from pages.shared.counting import current_groups
from pages.shared.evidence import gather, state_of

if TYPE_CHECKING:
    import pandas as pd


def current_cells(filters: Filters, rows: Rows) -> pd.DataFrame:
    """The matrix of what the filters leave, all days together."""
    return _cells(*state_of(filters), rows.value, filters, rows, current_groups())


def current_polarisation(filters: Filters, months: int) -> list[Month]:
    """How polarised the parties are in what the filters leave; so many months are taken together."""
    return _polarisation(*state_of(filters), months, filters)


@st.cache_resource(max_entries=24, show_spinner=False)
def _cells(
    path: str,  # noqa: ARG001
    change: int,  # noqa: ARG001
    wanted: str,  # noqa: ARG001
    of: str,  # noqa: ARG001
    _filters: Filters,
    _rows: Rows,
    _groups: Groups,
) -> pd.DataFrame:
    return cells(gather(_filters).codings, _rows, groups=_groups)


@st.cache_resource(max_entries=24, show_spinner=False)
def _polarisation(path: str, change: int, wanted: str, months: int, _filters: Filters) -> list[Month]:  # noqa: ARG001
    return polarisation(gather(_filters).codings, months)
