"""The parts of the page Changes, each a view of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.store import Filters
from analysis.views.contradictions import Between
from analysis.views.days import day_in_words
from analysis.views.drift import describe, points, undated
from analysis.views.latest import MOST
from analysis.views.style import in_sentence, plural, theme_name
from analysis.views.timeline import find, reports
from analysis.views.turning_points import MOST_DAYS, MOST_TURNS
from analysis.views.turning_points_figure import figure, in_words, table
from pages.shared import findings
from pages.shared.article_list import show_article
from pages.shared.card import cards_by_id, show_card, show_cards, show_report, told
from pages.shared.cells import changes
from pages.shared.evidence import gather
from pages.shared.kept import kept
from pages.shared.navigation import asked_for, link
from pages.shared.pairs import first_of, more_of, shown_of, side_by_side
from pages.shared.parts import CHART, empty, section
from pages.shared.visits import last_visit
from pages.shared.workspace import current_theme_names, current_workspace

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.views.said_and_done import SaidAndDone
    from analysis.views.timeline import TimelineEvent
    from analysis.views.turning_points import TurningPoint

_VISIT = "My last visit"
_SPANS = {_VISIT: 0, "24 hours": 1, "7 days": 7, "30 days": 30}


def show_new(filters: Filters) -> None:
    """What came in since the last visit, or in the last days."""
    since = st.segmented_control(
        "Since", list(_SPANS), default=_VISIT, required=True, key="since_when", bind="query-params",
        persist_state="session", help="A visit ends after 30 minutes without a click.",
    )  # fmt: skip
    visit = last_visit()
    # By the hour, so that what was found an instant ago is not looked for anew.
    now = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
    moment = visit if since == _VISIT else now - dt.timedelta(days=_SPANS[since])
    if moment is None:
        empty("This is your first visit here", "From your next one on, what came in since then stands here.")
        return
    new = findings.new_since(filters, moment)
    when = f"your last visit, {day_in_words(moment.date())} {moment:%H:%M} UTC" if since == _VISIT else f"{since} ago"
    if new.articles.empty:
        empty("Nothing new", f"No article came in since {when}.")
        return
    found = f"{plural(len(new.articles), 'article')} with {plural(len(new.statement_ids), 'statement')}"
    section(f"New since {when}", f"{found}.")
    if len(new.moved):
        st.markdown("**What they moved in the matrix**")
        st.dataframe(changes(new.moved, current_theme_names()), hide_index=True)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_cards(new.statement_ids, key="new")
    with right:
        shown = new.articles.head(shown_of("new-articles"))
        for article in current_workspace().frames.with_texts(shown).to_dict("records"):
            show_article(article)
        more_of(new.articles, "new-articles")


def show_turns(filters: Filters) -> None:
    """Where a stance turned: all turns as a table, and the one chosen with its path and its two statements."""
    names, turns = current_theme_names(), findings.turning_points(filters)
    if not turns:
        empty("No turn", "No party’s stance on a theme moved by 0.5 or more, on the scale from -1 to +1.")
        return

    def choose() -> None:
        for number in st.session_state["turns"]["selection"]["rows"]:
            turn = turns[number]
            st.query_params.update({"row": turn.party, "column": turn.theme, "of": turn.first_after.isoformat()})

    st.caption(
        "A turn is a shift of a party’s stance on a theme by at least 0.5, on the scale from -1 to +1. How sure it is: "
        "how often the same days in a random order would be parted as sharply. A party that spoke on a theme on more "
        f"than {MOST_DAYS} days is followed by the week. Choose a row to see its path."
    )
    if len(turns) == MOST_TURNS:
        st.caption(f"There are very many: these are the {MOST_TURNS} that explain most. Filters bring others.")
    st.dataframe(
        table(turns, names), key="turns", on_select=choose, selection_mode="single-row", hide_index=True,
        alt=f"{plural(len(turns), 'turn')}, the surest first: {in_words(turns[0], names)}.",
    )  # fmt: skip
    asked = tuple(asked_for(name) for name in ("row", "column", "of"))
    turn = next((one for one in turns if (one.party, one.theme, one.first_after.isoformat()) == asked), turns[0])
    section(in_words(turn, names), f"How sure: {turn.sureness}.")
    statements = (turn.statement_before, turn.statement_after)
    side_by_side(
        cards_by_id(statements),
        statements,
        (f"Before, {day_in_words(turn.last_before)}", f"After, {day_in_words(turn.first_after)}"),
        key="turn",
    )
    own = [one for one in turns if (one.party, one.theme) == (turn.party, turn.theme)]
    drawn, words, left_out = kept(
        lambda: _path_drawn(filters, own, theme_name(turn.theme, names)), "turn path", filters, turn.party, turn.theme
    )
    st.plotly_chart(drawn, key="turn-path", config=CHART, alt=words)
    st.caption(
        f"{words}{left_out} A dotted line is a turn that may be chance, or that rests on few days, one outlet or "
        "unsure stances."
    )
    cell = {"row": turn.party, "column": turn.theme, "rows": "Parties"}
    link("matrix", "All statements of this cell", ":material/grid_on:", **cell)


def _path_drawn(filters: Filters, own: Sequence[TurningPoint], name: str) -> tuple[go.Figure, str, str]:
    """The path of a party on a theme with its turns, the same in words, and what has no place in it."""
    codings, party, theme = gather(filters).codings, own[0].party, own[0].theme
    path = points(codings, party, theme)
    return figure(path, own, party, name), describe(path, party, name), undated(codings, party, theme)


def show_contradictions(filters: Filters) -> None:
    """Opposite stances of one party, or of two of its speakers, close in time."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        between = st.segmented_control(
            "Between", list(Between), default=Between.ANY, required=True, key="between", bind="query-params",
            persist_state="session", format_func=lambda one: one.value.capitalize(),
        )  # fmt: skip
        days = st.slider(
            "Within days", 1, 365, value=30, key="within", bind="query-params", persist_state="session", width=260,
            help="Further apart in time it is a change of mind; see the turning points.",
        )  # fmt: skip
    found = findings.contradictions(filters, days, Between(between))
    if not found:
        empty("No contradiction", f"No party took both sides of a theme within {plural(days, 'day')}.")
        return
    st.caption(f"{plural(len(found), 'pair')}, the furthest apart first. Whether a pair is one, its sentences say.")
    shown = first_of(found, "contradictions")
    cards = cards_by_id([id_ for pair in shown for id_ in (pair.earlier, pair.later)])
    for pair in shown:
        apart = (pair.later_day - pair.earlier_day).days
        when = f"{plural(apart, 'day')} apart" if apart else "on the same day"
        section(f"{pair.party} on {in_sentence(theme_name(pair.theme, current_theme_names()))}", f"{when}, {pair.by}")
        side_by_side(
            cards,
            (pair.earlier, pair.later),
            (
                f"{day_in_words(pair.earlier_day)}: {pair.earlier_score:+.2f}",
                f"{day_in_words(pair.later_day)}: {pair.later_score:+.2f}",
            ),
            key=f"pair-{pair.earlier}-{pair.later}-{pair.theme}",
        )
    more_of(found, "contradictions")


