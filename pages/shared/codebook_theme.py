"""The list of themes, and one theme's fields to write in."""

from __future__ import annotations

import streamlit as st

from analysis.coding.codebook_editing import (
    LISTS,
    with_field,
    with_name,
    with_new_theme,
    with_theme_moved,
    without_theme,
)
from analysis.coding.codebook_problems import FIELDS, LONGEST, Problem
from pages.shared.codebook_draft import draft, filling, put_draft, replace_draft
from pages.shared.text import label
from pages.shared.workspace import current_codebook

_HELP = {
    "id": "What files, addresses and corrections know the theme by. Corrections made under another id are set aside.",
    "name": "How figures and lists name it.",
    "definition": "What belongs to the theme, for people who code, and for finding statements by meaning.",
    "proposition": "A sentence that a speaker can support or oppose. Stances are stances on this sentence.",
    "terms": "Words that name the issue and take no side; the sentence around them decides.",
    "terms_for": "Phrases that by themselves support the proposition.",
    "terms_against": "Phrases that by themselves oppose the proposition.",
    "examples": "Sentences as a speaker would say them; statements like them are found by meaning.",
}
HOW_TO_WRITE = """
| Term | Finds |
|---|---|
| `sanction` | every form of the word: sanctions, sanctioned |
| `cease-fire` | cease-fire, cease fire and ceasefire |
| `lift\\|ease sanction` | either word, then the next |
| `lift * sanction` | in this order, with up to four words between |
| `lift ~ sanction` | in either order, with up to six words between |
| `!tariff` | every form of the word, as what the proposition is against: who wants it is against the proposition |

Letter case and British or American spelling don't matter. Nothing reaches over a comma, colon or full stop. Where two
themes claim the same words, the longer phrase wins. A “not” around a phrase turns it round by itself.
"""
# The place of the theme that is chosen; its id sits in the address.
_AT = "codebook-at"
_ROWS = {"definition": 3, "proposition": 2, "terms": 8, "terms_for": 8, "terms_against": 8, "examples": 4}


def choose_theme() -> int:
    """The list of themes, with what moves them about; returns the place of the one that is chosen."""
    codebook = draft()
    last = len(codebook.themes) - 1
    if _AT not in st.session_state:
        asked = [place for place, theme in enumerate(codebook.themes) if theme.id == st.query_params.get("edit")]
        st.session_state[_AT] = asked[0] if asked else 0
    st.session_state[_AT] = min(st.session_state[_AT], last)
    known = {theme.id: theme for theme in current_codebook().themes}

    def name(place: int) -> str:
        theme = codebook.themes[place]
        mark = "" if known.get(theme.id) == theme else " (new)" if theme.id not in known else " (changed)"
        return label(theme.name or "No name") + mark

    at = st.radio("Themes", range(last + 1), format_func=name, key=_AT)
    st.query_params["edit"] = codebook.themes[at].id
    with st.container(horizontal=True, gap="small"):
        st.button("Add a theme", icon=":material/add:", on_click=_add)
        st.button("Up", icon=":material/arrow_upward:", on_click=_move, args=(at, -1), disabled=at == 0)
        st.button("Down", icon=":material/arrow_downward:", on_click=_move, args=(at, 1), disabled=at == last)
        st.button("Delete", icon=":material/delete:", on_click=_delete, args=(at,), disabled=last == 0)
    return at


def edit_theme(at: int, problems: list[Problem]) -> None:
    """The fields of a theme, each with what is wrong with it."""
    left, right = st.columns(2, gap="small")
    with left:
        _field(at, "name", problems)
    with right:
        _field(at, "id", problems)
    for field in ("definition", "proposition"):
        _field(at, field, problems)
    with st.popover("How a term is written", icon=":material/help:"):
        st.markdown(HOW_TO_WRITE)
    for column, field in zip(st.columns(3, gap="small"), LISTS[:3], strict=True):
        with column:
            _field(at, field, problems)
    _field(at, "examples", problems)


def _field(at: int, field: str, problems: list[Problem]) -> None:
    value = getattr(draft().themes[at], field)
    text = "\n".join(value) if field in LISTS else value
    words = f"{FIELDS[field]}, one a line" if field in LISTS else FIELDS[field]
    # The id of a new theme follows its name, so its widget is another one when that changes.
    key = f"codebook-{field}-{filling()}-{at}" + (f"-{text}" if field == "id" else "")
    shared = {"key": key, "help": _HELP[field], "on_change": _changed, "args": (at, field, key)}
    if field in _ROWS:
        st.text_area(words, text, height=26 * _ROWS[field] + 22, **shared)
    else:
        st.text_input(words, text, max_chars=2 * LONGEST[field], **shared)
    for problem in problems:
        if problem.theme == at and problem.field == field:
            st.error(label(problem.advice), icon=":material/error:")


def _changed(at: int, field: str, key: str) -> None:
    text = st.session_state[key]
    if field == "name":
        put_draft(with_name(draft(), at, text, {theme.id for theme in current_codebook().themes}))
    else:
        put_draft(with_field(draft(), at, field, text))


def _add() -> None:
    replace_draft(with_new_theme(draft()))
    st.session_state[_AT] = len(draft().themes) - 1


def _move(at: int, by: int) -> None:
    replace_draft(with_theme_moved(draft(), at, by))
    st.session_state[_AT] = at + by


def _delete(at: int) -> None:
    replace_draft(without_theme(draft(), at))
    st.session_state[_AT] = max(at - 1, 0)
