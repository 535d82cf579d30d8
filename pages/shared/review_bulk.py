"""Many statements at once: chosen by the filters, looked at, then accepted, rejected or set together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.model import StatementKind
from analysis.views.days import in_words
from analysis.views.review_bulk import MOST, Action, Which, chosen, corrections_for
from analysis.views.style import plural
from pages.shared.card_html import KIND_WORDS
from pages.shared.evidence import current_options
from pages.shared.parts import empty
from pages.shared.review_acts import make
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence

# Rows of the table; the act is on all of them.
_SHOWN = 500
_ACTIONS = {
    Action.ACCEPT: "Accept them",
    Action.REJECT: "Reject them",
    Action.SPEAKER: "Set their speaker",
    Action.PARTY: "Set their party",
    Action.KIND: "Set their kind",
}


def show_bulk(evidence: Evidence) -> None:
    """What the filters leave, narrowed down, with one act for all of it."""
    st.caption("These are the statements that the filters in the sidebar leave. Narrow them down further:")
    with st.container(horizontal=True, gap="large", vertical_alignment="center"):
        least, most = st.slider(
            "How sure Parley is of the statement and of each stance", 0.0, 1.0, (0.0, 1.0), 0.05, key="bulk-sure",
            format="percent", width=340,
        )  # fmt: skip
        unreviewed = st.toggle("Only those that nobody reviewed", value=True, key="bulk-unreviewed")
    statements = chosen(evidence, Which(least, most, unreviewed))
    if statements.empty:
        empty("No statement is meant", "Choose a wider range, include reviewed ones, or take filters off.")
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        action = st.selectbox(
            "What to do", list(_ACTIONS), format_func=_ACTIONS.__getitem__, key="bulk-action", width=220
        )
        value = _value(action)
        st.button(
            f"{_ACTIONS[action].split()[0]}: {plural(len(statements), 'statement')}", key="bulk-do", type="primary",
            icon=":material/done_all:", on_click=_make, args=(statements, action, value),
            disabled=len(statements) > MOST,
            help="One undo takes all of it back." if len(statements) <= MOST
            else f"These are too many for one act: narrow them down to {MOST:,} or fewer.",
        )  # fmt: skip
    if len(statements) > MOST:
        st.caption(f"One act changes up to {MOST:,} statements. Narrow them down by filters, or by how sure Parley is.")
    st.dataframe(_table(evidence, statements.head(_SHOWN)), hide_index=True, height=420)
    if len(statements) > _SHOWN:
        st.caption(f"The first {_SHOWN:,} of {len(statements):,}.")


def _make(statements: pd.DataFrame, action: Action, value: str | None) -> None:
    """Do what was chosen to all of them; for callbacks."""
    make(corrections_for(statements, action, value))


def _value(action: Action) -> str | None:
    if action is Action.KIND:
        kinds = [kind.value for kind in StatementKind]
        return st.selectbox("Kind", kinds, format_func=KIND_WORDS.__getitem__, key="bulk-kind", width=220)
    if action in (Action.SPEAKER, Action.PARTY):
        options = current_options().parties if action is Action.PARTY else current_options().actors
        return st.selectbox(
            "Party" if action is Action.PARTY else "Speaker", sorted(options), index=None, key=f"bulk-{action}",
            accept_new_options=True, placeholder="not known; choose or type a name", width=320,
        )  # fmt: skip
    return None


def _table(evidence: Evidence, statements: pd.DataFrame) -> pd.DataFrame:
    shown = {
        "speaker": "Speaker", "party": "Party", "content": "Words", "kind": "Kind", "when": "Date", "source": "Outlet",
        "sure": "Sure",
    }  # fmt: skip
    rows = evidence.statements.take(statements.index.to_numpy())
    statements = current_workspace().frames.with_texts(rows.assign(sure=statements["sure"]))
    readable = statements.assign(
        when=[in_words(date) for date in statements["date"]],
        kind=[KIND_WORDS.get(kind, kind) for kind in statements["kind"]],
        sure=[f"{sure:.0%}" for sure in statements["sure"]],
    )
    return readable[list(shown)].rename(columns=shown)