def show_said_and_done(filters: Filters) -> None:
    """Events beside the statements that announced, conditioned or denied them."""
    pairs, read = findings.said_and_done(filters), findings.recent(filters)
    if not pairs:
        empty("No pair", "No dated event could be tied to an earlier statement of a party that takes part in it.")
        _say_how_far(read)
        return
    st.caption(
        f"{plural(len(pairs), 'pair')}, those tied best first. Each says why it is one; words can tie what has nothing "
        "to do with each other, so read both."
    )
    _say_how_far(read)
    shown = first_of(pairs, "said")
    cards, first = cards_by_id([pair.statement_id for pair in shown]), _first_reports(filters, shown)
    for pair in shown:
        if pair.event_key not in first:
            continue
        event, report = first[pair.event_key]
        section(event.label, f"{'; '.join((event.when, *event.doubts))}. {pair.why}")
        said, done = st.columns(2, gap="medium")
        key = f"said-{pair.statement_id}-{pair.event_key}"
        with said:
            show_card(cards[pair.statement_id], key)
        with done:
            show_report(report, key)
            link("timeline", "All reports of this event", ":material/timeline:", event=pair.event_key)
    more_of(pairs, "said")


def show_deadlines(filters: Filters) -> None:
    """Deadlines that were set, whether they have passed, and what was reported after."""
    found, read = findings.deadlines(filters), findings.recent(filters)
    if not found:
        empty("No deadline", "No dated statement sets one, such as “by Friday” or “within 50 days”.")
        _say_how_far(read)
        return
    seen = f" The last statement here is of {day_in_words(read.last)}." if read.last else ""
    st.caption(f"{plural(len(found), 'deadline')}, as of today, {day_in_words(dt.date.today())}.{seen}")
    _say_how_far(read)
    shown = first_of(found, "deadlines")
    cards = cards_by_id([deadline.statement_id for deadline in shown])
    for deadline in shown:
        state = deadline.state(dt.date.today(), read.last)
        section(
            f"“{deadline.words}”: {day_in_words(deadline.due)}", f"Set on {day_in_words(deadline.said)}; it {state}."
        )
        said, after = st.columns(2, gap="medium")
        with said:
            show_card(cards[deadline.statement_id], f"deadline-{deadline.statement_id}-{deadline.due}")
        with after:
            st.caption("Reported since, of the same party and matter, up to 30 days after it")
            for event in filter(None, (find(read.happenings, key) for key in deadline.after)):
                doubt = f" ({'; '.join(event.doubts)})" if event.doubts else ""
                link("timeline", f"{event.when}: {event.label}{doubt}", ":material/event:", event=event.key)
            if not deadline.after:
                st.caption("Nothing in these articles.")
    more_of(found, "deadlines")


def _first_reports(
    filters: Filters, pairs: Sequence[SaidAndDone]
) -> dict[str, tuple[TimelineEvent, Mapping[Any, Any]]]:
    """The events of pairs by their keys, each with the report that was published first."""

    def read() -> dict[str, tuple[TimelineEvent, Mapping[Any, Any]]]:
        found = findings.recent(filters)
        events = [event for key in keys if (event := find(found.happenings, key))]
        rows = [reports(found.events, [event], event.key).iloc[0].to_dict() for event in events]
        return {event.key: (event, report) for event, report in zip(events, told(rows), strict=True)}

    keys = list(dict.fromkeys(pair.event_key for pair in pairs))
    return kept(read, "first reports", filters, keys)


def _say_how_far(read: findings.Recent) -> None:
    """That not all statements were read, where that is so."""
    if read.since:
        st.caption(
            f"There is too much here to read each statement: these are of those since {day_in_words(read.since)}, the "
            f"latest {MOST.statements:,} or so, or as many as go with the latest {MOST.events:,} reports of events. "
            "Filter by party, theme or time to read others."
        )
