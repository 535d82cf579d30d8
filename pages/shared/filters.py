"""The one set of filters: every page obeys it, a page change keeps it, and it sits in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import islice

import streamlit as st

from analysis.store import Filters
from analysis.views.days import day_in_words
from analysis.views.options import Options, parties_of
from pages.shared.evidence import current_options
from pages.shared.text import escape
from pages.shared.workspace import current_theme_names

# Key of the widget and name in the address -> its value when it filters nothing.
_UNFILTERED: dict[str, object] = {
    "party": [],
    "actor": [],
    "theme": [],
    "source": [],
    "kind": [],
    "since": None,
    "until": None,
    "confidence": 0.0,
    "undated": True,
}
# The longest list of a filter: each run of a page sends it to the browser.
MOST_OFFERED = 500
_KINDS = {"direct": "quoted", "indirect": "reported", "position": "position taken", "turn": "turn in a transcript"}


def current_filters() -> Filters:
    """The filters as they are set."""
    value = {key: st.session_state.get(key, unfiltered) for key, unfiltered in _UNFILTERED.items()}
    return Filters(
        parties=parties_of(value["party"], current_options().groups),
        actors=tuple(value["actor"]),
        themes=tuple(value["theme"]),
        since=value["since"],
        until=value["until"],
        sources=tuple(value["source"]),
        kinds=tuple(value["kind"]),
        min_confidence=float(value["confidence"]),
        include_undated=bool(value["undated"]),
    )


def show_filters() -> None:
    """The widgets, for the sidebar."""
    offered, names = current_options(), current_theme_names()
    st.html("<h2 class='parley-side'>Filters</h2>")
    parties, groups = [*offered.groups, *offered.parties], {group: f"{group} (group)" for group in offered.groups}
    _choice("Party", "party", parties, "The side that a speaker speaks for, or a group of parties.", groups)
    _choice("Speaker", "actor", offered.actors, "The person or organisation that is reported to have said it.")
    _choice("Theme", "theme", offered.themes, "An issue of the codebook.", names)
    _choice("Outlet", "source", offered.sources, "Who published the article.")
    _choice("Kind of statement", "kind", offered.kinds, "How it is reported.", _KINDS)
    _dates(offered)
    st.slider(
        "Least confidence",
        0.0,
        1.0,
        step=0.05,
        key="confidence",
        bind="query-params",
        persist_state="session",
        help="How sure Parley must be of what it found. At 0 everything is shown.",
    )
    st.button(
        "Reset filters",
        icon=":material/filter_alt_off:",
        width="stretch",
        on_click=reset_filters,
        disabled=not active_filters(),
    )


def active_filters() -> list[str]:
    """What is filtered by, in words; empty where nothing is."""
    filters, names = current_filters(), current_theme_names()
    words = [
        *st.session_state.get("party", []),
        *filters.actors,
        *(names.get(theme, theme) for theme in filters.themes),
    ]
    words += [*filters.sources, *(_KINDS.get(kind, kind) for kind in filters.kinds)]
    words += [f"since {day_in_words(filters.since)}"] if filters.since else []
    words += [f"until {day_in_words(filters.until)}"] if filters.until else []
    words += [f"confidence from {filters.min_confidence:.0%}"] if filters.min_confidence else []
    return words + ([] if filters.include_undated else ["dated only"])


def show_active_filters() -> None:
    """A line that says which filters are on, with a button that takes them off; nothing where none is."""
    if words := active_filters():
        chips = "".join(f"<li>{escape(word)}</li>" for word in words)
        with st.container(key="active-filters", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f"<ul class='parley-active' aria-label='Filters that are on'>{chips}</ul>", width="content")
            st.button("Clear", key="clear-filters", type="tertiary", icon=":material/close:", on_click=reset_filters)


def reset_filters() -> None:
    """Filter nothing; for callbacks."""
    st.session_state.update(
        {key: list(value) if isinstance(value, list) else value for key, value in _UNFILTERED.items()}
    )


def _choice(words: str, key: str, offered: Collection[str], help_: str, names: dict[str, str] | None = None) -> None:
    """A multiselect that also keeps what its address asks for where this workspace has no such thing.

    Of very many it offers those with most statements, which come first; others can be typed.
    """
    known, too_many = list(islice(offered, MOST_OFFERED)), len(offered) > MOST_OFFERED
    if too_many:
        help_ += f" Offered are the {MOST_OFFERED:,} with most statements; any other can be typed."
    known += [value for value in st.session_state.get(key, []) if value not in known]
    shown = {value: (names or {}).get(value, value) for value in known}
    named = set(shown.values())
    known += [value for value in st.query_params.get_all(key) if value not in named and value not in shown]
    st.multiselect(
        words,
        known,
        format_func=lambda value: shown.get(value, value),
        key=key,
        bind="query-params",
        persist_state="session",
        help=help_,
        placeholder="All",
        accept_new_options=too_many,
    )


def _dates(offered: Options) -> None:
    first, last = offered.first or dt.date(1900, 1, 1), offered.last or dt.date(2100, 12, 31)
    for words, key in (("Since", "since"), ("Until", "until")):
        st.date_input(
            words,
            value=None,
            min_value=min(first, dt.date(1900, 1, 1)),
            max_value=max(last, dt.date(2100, 12, 31)),
            key=key,
            bind="query-params",
            persist_state="session",
            format="YYYY-MM-DD",
        )
    st.toggle(
        "Include what has no date",
        value=True,
        key="undated",
        bind="query-params",
        persist_state="session",
        help="A date is never invented; what the article leaves open stays undated.",
    )
