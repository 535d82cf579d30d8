"""The frame of the app: navigation, style, the workspace and the filters that every page obeys."""

from __future__ import annotations

import streamlit as st

from pages.shared.filters import show_filters
from pages.shared.following import follow_others
from pages.shared.frame import note_frame
from pages.shared.login import let_in, start_logs
from pages.shared.navigation import all_pages, note_page
from pages.shared.parts import ICON, LOGO, apply_style
from pages.shared.progress import show_progress
from pages.shared.saved_views import show_saved_views
from pages.shared.settling import settle
from pages.shared.trouble import trouble_said
from pages.shared.user import show_name
from pages.shared.visits import note_visit
from pages.shared.workspace import choose_workspace, encoder, start_work

st.set_page_config(
    page_title="Parley",
    page_icon=str(ICON),
    layout="wide",
    menu_items={"About": "Parley: who said what, when, on which issue. Every mark leads back to its sentence."},
)
note_frame()
apply_style()
st.logo(str(LOGO), size="large")
start_logs()
let_in()

page = st.navigation(all_pages(), position="top")
with trouble_said(), st.sidebar:
    choose_workspace()
    start_work()
    note_visit()
    note_page(page.url_path or "overview")
    show_saved_views(page.url_path or "overview")
    show_filters()
    show_name()

try:
    with trouble_said():
        show_progress()
        follow_others()
        page.run()
finally:
    # Last, so that loading the model doesn't hold up the first page; also where the page stopped early.
    encoder()
    settle(page.url_path)
