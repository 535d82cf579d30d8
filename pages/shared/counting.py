"""How the matrix counts: what its rows are, what a square means, how often the same stance counts."""

from __future__ import annotations

import streamlit as st

from analysis.views.matrix import Aggregation, Counting, Duplicates, Rows
from analysis.views.matrix_aggregation import MEANINGS
from analysis.views.matrix_duplicates import DUPLICATE_WORDS
from pages.shared.workspace import current_workspace

_ROWS = {Rows.PARTY: "Parties", Rows.GROUP: "Groups", Rows.ACTOR: "Speakers"}
_ROW_WORDS = {
    Rows.PARTY: "",
    Rows.GROUP: "A row is a group of parties, or a party that is in no group.",
    Rows.ACTOR: "A row is a speaker.",
}


def current_groups() -> dict[str, tuple[str, ...]]:
    """The groups of parties of the current workspace: group -> its parties."""
    return current_workspace().actors.groups()


def choose_rows() -> Rows:
    """What the rows are; it sits in the address."""
    return st.segmented_control(
        "Rows", list(Rows), default=Rows.PARTY, required=True, key="rows", bind="query-params", persist_state="session",
        format_func=_ROWS.__getitem__,
    )  # fmt: skip


def choose_counting() -> Counting:
    """What a square means and how often the same stance counts; both sit in the address."""
    aggregation = st.selectbox(
        "A square shows", list(Aggregation), key="square", bind="query-params", persist_state="session", width=230,
        format_func=lambda aggregation: MEANINGS[aggregation].choice,
    )  # fmt: skip
    duplicates = st.selectbox(
        "The same stance counts", list(Duplicates), key="once", bind="query-params", persist_state="session", width=190,
        format_func=lambda duplicates: DUPLICATE_WORDS[duplicates][0],
        help="The rule for duplicates, as in the Discourse Network Analyzer: the same row, theme and side in the same "
        "window counts once, by its surest statement. Reprints count once in any case.",
    )  # fmt: skip
    return Counting(Aggregation(aggregation), Duplicates(duplicates))


def explain_counting(rows: Rows, counting: Counting) -> None:
    """What the choices mean, in a sentence or two below them."""
    words = [_ROW_WORDS[rows], MEANINGS[counting.aggregation].sentence, DUPLICATE_WORDS[counting.duplicates][1]]
    if rows is Rows.GROUP and not current_groups():
        words[0] = "There are no groups yet: make one on the page Actors. Until then each party is a row."
    st.caption(" ".join(word for word in words if word))
