"""Figures as lines from 0 to 1, with their intervals: how right Parley is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.views.accuracy import Bar
from pages.shared.text import escape


def legend() -> None:
    """What the marks of a line are."""
    st.html(
        "<p class='parley-legend parley-bars-legend'><span><i class='dot'></i> Parley</span>"
        "<span><i class='between'></i> where it would lie, 95 times of 100, on other articles of the kind</span>"
        "<span><i class='people'></i> two people with each other</span></p>"
    )


def show_bars(title: str, words: str, bars: Sequence[Bar]) -> None:
    """Figures under a heading.

    Args:
        title: of what.
        words: more on it.
        bars: the figures.
    """
    about = f"<p>{escape(words)}</p>" if words else ""
    st.html(
        f"<section class='parley-bars'><h3>{escape(title)}</h3>{about}<dl>{''.join(map(_bar, bars))}</dl></section>"
    )


def _bar(bar: Bar) -> str:
    return (
        f"<div><dt>{escape(bar.name)}<b>{escape(bar.value)}</b></dt>"
        f"<dd>{_line(bar)}<span>{escape(bar.means)}</span><small>{escape(bar.remark)}</small></dd></div>"
    )


def _line(bar: Bar) -> str:
    """The marks alone; the words beside them say the same."""
    between = people = ""
    if bar.low is not None and bar.high is not None:
        between = f"<i class='between' style='left:{bar.low:.1%};width:{bar.high - bar.low:.1%}'></i>"
    if bar.people is not None:
        people = f"<i class='people' style='left:{bar.people:.1%}'></i>"
    return f"<div class='line' aria-hidden='true'>{between}{people}<i class='dot' style='left:{bar.at:.1%}'></i></div>"
