"""What is loaded, what is new, who speaks on what, how positions stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.home import DEMO
from analysis.views.days import day_in_words
from analysis.views.matrix_figure import cell_of_point
from analysis.views.overview import counts, latest_articles, latest_statements, positions_now, who_speaks_on_what
from analysis.views.overview_figures import describe_positions, describe_speaking, positions_figure, speaking_figure
from analysis.views.style import plural
from pages.shared.article_list import show_article
from pages.shared.card import show_cards
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.kept import kept
from pages.shared.navigation import address, page
from pages.shared.parts import CHART, callout, head, nothing_here, section, stats
from pages.shared.workspace import current_name, current_theme_names, current_workspace

if TYPE_CHECKING:
    import plotly.graph_objects as go

names = current_theme_names()
filters = current_filters()
evidence = gather(filters)


def positions_drawn() -> tuple[go.Figure, str]:
    """Where the parties stand now, and the same in words."""
    positions = positions_now(evidence.codings)
    return positions_figure(positions, names), describe_positions(positions, names)


def speaking_drawn() -> tuple[go.Figure, str]:
    """Who speaks on what, and the same in words."""
    speaking = who_speaks_on_what(evidence.codings)
    return speaking_figure(speaking, names), describe_speaking(speaking, names)


def chart(figure: go.Figure, alt: str, key: str) -> None:
    """A figure in which a click on a party and theme opens that cell of the matrix."""
    selection = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=CHART, alt=alt)
    if cell := cell_of_point(selection):
        st.switch_page(page("matrix"), query_params=address("matrix", row=cell[0], column=cell[1], rows="Parties"))
    st.caption(alt)


head("Overview", "What is loaded, what is new, who speaks on what, and where the parties stand.")
show_active_filters()
if current_name() == DEMO:
    callout(
        "This is the demo: short dispatches on the talks over Ukraine, written for Parley from public facts. "
        "To start your own, make a new workspace in the sidebar and drop your articles on the page Articles."
    )

if evidence.statements.empty and evidence.events.empty:
    nothing_here("statement or event", any_articles=len(evidence.articles) > 0)
    st.stop()

total = kept(lambda: counts(evidence), "counts", filters)
period = f"{day_in_words(total.first)} – {day_in_words(total.last)}" if total.first and total.last else "dates unknown"
stats(
    {
        plural(total.articles, "article").split(" ", 1)[1]: (f"{total.articles:,}", period),
        "statements": (
            f"{total.statements:,}",
            f"and {total.reprints:,} repeats" if total.reprints else "each counted once",
        ),
        "reports of events": (f"{total.events:,}", f"{total.undated_events:,} without a date"),
        "speakers": (f"{total.speakers:,}", f"{plural(total.unresolved_speakers, 'statement')} of unknown speakers"),
        "parties": (f"{total.parties:,}", "that they speak for"),
    }
)
if total.undated_articles:
    callout(f"{plural(total.undated_articles, 'article')} without a publication date. Set it on the page Articles.")

left, right = st.columns(2, gap="large")
with left:
    chart(*kept(positions_drawn, "positions", filters), "positions")
with right:
    chart(*kept(speaking_drawn, "speaking", filters), "speaking")

left, right = st.columns([3, 2], gap="large")
with left:
    section("Latest statements")
    show_cards(kept(lambda: latest_statements(evidence, limit=5), "latest", filters), key="latest")
with right:
    section("Added last")
    latest = current_workspace().frames.with_texts(kept(lambda: latest_articles(evidence, limit=8), "added"))
    for article in latest.to_dict("records"):
        show_article(article)
