"""Everything that the filters leave, in the formats of other tools."""

from __future__ import annotations

import streamlit as st

from analysis.exchange.formats import EVENTS, NETWORKS, TABLES
from pages.shared.coded_by_hand import take_in
from pages.shared.exports import current_selection, download_buttons
from pages.shared.filters import show_active_filters
from pages.shared.navigation import link
from pages.shared.parts import head, nothing_here, section

head("Export", "Take what the filters leave to other tools. A file is made when you click its button.")
show_active_filters()
selection = current_selection()
if not len(selection.found.articles):
    nothing_here("article", any_articles=False)
elif selection.found.statements.empty and selection.found.events.empty:
    nothing_here("statement", any_articles=True)
else:
    st.caption(
        "Corrections are in it. Repeats of a statement in other outlets are listed, and counted once. Every format "
        "says how sure each finding is, and whether a person checked it."
    )
    section("Tables", "For a spreadsheet or a script. No cell can act as a formula.")
    download_buttons(TABLES, selection)
    section("Networks and discourse analysis", "Who stands where on what, with weights and signs.")
    download_buttons(NETWORKS, selection)
    section("Events and investigation", "What happened, when and where, with its sources.")
    download_buttons(EVENTS, selection)
    link("brief", "To send it to a reader, make a brief", ":material/description:")
take_in()
