"""The time that the matrix shows: all up to a day, or two periods side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from analysis.views.days import day_in_words
from analysis.views.matrix import ALWAYS, Period


def choose_day(days: Sequence[dt.date]) -> Period:
    """Everything up to a day, chosen on a slider; at its right end the undated count too.

    Args:
        days: of the statements, in order.
    """
    if not days or days[0] == days[-1]:
        return ALWAYS
    _fit("as_of", days[0], days[-1])
    day = st.slider(
        "As of",
        days[0],
        days[-1],
        value=days[-1],
        format="D MMM YYYY",
        key="as_of",
        bind="query-params",
        persist_state="session",
        help="The matrix as it stood on that day. At the right end everything counts, also what has no date.",
    )
    return ALWAYS if day >= days[-1] else Period(until=day)


def choose_period(days: Sequence[dt.date]) -> Period:
    """A time chosen on a slider with two ends; with both at the ends of the slider everything counts, undated too.

    Args:
        days: of what is shown, in order.
    """
    if not days or days[0] == days[-1]:
        return ALWAYS
    _fit("between", days[0], days[-1])
    since, until = st.slider(
        "Between",
        days[0],
        days[-1],
        value=(days[0], days[-1]),
        format="D MMM YYYY",
        key="between",
        bind="query-params",
        persist_state="session",
        help="Only what is of these days. From end to end everything counts, also what has no date.",
    )
    return ALWAYS if (since, until) == (days[0], days[-1]) else Period(since, until)


def choose_periods(days: Sequence[dt.date]) -> dict[str, Period]:
    """Two periods, each chosen on a slider; at first the two halves of the statements."""
    if not days or days[0] == days[-1]:
        st.caption("The statements are all of one day, or undated: there are no two periods to compare.")
        return {"before": Period(until=days[0] if days else None), "after": Period(until=days[0] if days else None)}
    middle = days[len(days) // 2]
    middle = middle if middle > days[0] else days[-1]
    halves = {
        "before": ("First period", (days[0], middle - dt.timedelta(days=1))),
        "after": ("Second period", (middle, days[-1])),
    }
    chosen = {}
    for key in halves:
        _fit(f"{key}_period", days[0], days[-1])
    for column, (key, (words, half)) in zip(st.columns(2, gap="large"), halves.items(), strict=True):
        since, until = column.slider(
            words,
            days[0],
            days[-1],
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
