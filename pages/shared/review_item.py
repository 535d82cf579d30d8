"""One statement or event under review: in its paragraph, with all that can be said of it, by click or by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.store import Filters, StoreError, UnknownIdError
from analysis.store.correction_fields import Correction, Target
from analysis.views.cards import cards
from analysis.views.review import Queue
from analysis.views.review_edit import Form, Place, corrections_of, event_form, one_line, place, statement_form
from pages.shared.card_html import card_html, report_html
from pages.shared.evidence import gather
from pages.shared.navigation import link
from pages.shared.parts import empty
from pages.shared.review_acts import make
from pages.shared.review_fields import event_fields, statement_fields
from pages.shared.review_queue import EVENTS, skip, step, step_back
from pages.shared.text import escape, label
from pages.shared.user import told
from pages.shared.workspace import current_theme_names, current_workspace

_OF = {"statements": Target.STATEMENT, "events": Target.EVENT}


def show_item(what: str, queue: Queue, number: int) -> None:
    """The one that is reviewed now."""
    row = _row(what, number)
    if row is None:
        empty("It isn’t here any more", "It was rejected, or its article is gone. The log says who did what.")
        st.button("Go on", key="go-on", on_click=step, args=(what, queue, number), shortcut="N", icon=":material/east:")
        return
    article = current_workspace().article(int(row["article_id"]))
    where = place(article.text, int(row["start"]), int(row["end"]))
    before = event_form(row) if what == EVENTS else statement_form(row, gather(Filters()).codings)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_reason(queue, number, row)
        with st.container(key=f"card-review-{number}", gap=None):
            st.html(_card(what, number, row))
            if one_line(where.paragraph) != one_line(row["sentence_text"]):
                st.html(_paragraph(where))
            with st.container(horizontal=True, key=f"links-review-{number}"):
                key = "event" if what == EVENTS else "statement"
                link("reader", "Open in article", ":material/article:", article=int(row["article_id"]), **{key: number})
        _show_verdicts(what, queue, number, row)
        _show_note(what, number, row)
    with right, st.container(border=True, key="review-form"):
        after = event_fields(number, before) if what == EVENTS else statement_fields(number, before)
        _show_save(what, queue, number, before, after, where)


def _row(what: str, number: int) -> Mapping[str, Any] | None:
    if what == EVENTS:
        events = gather(Filters()).events
        own = current_workspace().frames.with_texts(events[events["event_id"] == number])
        return next(iter(own.to_dict("records")), None)
    try:
        return current_workspace().frames.statement(number)
    except UnknownIdError:
        return None


def _show_reason(queue: Queue, number: int, row: Mapping[str, Any]) -> None:
    if row["reviewed"]:
        st.html("<p class='parley-why'><b>Reviewed.</b> What you save here counts from now on.</p>")
    elif reason := queue.reason(number):
        st.html(f"<p class='parley-why'><b>Why this one:</b> {escape(reason)}</p>")


def _card(what: str, number: int, row: Mapping[str, Any]) -> str:
    if what == EVENTS:
        return report_html(row)
    return card_html(cards(current_workspace(), [number], current_theme_names())[0])


def _paragraph(where: Place) -> str:
    before, words, after = map(escape, where.parts)
    return f"<p class='parley-paragraph'>{before}<mark>{words}</mark>{after}</p>"


def _show_verdicts(what: str, queue: Queue, number: int, row: Mapping[str, Any]) -> None:
    on = (what, queue, number)
    with st.container(horizontal=True, gap="small", key="verdicts"):
        st.button(
            "Accept", key="accept", type="primary", icon=":material/check:", shortcut="A", on_click=_decide,
            args=(*on, "accepted"), help="It is right as it stands.",
        )  # fmt: skip
        st.button(
            "Reject", key="reject", icon=":material/block:", shortcut="X", on_click=_decide, args=(*on, "rejected"),
            help=f"It is no {what[:-1]} at all, and leaves every view.",
        )  # fmt: skip
        st.button(
            "Take the star off" if row["starred"] else "Star", key="star", icon=":material/star:", shortcut="B",
            on_click=make, args=([Correction(number, "starred", not row["starred"], of=_OF[what])],),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small", key="steps"):
        st.button("Previous", key="previous", icon=":material/west:", shortcut="P", on_click=step_back, args=on)
        st.button("Next", key="next", icon=":material/east:", shortcut="N", on_click=step, args=on)
        st.button(
            "Skip", key="skip", icon=":material/skip_next:", shortcut="K", on_click=skip, args=on,
            help="Asks it again at the end of the queue.",
        )  # fmt: skip


def _show_note(what: str, number: int, row: Mapping[str, Any]) -> None:
    kept = row["note"] if isinstance(row["note"], str) else ""
    key = f"note-{what}-{number}-{hash(kept)}"
    st.text_area("Note", kept, key=key, height=68, on_change=_keep_note, args=(what, number, key), max_chars=2000)


def _show_save(what: str, queue: Queue, number: int, before: Form, after: Form, where: Place) -> None:
    try:
        changes = corrections_of(number, _OF[what], before, after, where)
    except StoreError as problem:
        st.warning(label(told(problem)), icon=":material/warning:")
        changes = None
    st.button(
        "Save and accept", key="save", type="primary", icon=":material/edit:", shortcut="S", width="stretch",
        disabled=not changes, on_click=_save, args=(what, queue, number, changes),
        help="Your changes count instead of what Parley found; the rest is accepted as it stands.",
    )  # fmt: skip


def _decide(what: str, queue: Queue, number: int, verdict: str) -> None:
    if make([Correction(number, verdict, True, of=_OF[what])]):
        step(what, queue, number)


def _save(what: str, queue: Queue, number: int, changes: list[Correction]) -> None:
    if make([*changes, Correction(number, "accepted", True, of=_OF[what])]):
        step(what, queue, number)


def _keep_note(what: str, number: int, key: str) -> None:
    make([Correction(number, "note", one_line(st.session_state[key]) or None, of=_OF[what])])
