"""One article, with what was found in it lit in place."""

from __future__ import annotations

import streamlit as st

from analysis.model import DateOrigin
from analysis.store import Filters, UnknownIdError
from analysis.views.cards import cards
from analysis.views.reader import read
from analysis.views.style import plural
from pages.shared.article_list import set_date
from pages.shared.card import show_card, show_cards
from pages.shared.evidence import gather
from pages.shared.navigation import link, number_in_address
from pages.shared.parts import empty, scroll_to, section
from pages.shared.reader_html import LAYERS, follow_clicks, head_html, text_html
from pages.shared.workspace import current_theme_names, current_workspace

workspace = current_workspace()
article_id, statement, event = (number_in_address(name) for name in ("article", "statement", "event"))
try:
    focus = None
    if statement is not None:
        found = workspace.frames.statement(statement)
        article_id, focus = int(found["article_id"]), (int(found["start"]), int(found["end"]))
    events = gather(Filters()).events
    if event is not None and (events["event_id"] == event).any():
        found = events[events["event_id"] == event].iloc[0]
        article_id, focus = int(found["article_id"]), (int(found["start"]), int(found["end"]))
    reading = read(workspace, article_id or 0, focus)
except UnknownIdError:
    empty("No article to read", "Open one from the list of articles, or from any statement’s card.")
    link("articles", "To the articles", ":material/library_books:")
    st.stop()

article = reading.article
st.html(head_html(article))
if article.published_origin == DateOrigin.UNKNOWN:
    set_date(reading.article_id, "The publication date is unknown. Set it")
layers = st.pills(
    "Light in the text", list(LAYERS), selection_mode="multi", default=["statements", "actors"], key="layers",
    bind="query-params", persist_state="session", format_func=LAYERS.__getitem__,
)  # fmt: skip

text, beside = st.columns([3, 2], gap="large")
shown = {card.statement_id: card for card in cards(workspace, reading.statement_ids, current_theme_names())}
with text:
    st.html(text_html(reading, layers, shown, statement))
    if focus:
        scroll_to("parley-focus", (statement, event))
with beside, st.container(key="beside-text"):
    if statement in shown:
        section("The statement lit in the text")
        show_card(shown[statement], key="asked", in_text="Show in the text")
    at = max(reading.statement_ids.index(statement) - 2, 0) if statement in shown else 0
    others = [number for number in reading.statement_ids[at:] if number != statement]
    what = "other statement" if statement in shown else "statement"
    section(f"{plural(len(shown) - (statement in shown), what)} in this article")
    show_cards(others, key=f"read-{reading.article_id}-{at}", in_text="Show in the text")
    if at:
        link("reader", "From the first statement", ":material/vertical_align_top:", article=reading.article_id)
follow_clicks()
