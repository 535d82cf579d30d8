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


def show_bars(title: str, words: str, bars: Sequence[Bar], opened: bool = True) -> None:
    """Figures under a heading that folds them; folded it still says the first one.

    Args:
        title: of what.
        words: more on it.
        bars: the figures.
        opened: whether they are unfolded at first.
    """
    first = "".join(f"<b>{escape(bar.name)}: {escape(bar.value)}</b>" for bar in bars[:1])
    about = f"<p>{escape(words)}</p>" if words else ""
    st.html(
        f"<details class='parley-bars'{' open' if opened else ''}><summary><h3>{escape(title)}</h3>{first}</summary>"
        f"{about}<dl>{''.join(map(_bar, bars))}</dl></details>"
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
