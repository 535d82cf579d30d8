"""Articles in: upload or paste, the queue, and the list of what is there."""

from __future__ import annotations

import streamlit as st

from analysis.access import Act
from analysis.views.article_list import filtered, holding
from analysis.views.style import plural
from pages.shared.article_list import show_article
from pages.shared.evidence import gather
from pages.shared.filters import current_filters, show_active_filters
from pages.shared.intake import paste_article, upload_files
from pages.shared.parts import head, nothing_here, section
from pages.shared.queue_list import show_queue
from pages.shared.user import may
from pages.shared.workspace import current_workspace

PER_PAGE = 20

if may(Act.ADD_FILES):
    head("Articles", "Put articles in, and see what became of each. Analysis goes on when you leave this page.")
    files, folder, paste = st.tabs(
        [
            ":material/upload_file: Files or archives",
            ":material/drive_folder_upload: A folder",
            ":material/content_paste: Paste a text",
        ]
    )
    with files:
        upload_files("Drop files here", folder=False)
    with folder:
        upload_files("Choose a folder", folder=True)
    with paste:
        paste_article()
else:
    head("Articles", "What is in this workspace, and what became of the files put in.")

show_queue()

every = gather(current_filters()).articles
articles = filtered(every, current_filters())
section(
    "In this workspace",
    f"{plural(len(articles), 'article')}" + (f" of {len(every)}" if len(every) > len(articles) else ""),
)
show_active_filters()
if articles.empty:
    nothing_here("article", any_articles=len(every) > 0)
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    words = st.text_input(
        "Title or outlet holds", key="title", bind="query-params", persist_state="session", type="search", width=320
    )
    undated = st.toggle("Only those without a date", key="only_undated", bind="query-params", persist_state="session")
articles = holding(current_workspace(), articles, words, undated)

pages = max(-(-len(articles) // PER_PAGE), 1)
shown = min(st.session_state.get("list-page", 1), pages)
page = articles.iloc[(shown - 1) * PER_PAGE : shown * PER_PAGE]
for article in current_workspace().frames.with_texts(page).to_dict("records"):
    show_article(article, settable=True)
if pages > 1:
    st.pagination(pages, key="list-page")
