"""One actor's page: what it is, what it says and of whom, what it takes part in, and what can be said of it."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.views.actor_log import involved
from analysis.views.actor_profile import Profile, is_outlet
from analysis.views.matrix_words import cell_doubts
from analysis.views.palette import stance_sign
from analysis.views.style import in_sentence, plural, theme_name
from pages.shared.actor_actions import show_actions
from pages.shared.actor_evidence import current_profile, gather_actors
from pages.shared.actor_log import show_change_log
from pages.shared.card import show_cards, show_reports
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.navigation import asked_for, link
from pages.shared.parts import detail, empty, head, scroll_to, section
from pages.shared.text import escape
from pages.shared.workspace import current_theme_names, current_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_REPORTS = 10


def show_actor(name: str) -> None:
    """The page of an actor or a party."""
    shown = current_profile(name, current_filters())
    if shown is None or is_outlet(gather_actors(current_filters()).mentions, name):
        words = "Outlets report what others say, and are no actors." if shown else "No article here knows this name."
        empty(f"There is no actor named {name}", words)
        return
    head(name, _in_words(shown))
    if shown.party and not shown.is_party:
        link("actors", shown.party, ":material/flag:", help="The page of this party", who=shown.party)
    show_actions(shown)
    show_active_filters()
    left, right = st.columns([3, 2], gap="large")
    with right:
        _stances(shown)
        _roles(shown)
        _others(shown.about, "about", "Speaks about", "Nobody else is mentioned in these statements.")
        _others(shown.by, "by", "Spoken about by", "No other speaker mentions this actor.")
        _names(shown)
    with left:
        _statements(shown)
        _events(shown)
        if len(involved(current_workspace().actors.log(), name)):
            section("Log", "What was said of this actor; each can be taken back.")
            show_change_log(name)


def _in_words(shown: Profile) -> str:
    kind = shown.kind.capitalize() or "Actor"
    side = " and a party" if shown.is_party else f", speaks for {shown.party}" if shown.party else ", party unknown"
    said = plural(len(shown.statement_ids), "statement")
    groups = f". In the groups {', '.join(shown.groups)}" if shown.groups else ""
    return f"{kind}{side}: {said}, {plural(len(shown.events), 'report')} of events{groups}."


def _statements(shown: Profile) -> None:
    """The cards: all, or those that a click on a table asks for."""
    what, _, which = asked_for("on").partition(":")
    ids, words = list(shown.statement_ids), "The latest first."
    table = {"about": shown.about, "by": shown.by}.get(what)
    if what == "theme":
        own = shown.stances[shown.stances["theme"] == which]["statement_ids"]
        ids, words = [*chain.from_iterable(own)], f"On {in_sentence(theme_name(which, current_theme_names()))}."
    elif table is not None:
        ids = [*chain.from_iterable(table[table["name"] == which]["statement_ids"])]
        words = f"Those that mention {which}." if what == "about" else f"Those of {which} that mention {shown.name}."
    detail()
    section("Statements", words)
    if what:
        scroll_to("parley-detail", (what, which))
        with st.container(horizontal=True, gap="small"):
            link("actors", f"All statements of {shown.name}", ":material/undo:", who=shown.name)
            if table is not None:
                link("actors", f"The page of {which}", ":material/person:", who=which)
    if not ids:
        empty("No statement", "There is none with the filters that are set.")
    show_cards(ids, key=f"actor-{shown.name}-{what}-{which}")


def _stances(shown: Profile) -> None:
    section("Stance by theme")
    if shown.stances.empty:
        st.caption("No statement takes a position on a theme of the codebook.")
        return
    import pandas as pd

    names, cells = current_theme_names(), shown.stances.to_dict("records")
    table = pd.DataFrame(
        {
            "Theme": [theme_name(theme, names) for theme in shown.stances["theme"]],
            "Stance": [_stance(cell) for cell in cells],
            "Doubts": ["; ".join(_doubts(cell)) for cell in cells],
            "Statements": shown.stances["statements"],
        }
    )
    _table(table, "theme", shown.stances["theme"].tolist())


def _stance(cell: Mapping[Any, Any]) -> str:
    return f"{stance_sign(cell['label'])} {cell['label']}" + (f" {cell['score']:+.2f}" if cell["scored"] else "")


def _doubts(cell: Mapping[Any, Any]) -> list[str]:
    """Why a stance may be less sure than it looks."""
    unsure = [f"{cell['unsure']} too unsure to count"] if cell["unsure"] else []
    return [*cell_doubts(cell), *unsure]


def _roles(shown: Profile) -> None:
    section("Roles")
    if not shown.roles:
        st.caption("No article names a role. Add one above if you know it.")
        return
    for line in shown.roles:
        side = f", for {line.party}" if line.party and line.party != shown.party else ""
        st.html(
            f"<div class='parley-row'><b>{escape(line.role)}</b>{escape(side)}"
            f"<p>{escape(line.when)} · known from {escape(line.origin)}</p></div>"
        )


def _others(others: pd.DataFrame, what: str, title: str, nobody: str) -> None:
    section(title)
    if others.empty:
        st.caption(nobody)
        return
    columns = {"name": "Actor", "party": "Party", "statements": "Statements"}
    _table(others[list(columns)].rename(columns=columns), what, others["name"].tolist())


def _names(shown: Profile) -> None:
    section("Names", "The words that mean this actor in the articles, and how often.")
    if shown.speakers:
        st.caption(f"{plural(len(shown.speakers), 'speaker')} for it: {', '.join(shown.speakers)}.")
    words = [f"{name} ({count})" if count else name for name, count in shown.names.items()]
    st.caption(f"Named: {', '.join(words) or 'nowhere'}.")
    if shown.source_mentions:
        sources = ", ".join(f"{name} ({count})" for name, count in shown.source_mentions.items())
        st.caption(f"As a source: {sources}.")


def _events(shown: Profile) -> None:
    section("Events", "Reports that name this actor, the latest first.")
    if shown.events.empty:
        st.caption("None.")
    show_reports(shown.events.head(_REPORTS).to_dict("records"), key="actor-event")
    if len(shown.events) > _REPORTS:
        st.caption(f"And {len(shown.events) - _REPORTS} more: see the timeline, with its party as a filter.")


def _table(table: pd.DataFrame, what: str, keys: list[str]) -> None:
    """A table whose rows open their statements."""
    st.dataframe(
        table,
        key=f"actor-{what}",
        on_select=partial(_open, what, keys),
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(table), 250),
    )


def _open(what: str, keys: list[str]) -> None:
    rows = st.session_state[f"actor-{what}"]["selection"]["rows"]
    if rows:
        st.query_params["on"] = f"{what}:{keys[rows[0]]}"
    else:
        st.query_params.pop("on", None)
