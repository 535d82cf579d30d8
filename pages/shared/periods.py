"""The time that the matrix shows: all up to a day, or two periods side by side."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analysis.views.day_numbers import Covered
from analysis.views.days import day_in_words
from analysis.views.matrix import ALWAYS, Period


def choose_day(days: Covered | None) -> Period:
    """Everything up to a day, chosen on a slider; at its right end the undated count too.

    Args:
        days: that the statements cover.
    """
    if not days or days.first == days.last:
        return ALWAYS
    _fit("as_of", days.first, days.last)
    day = st.slider(
        "As of",
        days.first,
        days.last,
        value=days.last,
        format="D MMM YYYY",
        key="as_of",
        bind="query-params",
        persist_state="session",
        help="The matrix as it stood on that day. At the right end everything counts, also what has no date.",
    )
    return ALWAYS if day >= days.last else Period(until=day)


def choose_period(days: Covered | None) -> Period:
    """A time chosen on a slider with two ends; with both at the ends of the slider everything counts, undated too.

    Args:
        days: that what is shown covers.
    """
    if not days or days.first == days.last:
        return ALWAYS
    _fit("between", days.first, days.last)
    since, until = st.slider(
        "Between",
        days.first,
        days.last,
        value=(days.first, days.last),
        format="D MMM YYYY",
        key="between",
        bind="query-params",
        persist_state="session",
        help="Only what is of these days. From end to end everything counts, also what has no date.",
    )
    return ALWAYS if (since, until) == (days.first, days.last) else Period(since, until)


def choose_periods(days: Covered | None) -> dict[str, Period]:
    """Two periods, each chosen on a slider; at first the two halves of the statements."""
    if not days or days.first == days.last:
        st.caption("The statements are all of one day, or undated: there are no two periods to compare.")
        return {
            "before": Period(until=days.first if days else None),
            "after": Period(until=days.first if days else None),
        }
    middle = days.middle if days.middle > days.first else days.last
    halves = {
        "before": ("First period", (days.first, middle - dt.timedelta(days=1))),
        "after": ("Second period", (middle, days.last)),
    }
    chosen = {}
    for key in halves:
        _fit(f"{key}_period", days.first, days.last)
    for column, (key, (words, half)) in zip(st.columns(2, gap="large"), halves.items(), strict=True):
        since, until = column.slider(
            words,
            days.first,
            days.last,
            value=half,
            format="D MMM YYYY",
            key=f"{key}_period",
            bind="query-params",
            persist_state="session",
        )
        chosen[key] = Period(since, until)
    return chosen


def in_words(period: Period) -> str:
    """A period as it is read: "17 April 2025 – 2 May 2025"."""
    if period.since and period.until:
        return f"{day_in_words(period.since)} – {day_in_words(period.until)}"
    return f"until {day_in_words(period.until)}" if period.until else "all days"


def _fit(key: str, first: dt.date, last: dt.date) -> None:
    """Bring a slider's value into its range, which follows the workspace: Streamlit refuses a value outside of it.

    A value at the right end stays there when later statements come in.
    """
    value, end = st.session_state.get(key), st.session_state.get(f"{key}-end", last)
    st.session_state[f"{key}-end"] = last
    if isinstance(value, dt.date):
        st.session_state[key] = last if value == end else min(max(value, first), last)
    elif value:
        since, until = (min(max(day, first), last) for day in value)
        st.session_state[key] = (since, last if value[1] == end else until)
