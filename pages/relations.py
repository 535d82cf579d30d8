"""Party towards party: who accuses, praises, supports and threatens whom; a click opens the sentences of a tie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.views.relations import grouped, pair_in_words, pairs, tones_in_words
from analysis.views.relations_figure import describe, matrix_figure, network_figure, pair_of_point, table
from analysis.views.tie_selection import TONES, days_covered, only, within
from pages.shared.card import show_cards, show_reports
from pages.shared.counting import current_groups
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.kept import kept
from pages.shared.navigation import asked_for, link
from pages.shared.parts import CHART, callout, detail, head, nothing_here, scroll_to, section
from pages.shared.periods import choose_period
from pages.shared.tie_evidence import MOST, current_ties

if TYPE_CHECKING:
    import pandas as pd

filters, groups = current_filters(), current_groups()
evidence, read = gather(filters), current_ties(filters)
found = read.ties
MATRIX, NETWORK = "Matrix", "Network"


def open_point(key: str) -> None:
    """Put the tie that was clicked into the address; the page reads it from there."""
    if pair := pair_of_point(st.session_state[key]):
        st.query_params.update({"row": pair[0], "column": pair[1]})


def open_row(rows: list[tuple[str, str]]) -> None:
    """The same for a row of the table, which the keyboard reaches too."""
    for number in st.session_state["tie-table"]["selection"]["rows"]:
        st.query_params.update({"row": rows[number][0], "column": rows[number][1]})


def paired() -> pd.DataFrame:
    """The ties that are chosen, by pair."""
    of_parties = grouped(found, groups) if together else found
    return pairs(within(only(of_parties, TONES[tone]), period))


head(
    "Relations",
    "How parties stand towards each other, as they speak of each other and as they act: blue friendly, orange hostile. "
    "A mention alone is no tie.",
)
show_active_filters()
if found.empty:
    nothing_here("tie between parties", any_articles=len(evidence.articles) > 0)
    st.stop()

with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    shape = st.segmented_control(
        "Show as", [MATRIX, NETWORK], default=MATRIX, required=True, key="shape", bind="query-params",
        persist_state="session",
    )  # fmt: skip
    tone = st.selectbox(
        "Tone", list(TONES), key="tone", bind="query-params", persist_state="session", width=210,
        help="From statements: the words of a speaker on another party. From events: what PLOVER’s type says.",
    )  # fmt: skip
    together = groups and st.toggle(
        "Groups as one", key="together", bind="query-params", persist_state="session",
        help="Each group of parties is one row; ties within it are left out.",
    )  # fmt: skip
period = choose_period(kept(lambda: days_covered(found), "days of ties", filters))
chosen = (filters, groups if together else {}, tone, period)
by_pair = kept(paired, "pairs", *chosen)
if by_pair.empty:
    callout("No tie of this tone in this time. Take a longer time, or all tones.")
    st.stop()

drawn = kept(lambda: (matrix_figure if shape == MATRIX else network_figure)(by_pair), shape, *chosen)
with st.container(key="wide-relations"):
    st.plotly_chart(
        drawn, key=f"relations-{shape}", on_select=partial(open_point, f"relations-{shape}"),
        selection_mode="points", config=CHART, alt=describe(by_pair),
    )  # fmt: skip
how = (
    "Rows act towards columns; the number is that of ties."
    if shape == MATRIX
    else "Arrows point at whom it is done to. Broken: one tie, or one outlet only. Faded: low confidence."
)
st.caption(f"{describe(by_pair)} {how} Reprints count once.")
if max(read.statements, read.events) > MOST:
    st.caption(
        f"There are {read.statements:,} statements that name another party and {read.events:,} reports of deeds: of "
        f"each up to {MOST:,} were read, an even sample. The numbers are those of the sample; filters make it denser."
    )
with st.expander("The relations as a table", icon=":material/table:"):
    rows = list(zip(by_pair["source"], by_pair["target"], strict=True))
    st.dataframe(
        kept(lambda: table(by_pair), "table of ties", *chosen), key="tie-table", on_select=partial(open_row, rows),
        selection_mode="single-row", hide_index=True, alt=describe(by_pair),
    )  # fmt: skip

source, target = asked_for("row"), asked_for("column")
if not source or not target:
    st.caption("Click a number to read the sentences behind it.")
    st.stop()
detail()
scroll_to("parley-detail", (source, target))
own = by_pair[(by_pair["source"] == source) & (by_pair["target"] == target)]
if own.empty:
    section(f"{source} towards {target}")
    callout("There is no such tie with the filters, tone and time that are set.")
    st.stop()
pair = own.iloc[0]
section(
    f"{source} towards {target}",
    f"{source} {tones_in_words(pair['tones'])}; tone {pair['score']:+.2f}, {pair_in_words(pair)}.",
)
with st.container(horizontal=True, gap="small"):
    link("relations", f"{target} towards {source}", ":material/swap_horiz:", row=target, column=source)
    link("actors", source, ":material/person:", who=source)
    link("actors", target, ":material/person:", who=target)
show_cards(pair["statement_ids"], key=f"tie-{source}-{target}")
reports = evidence.events[evidence.events["event_id"].isin(pair["event_ids"])]
show_reports(reports.to_dict("records"), key=f"tie-{source}-{target}")
