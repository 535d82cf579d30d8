"""The timeline where there are too many reports to show one by one: counts by lane and time, a click opens a time."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from analysis.store import Filters
from analysis.views.lanes import Lanes
from analysis.views.timeline import themes_of_events
from analysis.views.timeline_bins import MOST_SINGLE, bins, describe, figure, time_in_words, time_of_square
from pages.shared.evidence import current_options, gather
from pages.shared.kept import kept
from pages.shared.navigation import link
from pages.shared.parts import CHART
from pages.shared.text import shorten
from pages.shared.workspace import current_theme_names, current_workspace

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.store.selected import Selected

_PER_PAGE = 20


class _Counts(NamedTuple):
    """The counts, their figure and their table as they are shown, and what they show in words."""

    counted: pd.DataFrame
    drawn: go.Figure
    table: pd.DataFrame
    words: str


def show_counts(filters: Filters, lanes: Lanes) -> None:
    """The figure of counts and its table; both open a time, by filtering for it."""
    made = kept(lambda: _counts(filters, lanes), "event counts", filters, lanes)
    st.plotly_chart(
        made.drawn, key="event-counts", on_select=partial(_open_square, lanes), selection_mode="points",
        config=CHART, alt=made.words,
    )  # fmt: skip
    st.caption(
        f"{made.words} More than {MOST_SINGLE:,} reports are counted. A click on a square sets the filters to "
        "its time; fewer reports are shown as the events that they tell of."
    )
    with st.expander("The counts as a table", icon=":material/table:"):
        st.dataframe(
            made.table, key="event-counts-table", on_select=partial(_open_row, made.counted, lanes),
            selection_mode="single-row", hide_index=True, alt=made.words,
        )  # fmt: skip


def show_undated(events: Selected) -> None:
    """The reports that have no date, where they are too many to be put together: the last published, page by page."""
    unknown = events["published"][events["first_day"].isna()].sort_values(ascending=False, kind="stable").index
    pages = -(-len(unknown) // _PER_PAGE)
    shown = min(st.session_state.get("undated-page", 1), pages)
    rows = current_workspace().frames.with_texts(events.take(unknown[(shown - 1) * _PER_PAGE : shown * _PER_PAGE]))
    for row in rows.to_dict("records"):
        link("timeline", shorten(" ".join(row["text"].split()), 90), event=row["event_id"])
    if pages > 1:
        st.pagination(pages, key="undated-page")


def _open_square(lanes: Lanes) -> None:
    if found := time_of_square(st.session_state["event-counts"]):
        _open(*found, lanes)


def _open_row(counted: pd.DataFrame, lanes: Lanes) -> None:
    for number in st.session_state["event-counts-table"]["selection"]["rows"]:
        row = counted.iloc[number]
        _open(row["begin"], row["end"], row["lane"], lanes)


def _open(begin: dt.date, end: dt.date, lane: str, lanes: Lanes) -> None:
    """Filter for a square's time and, where its lane is a party that can be filtered by, for that."""
    st.session_state.update({"since": begin, "until": end})
    if lanes is Lanes.PARTY and lane in current_options().parties:
        st.session_state["party"] = [lane]


def _table(counted: pd.DataFrame) -> pd.DataFrame:
    shown = {"label": "Lane", "time": "When", "reports": "Reports", "planned": "Planned"}
    timed = counted.assign(time=[time_in_words(row) for row in counted.to_dict("records")])
    return timed[list(shown)].rename(columns=shown)


def _counts(filters: Filters, lanes: Lanes) -> _Counts:
    evidence = gather(filters)
    by_theme = lanes is Lanes.THEME
    themes = themes_of_events(evidence.events, evidence.statements, evidence.codings) if by_theme else None
    counted = bins(evidence.events, lanes, current_theme_names(), themes)
    return _Counts(counted, figure(counted, lanes), _table(counted), describe(counted))
