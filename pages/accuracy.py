"""How right Parley is: measured on articles that people marked, and on what was reviewed in this workspace."""

from __future__ import annotations

import streamlit as st

from analysis.evaluation.shipped import read_shipped
from analysis.views.accuracy import By, breakdown, live, shipped_bar
from analysis.views.days import day_in_words
from analysis.views.style import plural
from pages.shared.bars import legend, show_bars
from pages.shared.card import show_cards
from pages.shared.kept import kept
from pages.shared.navigation import link
from pages.shared.parts import callout, empty, head, section
from pages.shared.workspace import current_name, current_theme_names, current_workspace

shipped = read_shipped()
workspace = current_workspace()
here = kept(lambda: live(workspace), "live accuracy")

head(
    "Accuracy",
    "How far to trust what you see: measured on articles that people marked by hand, and on what was reviewed here.",
)
left, right = st.columns([3, 2], gap="large")
with left:
    section(
        "As shipped", f"Measured on {day_in_words(shipped.measured)}, each figure on the articles it is named with."
    )
    legend()
    for number, one in enumerate(shipped.sets):
        bars = [shipped_bar(entry) for entry in one.figures]
        show_bars(f"{one.name}, {one.items}", f"{one.what} {one.seen}", bars, opened=number == 0)
    callout(
        "Other articles, another conflict or another outlet may do better or worse. "
        "python -m analysis evaluate measures Parley on articles that you marked yourself."
    )
with right:
    section(
        "In this workspace",
        f"How often Parley was right in {current_name()}, by what its reviewers accepted, corrected and rejected.",
    )
    if not here.reviewed:
        empty(
            "Nobody has reviewed a statement here yet",
            "Accept, correct or reject statements; each counts at once. Some thirty give a first idea of how right "
            "Parley is on your articles, a hundred a fair one.",
        )
        link("search", "Find statements to review", ":material/search:")
        st.stop()
    if not here.accepted:
        callout("So far only errors were marked. Accept what is right, too: otherwise these figures are too low.")
    show_bars(f"{plural(here.reviewed, 'statement')} reviewed, {here.accepted:,} of them accepted", "", here.bars)

names = current_theme_names()
tables = kept(
    lambda: {by: breakdown(workspace, by, names) for by in (By.THEME, By.PARTY)}, "accuracy by theme and party"
)
for area, (by, table) in zip(st.columns(2, gap="large"), tables.items(), strict=True):
    if len(table):
        with area:
            section(f"By {by.value}")
            st.dataframe(table, hide_index=True, alt=f"How often Parley was right, by {by.value}")
if here.wrong:
    section("Where it was wrong", "The statements as they stand now, corrected; those that were rejected are gone.")
    show_cards(list(here.wrong), key="wrong")
