"""Events over time; a click opens every sentence that reports one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.views.lanes import Lanes
from analysis.views.style import plural
from analysis.views.timeline import find, reports, undated
from analysis.views.timeline_bins import too_many
from analysis.views.timeline_figure import describe, event_of_point, figure
from pages.shared.card import show_reports
from pages.shared.event_counts import show_counts, show_undated
from pages.shared.event_table import event_table
from pages.shared.evidence import gather, happenings_around, single_happenings
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.kept import kept
from pages.shared.navigation import asked_for, link
from pages.shared.parts import CHART, detail, head, nothing_here, scroll_to, section
from pages.shared.text import shorten
from pages.shared.workspace import current_theme_names

filters = current_filters()
evidence, events = gather(filters), single_happenings(filters)
counting = too_many(evidence.events)


def open_event() -> None:
    """Put the event that was clicked into the address; the page reads it from there."""
    if key := event_of_point(st.session_state["timeline"]):
        st.query_params["event"] = key


def open_row(keys: list[str]) -> None:
    """The same for a row of the table, which the keyboard reaches too."""
    for number in st.session_state["event-table"]["selection"]["rows"]:
        st.query_params["event"] = keys[number]


head(
    "Timeline", "What happened and what is planned, as the articles report it. A click opens every report of an event."
)
show_active_filters()
if evidence.events.empty:
    nothing_here("event", any_articles=len(evidence.articles) > 0)
    st.stop()

lanes = st.segmented_control(
    "Lanes by", list(Lanes), default=Lanes.PARTY, required=True, key="lanes", bind="query-params",
    persist_state="session", format_func=lambda lanes: lanes.value.capitalize(),
)  # fmt: skip
loose, unknown = undated(events), int(evidence.events["first_day"].isna().sum())
left, right = st.columns([4, 1.25], gap="medium") if unknown else (st.container(), None)
with left:
    if counting:
        show_counts(filters, lanes)
    else:
        st.plotly_chart(
            kept(lambda: figure(events, lanes, current_theme_names()), "timeline", filters, lanes),
            key="timeline",
            on_select=open_event,
            selection_mode="points",
            config=CHART,
            alt=describe(events),
        )
        st.caption(
            f"{describe(events)} Larger: in more articles; the smallest rest on one. Hollow: planned. Faded: low "
            "confidence. A line: some day between its ends. The buttons above and the strip below zoom; drag to move."
        )
        with st.expander("The events as a table", icon=":material/table:"):
            dated = [event for event in events if event.date]
            st.dataframe(
                kept(lambda: event_table(dated), "event table", filters), key="event-table",
                on_select=partial(open_row, [event.key for event in dated]), selection_mode="single-row",
                hide_index=True, alt=describe(events),
            )  # fmt: skip
if right:
    with right:
        without = plural(len(loose), "event") if loose else plural(unknown, "report")
        section("Date unknown", f"{without} that the articles don’t date.")
        with st.container(height=420, border=False, key="undated-events"):
            for event in loose[:60]:
                doubt = f" ({'; '.join(event.doubts)})" if event.doubts else ""
                words = f"{event.type_words.capitalize()}: {shorten(event.label, 90)}{doubt}"
                link("timeline", words, event=event.key)
            if not loose:
                show_undated(evidence.events)

if asked := asked_for("event"):
    around = events if find(events, asked) or not asked.isdigit() else happenings_around(filters, int(asked))
    event = find(around, asked)
    detail()
    scroll_to("parley-detail", asked)
    if event is None:
        section("This event is not here", "The filters that are on leave it out, or its article is gone.")
        st.stop()
    state = "Planned" if event.planned else "Reported"
    where = f", {event.place}" if event.place else ""
    section(event.label, f"{state}: {event.type_words}, {event.when}{where}. {', '.join(event.parties)}")
    doubts = f" {'; '.join(event.doubts).capitalize()}." if event.doubts else ""
    count = f"{plural(len(event.report_ids), 'report')} in {plural(event.articles, 'article')}"
    st.caption(f"{count}, reprints counted once.{doubts}")
    show_reports(reports(evidence.events, around, asked).to_dict("records"), key="report")
elif not counting:
    st.caption("Click a point to read every report of that event.")
