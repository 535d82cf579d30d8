"""The codebook: its themes to edit, with what a change would do before it is saved; its versions; files in and out."""

from __future__ import annotations

import streamlit as st

from analysis.access import Act
from analysis.coding.codebook_editing import difference
from analysis.coding.codebook_problems import FIELDS, find_problems
from analysis.views.style import plural
from pages.shared.codebook_draft import draft, draft_before, replace_draft
from pages.shared.codebook_files import difference_in_words, show_files, show_versions
from pages.shared.codebook_preview import show_preview
from pages.shared.codebook_theme import choose_theme, edit_theme
from pages.shared.parts import callout, head
from pages.shared.text import escape, label
from pages.shared.user import may
from pages.shared.workspace import current_codebook, current_workspace

THEMES, VERSIONS, FILES = "Themes", "Versions", "Files"
workspace = current_workspace()


def save() -> None:
    """Put the draft in force; the worker codes by it."""
    saved = current_workspace().codebooks.save(draft())
    replace_draft(None)
    st.toast(f"Saved as version {label(saved.version)}.", icon=":material/check:")


def take_back() -> None:
    """Take the draft back that was put away last."""
    replace_draft(draft_before())


head("Codebook", "The issues that statements are coded by. Change one and see, before you save, what it would catch.")
part = st.segmented_control(
    "Part", [THEMES, VERSIONS, FILES], default=THEMES, required=True, key="codebook-part", label_visibility="collapsed"
)
if left := workspace.codebooks.waiting():
    callout(f"{plural(left, 'article')} still coded by an earlier version; the views follow by themselves when done.")
if part == VERSIONS:
    show_versions()
    st.stop()
if part == FILES:
    show_files()
    st.stop()

codebook, in_force = draft(), current_codebook()
changed = difference(in_force, codebook) or codebook.name != in_force.name
problems = find_problems(codebook)
with st.container(key="codebook-bar", horizontal=True, vertical_alignment="center", gap="small"):
    words = difference_in_words(difference(in_force, codebook)) if changed else "Nothing is changed."
    st.html(
        f"<p><b>{escape(codebook.name)}</b>, version {escape(in_force.version)} in force. {escape(words)}</p>",
        width="stretch",
    )
    if may(Act.SAVE_CODEBOOK):
        st.button("Save", type="primary", icon=":material/save:", on_click=save, disabled=not changed or bool(problems))
    if changed:
        st.button("Discard changes", icon=":material/undo:", on_click=replace_draft, args=(None,))
    elif draft_before() not in (None, in_force):
        st.button("Bring back what I had", icon=":material/redo:", on_click=take_back)

themes, fields = st.columns([1, 3], gap="large")
with themes:
    at = choose_theme()
with fields:
    edit_theme(at, problems)
if problems:
    faults = [
        f"{codebook.themes[fault.theme].name or 'No name'}, {FIELDS[fault.field].lower()}: {fault.advice}"
        for fault in problems
    ]
    st.warning("Before this can be saved:\n" + "\n".join(f"- {label(fault)}" for fault in faults))
elif changed:
    show_preview(codebook)
else:
    st.caption("Write in a field above: what the change would do shows here, before it is saved.")
