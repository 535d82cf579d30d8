"""Where each row stands on each theme; a click opens the statements behind a cell and how the stance moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store import Filters
from analysis.views.day_numbers import covered, day_numbers
from analysis.views.drift import describe as describe_drift
from analysis.views.drift import figure as drift_figure
from analysis.views.drift import points, statements_of_point, undated
from analysis.views.matrix import Period, cell_codings, compare_cells
from analysis.views.matrix_figure import cell_of_point
from analysis.views.style import in_sentence, theme_name
from pages.shared.card import show_cards
from pages.shared.cells import cell_of_table, cell_words, changes
from pages.shared.counting import choose_counting, choose_rows, current_groups, explain_counting
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.kept import kept
from pages.shared.matrices import MOST_ROWS, draw
from pages.shared.navigation import asked_for
from pages.shared.parts import CHART, callout, detail, head, nothing_here, scroll_to, section
from pages.shared.periods import choose_day, choose_periods, in_words
from pages.shared.workspace import current_theme_names

if TYPE_CHECKING:
    import pandas as pd

names = current_theme_names()
filters = current_filters()
evidence = gather(filters)
AS_OF, TWO = "As of a day", "Two periods"


def open_cell(key: str) -> None:
    """Put the cell that was clicked into the address; the page reads it from there."""
    if cell := cell_of_point(st.session_state[f"matrix-{key}"]):
        st.query_params.update({"row": cell[0], "column": cell[1], "of": key})


def open_table_cell(key: str, shown: pd.DataFrame) -> None:
    """The same for a cell of the table, which the keyboard reaches too."""
    if cell := cell_of_table(st.session_state[f"table-{key}"], shown, names):
        st.query_params.update({"row": cell[0], "column": cell[1], "of": key})


head(
    "Stance matrix",
    "Where each party stands on each theme, by what it is reported to have said. A blank cell is no evidence.",
)
show_active_filters()
days = kept(lambda: covered(day_numbers(gather(Filters()).codings["first_day"])), "days")
if evidence.codings.empty:
    nothing_here("stance", any_articles=len(evidence.articles) > 0)
    st.stop()

with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    rows = choose_rows()
    mode = st.segmented_control(
        "Time", [AS_OF, TWO], default=AS_OF, required=True, key="time", bind="query-params", persist_state="session"
    )
    counting = choose_counting()
explain_counting(rows, counting)
periods: dict[str, Period] = choose_periods(days) if mode == TWO else {"now": choose_day(days)}
groups = current_groups()
drawn = kept(
    lambda: draw(evidence.codings, rows, periods, counting, groups, names), "matrix", filters, rows, periods, counting
)

columns = st.columns(2, gap="medium") if mode == TWO else [st.container()]
width = max(one.width for one in drawn.values())
st.html(f"<style>[class*='st-key-wide-'] > div {{min-width: {width}px}}</style>")
for area, (key, matrix) in zip(columns, drawn.items(), strict=True):
    with area.container(key=f"wide-{key}"):
        st.plotly_chart(
            matrix.figure,
            key=f"matrix-{key}",
            on_select=partial(open_cell, key),
            selection_mode="points",
            config=CHART,
            alt=matrix.words,
        )
    area.caption(matrix.words)
with st.expander("The matrix as a table", icon=":material/table:"):
    for key, matrix in drawn.items():
        st.dataframe(
            matrix.table,
            key=f"table-{key}",
            on_select=partial(open_table_cell, key, matrix.table),
            selection_mode="single-cell",
            alt=matrix.words,
        )
        if matrix.hidden:
            st.caption(
                f"The {MOST_ROWS} with most statements; {matrix.hidden:,} others have no room. Filters bring them."
            )
if mode == TWO:
    section(
        "What changed", f"From {in_words(periods['before'])} to {in_words(periods['after'])}, the largest change first."
    )
    compared = compare_cells(drawn["before"].cells, drawn["after"].cells)
    st.dataframe(changes(compared.head(MOST_ROWS), names), hide_index=True)

row, column, key = (asked_for(name) for name in ("row", "column", "of"))
if not row or not column:
    st.caption("Click a square to read the statements behind it and to see how that stance moved.")
    st.stop()
detail()
scroll_to("parley-detail", (row, column, key))
period = periods.get(key, next(iter(periods.values())))
behind = cell_codings(evidence.codings, row, column, rows, period, groups)
shown_cells = drawn.get(key, matrix).cells
theme = in_sentence(theme_name(column, names))
section(f"{row} on {theme}", cell_words(shown_cells, row, column, counting.aggregation))
if behind.empty:
    callout("No statement behind this cell with the filters, rows and time that are set.")
    st.stop()
left, right = st.columns([3, 2], gap="large")
drift = points(evidence.codings, row, column, rows, groups=groups)
with right:
    selection = st.plotly_chart(
        drift_figure(drift, row, theme_name(column, names)),
        key="drift",
        on_select="rerun",
        selection_mode="points",
        config=CHART,
        alt=describe_drift(drift, row, theme_name(column, names)),
    )
    st.caption(
        f"{describe_drift(drift, row, theme_name(column, names))}"
        f"{undated(evidence.codings, row, column, rows, groups)} Click a point to read that day’s statements only."
    )
with left:
    of_day = statements_of_point(drift, selection)
    show_cards(of_day or list(dict.fromkeys(behind["statement_id"])), key=f"cell-{row}-{column}")
