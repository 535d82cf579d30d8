"""Fields of the review page: widgets that start with what stands, and begin anew once something else stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.model import EventType, StanceLabel, StatementKind
from analysis.store.correction_fields import Target
from analysis.views.report_likeness import event_types
from analysis.views.review_edit import Form
from analysis.views.style import theme_name
from pages.shared.card_html import KIND_WORDS
from pages.shared.evidence import current_options
from pages.shared.workspace import current_theme_names

_NOT_ABOUT = "not about it"
_STANCES = [*(label.value for label in StanceLabel), _NOT_ABOUT]
_STATES = {False: "happened", True: "planned"}
_DATE_HELP = "As 2025-04-17, 2025-04, 2025-W16 (a week) or 2025. Empty: not known."


def statement_fields(number: int, before: Form) -> Form:
    """The form of a statement, as it is filled in."""
    key = _key(Target.STATEMENT, number, before)
    words = _words(before, key)
    left, right = st.columns(2)
    with left:
        speaker = _name("Speaker", before.values["speaker"], list(current_options().actors), f"speaker-{key}")
    with right:
        party = _name("Party", before.values["party"], list(current_options().parties), f"party-{key}")
    left, right = st.columns(2)
    with left:
        kinds = {kind.value: KIND_WORDS[kind.value] for kind in StatementKind}
        kind = _choice("Kind of statement", before.values["kind"], kinds, f"kind-{key}")
    with right:
        date = _date(before.values["date"], key)
    stances = _stances(before.stances, key)
    return Form(words, {"speaker": speaker, "party": party, "kind": kind, "date": date}, stances)


def event_fields(number: int, before: Form) -> Form:
    """The form of an event, as it is filled in."""
    key = _key(Target.EVENT, number, before)
    words = _words(before, key)
    types = {type_.value: str(event_types()[type_.value]["words"]) for type_ in EventType}
    left, right = st.columns(2)
    with left:
        type_ = _choice("Type of event", before.values["type"], types, f"type-{key}")
        place = st.text_input("Place", before.values["place"] or "", key=f"place-{key}", max_chars=120).strip() or None
    with right:
        date = _date(before.values["date"], key)
        planned = st.segmented_control(
            "Did it happen", list(_STATES), default=before.values["planned"], required=True, key=f"planned-{key}",
            format_func=_STATES.__getitem__,
        )  # fmt: skip
    parties = _names("Parties", before.values["parties"], list(current_options().parties), f"parties-{key}")
    actors = _names("Actors", before.values["actors"], list(current_options().actors), f"actors-{key}")
    values = {"type": type_, "date": date, "planned": planned, "place": place, "actors": actors, "parties": parties}
    return Form(words, values)


def _key(of: Target, number: int, before: Form) -> str:
    stands = json.dumps([before.words, dict(before.values), dict(before.stances)], default=str)
    return f"{of}-{number}-{hashlib.blake2b(stands.encode(), digest_size=6).hexdigest()}"


def _words(before: Form, key: str) -> str:
    return st.text_area(
        "Words",
        before.words,
        key=f"words-{key}",
        height=96,
        help="Where it begins and ends: take words away, or copy more of them from the paragraph, as they stand there.",
    )


def _name(words: str, value: str | None, known: Sequence[str], key: str) -> str | None:
    options = list(dict.fromkeys([*([value] if value else []), *sorted(known)]))
    return st.selectbox(
        words,
        options,
        index=0 if value else None,
        key=key,
        accept_new_options=True,
        placeholder="not known; choose or type a name",
    )


def _names(words: str, values: Sequence[str], known: Sequence[str], key: str) -> list[str]:
    options = list(dict.fromkeys([*values, *sorted(known)]))
    return st.multiselect(
        words, options, default=list(values), key=key, accept_new_options=True, placeholder="nobody; choose or type"
    )


def _choice(words: str, value: str, names: Mapping[str, str], key: str) -> str:
    """One of the values that have a name."""
    options = list(names)
    return st.selectbox(words, options, index=options.index(value), format_func=names.__getitem__, key=key)


def _date(value: str | None, key: str) -> str | None:
    return st.text_input("Date", value or "", key=f"date-{key}", help=_DATE_HELP, max_chars=10).strip() or None


def _stances(before: Mapping[str, str], key: str) -> dict[str, str]:
    """The stance on each theme, those that are added too."""
    names = current_theme_names()
    others = [theme for theme in names if theme not in before]
    area = st.container()
    added = st.multiselect(
        "Add a theme", others, format_func=names.__getitem__, key=f"add-{key}", placeholder="Add a theme",
        label_visibility="collapsed",
    )  # fmt: skip
    chosen = {}
    for theme in [*before, *added]:
        now = before.get(theme, StanceLabel.SUPPORT.value)
        chosen[theme] = area.selectbox(
            theme_name(theme, names), _STANCES, index=_STANCES.index(now), key=f"stance-{theme}-{key}"
        )
    return {theme: stance for theme, stance in chosen.items() if stance != _NOT_ABOUT}
