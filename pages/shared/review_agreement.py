"""How far people agree with the machine, and with each other; where two differ, one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from analysis.access import Act
from analysis.store import Workspace
from analysis.views.agreement import By, agreement_with_machine
from analysis.views.cards import Card, cards
from analysis.views.decisions import reviewers
from analysis.views.reliability import Difference, Reliability, differences, reliability, settle
from analysis.views.style import plural, theme_name
from pages.shared.card import show_card
from pages.shared.parts import empty, section
from pages.shared.review_acts import make
from pages.shared.text import escape, label
from pages.shared.user import may
from pages.shared.workspace import current_state, current_theme_names, current_workspace

if TYPE_CHECKING:
    import pandas as pd

_FIELDS = {
    "statement": "Is it a statement",
    "speaker": "Speaker",
    "party": "Party",
    "kind": "Kind of statement",
    "theme": "Is it about the theme",
    "stance": "Stance",
}
_BY = {By.FIELD: "All", By.THEME: "By theme", By.PARTY: "By party"}
_SHOWN = 20


def show_agreement() -> None:
    """Agreement with the machine, then of two reviewers, then their differences."""
    section("With the machine", "How often Parley had it as the reviewer did, where somebody looked.")
    by = st.segmented_control(
        "Agreement", list(By), default=By.FIELD, required=True, key="agreement", bind="query-params",
        persist_state="session", format_func=_BY.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    table = _agreement(*current_state(), current_workspace(), By(by))
    if table.empty:
        empty("Nothing is reviewed yet", "Accept, correct or reject some statements first.")
        return
    st.dataframe(_readable(table, By(by)), hide_index=True)
    st.caption("Where statements were only corrected and never accepted, errors alone were looked for.")
    _show_reviewers()


def _show_reviewers() -> None:
    corrections = current_workspace().frames.corrections()
    names = reviewers(corrections)
    if len(names) < 2:
        section("Between reviewers")
        st.caption("Once a second person has reviewed, under a name of their own, their agreement stands here.")
        return
    section("Between reviewers", "Over the statements that both decided.")
    with st.container(horizontal=True, gap="medium"):
        first = st.selectbox("Reviewer", names, key="first-reviewer", width=220)
        others = [name for name in names if name != first]
        second = st.selectbox("And", others, key="second-reviewer", width=220)
    measured = reliability(corrections, first, second)
    if not any(one.units for one in measured):
        st.caption(f"There is no statement that both {label(first)} and {label(second)} decided.")
        return
    st.dataframe(_reliability_table(measured), hide_index=True)
    st.caption(
        "Cohen’s kappa and Krippendorff’s alpha (nominal): 1 is full agreement, 0 what chance gives. "
        "Empty where all values are the same, so that chance can’t be told."
    )
    _show_differences(differences(corrections, first, second), first, second)


def _show_differences(found: Sequence[Difference], first: str, second: str) -> None:
    left = [difference for difference in found if not difference.settled]
    settled = f", {len(found) - len(left)} settled" if len(found) > len(left) else ""
    section("Where they differ", f"{plural(len(left), 'difference')} to settle{settled}.")
    shown = {card.statement_id: card for card in _cards([one.statement_id for one in left[:_SHOWN]])}
    found, wanted = current_workspace().frames.found()[0], [one.statement_id for one in left[:_SHOWN]]
    own = current_workspace().frames.with_texts(found[found["statement_id"].isin(wanted)])
    statements = own.set_index("statement_id")["sentence_text"]
    for place, difference in enumerate(left[:_SHOWN]):
        key = f"settle-{difference.statement_id}-{difference.field}-{difference.theme}"
        with st.container(border=True, key=key):
            if difference.statement_id in shown:
                show_card(shown[difference.statement_id], key=f"differ-{place}")
            else:  # rejected, at present
                st.html(f"<p class='parley-paragraph'>{escape(statements[difference.statement_id])}</p>")
            name = _FIELDS[difference.field]
            about = f" on {theme_name(difference.theme, current_theme_names())}" if difference.theme else ""
            st.markdown(f"**{label(name + about)}**: which one counts?")
            if not may(Act.CORRECT):
                said = (_value(difference, value) for value in (difference.first, difference.second))
                st.caption(label(f"{first}: {next(said)}; {second}: {next(said)}"))
                continue
            with st.container(horizontal=True, gap="small"):
                for user, value in ((first, difference.first), (second, difference.second)):
                    st.button(
                        label(f"{user}: {_value(difference, value)}"), key=f"{key}-{user}", icon=":material/gavel:",
                        on_click=make, args=(settle(difference, value),),
                    )  # fmt: skip
    if len(left) > _SHOWN:
        st.caption(f"{len(left) - _SHOWN} more come up as these are settled.")


def _cards(statement_ids: Sequence[int]) -> list[Card]:
    return cards(current_workspace(), list(dict.fromkeys(statement_ids)), current_theme_names())


def _value(difference: Difference, value: object) -> str:
    if difference.field == "statement":
        return "a statement" if value else "not a statement"
    return str(value) if value is not None else "not about it" if difference.field == "stance" else "not known"


def _readable(table: pd.DataFrame, by: By) -> pd.DataFrame:
    import pandas as pd

    columns = {"What": [_FIELDS[field] for field in table["field"]]}
    if by is By.THEME:
        columns["Theme"] = [theme_name(theme, current_theme_names()) for theme in table["theme"]]
    if by is By.PARTY:
        columns["Party"] = list(table["party"])
    return pd.DataFrame(
        columns
        | {
            "Reviewed": list(table["reviewed"]),
            "As the reviewer": list(table["right"]),
            "Share": [f"{share:.0%}" for share in table["share"]],
        }
    )


def _reliability_table(measured: Sequence[Reliability]) -> pd.DataFrame:
    import pandas as pd

    own = [one for one in measured if one.units]
    return pd.DataFrame(
        {
            "What": [_FIELDS[one.field] for one in own],
            "Decided by both": [one.units for one in own],
            "Alike": [f"{one.agree / one.units:.0%}" for one in own],
            "Cohen’s kappa": [_figure(one.kappa) for one in own],
            "Krippendorff’s alpha": [_figure(one.alpha) for one in own],
        }
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@st.cache_data(max_entries=12, show_spinner=False)
def _agreement(path: str, change: int, _workspace: Workspace, by: By) -> pd.DataFrame:  # noqa: ARG001
    return agreement_with_machine(_workspace, by)
