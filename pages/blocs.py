"""Who stands with whom: agreement between parties, polarisation over time, parties and themes as a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.views.blocs import agreement, most_heard, themes_of_pair
from analysis.views.blocs_figure import describe as describe_agreement
from analysis.views.blocs_figure import figure as agreement_figure
from analysis.views.blocs_figure import least_width as agreement_width
from analysis.views.matrix import Rows, cell_codings
from analysis.views.matrix_figure import cell_in_words, cell_of_point
from analysis.views.polarisation import LEAST_PARTIES, LEAST_STATEMENTS, statements_of
from analysis.views.polarisation_figure import describe as describe_polarisation
from analysis.views.polarisation_figure import figure as polarisation_figure
from analysis.views.polarisation_figure import find, in_words
from analysis.views.polarisation_figure import least_width as polarisation_width
from analysis.views.style import in_sentence, plural, theme_name
from analysis.views.two_mode import two_mode
from analysis.views.two_mode_figure import describe as describe_network
from analysis.views.two_mode_figure import figure as network_figure
from analysis.views.two_mode_figure import least_width as network_width
from pages.shared.bloc_evidence import current_cells, current_polarisation
from pages.shared.card import show_cards
from pages.shared.counting import choose_rows, current_groups
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.kept import kept
from pages.shared.navigation import asked_for
from pages.shared.parts import CHART, callout, detail, head, nothing_here, scroll_to, section
from pages.shared.workspace import current_theme_names

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

AGREEMENT, POLARISATION, NETWORK = "Agreement", "Polarisation", "Network"
# The most rows that a figure has room for.
MOST = {AGREEMENT: 40, NETWORK: 20}
names, groups, filters = current_theme_names(), current_groups(), current_filters()
evidence = gather(filters)


def open_mark() -> None:
    """Put what was clicked into the address; the page reads it from there."""
    if mark := cell_of_point(st.session_state[f"blocs-{look}"]):
        st.query_params.update({"row": mark[0], "column": mark[1], "of": look})


def chart(figure: object, alt: str, width: int) -> None:
    """A figure in which a click on a mark opens its statements; it scrolls where it has not its width in pixels."""
    st.html(f"<style>[class*='st-key-wide-'] > div {{min-width: {width}px}}</style>")
    with st.container(key="wide-blocs"):
        st.plotly_chart(
            figure, key=f"blocs-{look}", on_select=open_mark, selection_mode="points", config=CHART, alt=alt
        )  # fmt: skip
    st.caption(alt)


def heard() -> tuple[pd.DataFrame, int]:
    """The cells that there is room for, and how many rows there is none for."""
    cells = most_heard(every, MOST[look])
    return cells, every["row"].nunique() - cells["row"].nunique()


def agreement_drawn() -> tuple[go.Figure, str, int]:
    """Who agrees with whom: the figure, the same in words, and its least width."""
    found = agreement(matrix, least)
    return agreement_figure(found), describe_agreement(found), agreement_width(found)


def network_drawn() -> tuple[go.Figure, str, int]:
    """Who speaks on what, as a network."""
    network = two_mode(matrix, least)
    drawn = network_figure(network, names, coloured=rows is Rows.PARTY)
    return drawn, describe_network(network, names), network_width(network)


def months_drawn() -> tuple[go.Figure, str, int]:
    """How polarised the parties are, month by month."""
    return polarisation_figure(months, names), describe_polarisation(months, names), polarisation_width(months)


def show_side(row: str, score: float, statement_ids: tuple[int, ...], doubts: tuple[str, ...], key: str) -> None:
    """What one of two parties said on a theme."""
    st.caption(f"{row}: {', '.join([f'{score:+.2f}', plural(len(statement_ids), 'statement'), *doubts])}")
    show_cards(statement_ids, key=key)


head("Blocs", "Who stands with whom, how far apart the parties are, and who speaks on what. A click opens statements.")
show_active_filters()
if evidence.codings.empty:
    nothing_here("stance", any_articles=len(evidence.articles) > 0)
    st.stop()

with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    look = st.segmented_control(
        "Show", [AGREEMENT, POLARISATION, NETWORK], default=AGREEMENT, required=True, key="blocs", bind="query-params",
        persist_state="session",
    )  # fmt: skip
    rows = choose_rows() if look != POLARISATION else Rows.PARTY
    if look == AGREEMENT:
        least = st.segmented_control(
            "Shared themes, at least", [1, 2, 3, 5], default=2, required=True, key="shared", bind="query-params",
            persist_state="session", help="Two parties that share fewer themes have a blank square.",
        )  # fmt: skip
    elif look == NETWORK:
        least = st.segmented_control(
            "Statements of a tie, at least", [1, 2, 3, 5], default=1, required=True, key="ties", bind="query-params",
            persist_state="session", help="Weaker ties are left out, and so are those who have no other.",
        )  # fmt: skip
    else:
        least = st.segmented_control(
            "Months taken together", [1, 3, 6, 12], default=1, required=True, key="months", bind="query-params",
            persist_state="session", help="Each month with those before it: more evidence, and less sharp in time.",
        )  # fmt: skip

if look != POLARISATION:
    every = current_cells(filters, rows)
    matrix, left_out = kept(heard, "heard", filters, rows, groups, look)
    if left_out > 0:
        st.caption(f"The {MOST[look]} with most statements; {left_out:,} others have no room here. Filters bring them.")
if look == AGREEMENT:
    st.caption(
        "Agreement is taken over the themes on which both took a stance: 100% is the same point on each, 0% opposite "
        "ends. A bloc’s members agree by more than 75% on average; two that share no theme count as halfway. "
        "Stances are means that weigh recent statements more."
    )
    chart(*kept(agreement_drawn, "agreement", filters, rows, groups, least))
elif look == NETWORK:
    st.caption(
        "Circles speak, squares are themes. Blue ties are in favour, orange ones opposed, wide ones often heard. "
        "Broken: one statement, or one outlet only. Dotted: none sure enough. Faded: low confidence."
    )
    chart(*kept(network_drawn, "network", filters, rows, groups, least))
else:
    months = current_polarisation(filters, least)
    st.caption(
        "0: all parties stand at one point. 1: two camps of the same size at opposite ends (Esteban and Ray, 1994). "
        f"Blank: fewer than {LEAST_PARTIES} parties or {LEAST_STATEMENTS} statements with a clear stance."
    )
    chart(*kept(months_drawn, "months", filters, least))

row, column, of = (asked_for(name) for name in ("row", "column", "of"))
if not row or not column or of != look:
    st.caption("Click a mark to read the statements behind it.")
    st.stop()
detail()
scroll_to("parley-detail", (row, column, of))
if look == AGREEMENT:
    shared = themes_of_pair(matrix, row, column)
    section(f"{row} and {column}", f"{plural(len(shared), 'shared theme')}, where they are furthest apart first.")
    for theme in shared:
        st.markdown(f"**{theme_name(theme.theme, names)}**")
        areas = st.columns(2, gap="medium")
        sides = zip(areas, (row, column), theme.scores, theme.statement_ids, theme.doubts, strict=True)
        for area, who, score, ids, doubts in sides:
            with area:
                show_side(who, score, ids, doubts, f"pair-{who}-{theme.theme}")
elif look == NETWORK:
    own = matrix[(matrix["row"] == row) & (matrix["theme"] == column)].to_dict("records")
    section(f"{row} on {in_sentence(theme_name(column, names))}", cell_in_words(own[0]) if own else "")
    behind = cell_codings(evidence.codings, row, column, rows, groups=groups)
    show_cards(list(dict.fromkeys(behind["statement_id"])), key=f"tie-{row}-{column}")
elif month := find(months, row, column):
    section("Statements of that month", in_words(month, names))
    show_cards(statements_of(evidence.codings, month, least), key=f"month-{row}-{column}")
else:
    callout("With the filters and months that are set, that month has too little evidence.")
