"""What the pages share: navigation, filters, the statement card, cached loaders."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# Until st.navigation was called once, Streamlit takes the files of a folder named pages/ for pages of their own: a link
# to a page, opened as the first one after a start, would show that page without its frame and filters.
if PagesManager.uses_pages_directory:
    PagesManager.uses_pages_directory = False
    st.rerun()
