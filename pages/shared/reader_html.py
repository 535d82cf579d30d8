"""An article's text with what was found in it lit in place; every text is escaped."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from analysis.model import Article, DateOrigin
from analysis.views.cards import Card
from analysis.views.days import in_words
from analysis.views.palette import party_colour
from analysis.views.reader import Reading, Segment
from pages.shared.text import escape

LAYERS = {"statements": "Statements", "actors": "Actors", "dates": "Dates", "events": "Events"}


def text_html(reading: Reading, layers: Collection[str], cards: Mapping[int, Card], chosen: int | None) -> str:
    """The article's paragraphs; the statement or event in focus has the id ``parley-focus``.

    Args:
        reading: the article in segments.
        layers: which of ``LAYERS`` to light.
        cards: statement id -> its card, for what is said on hover.
        chosen: the statement whose text is in focus, if any.
    """
    focused = False
    paragraphs = []
    for segments in reading.paragraphs:
        pieces = []
        for segment in segments:
            first = segment.focus and not focused
            focused = focused or segment.focus
            pieces.append(_segment(segment, layers, cards, first, chosen))
        paragraphs.append(f"<p>{''.join(pieces)}</p>")
    return f'<div class="parley-text">{"".join(paragraphs)}</div>'


def head_html(article: Article) -> str:
    """The article's title, outlet, author, date and where the date comes from."""
    if article.published_origin == DateOrigin.UNKNOWN:
        date = "<span class='unknown'>date unknown</span>"
    else:
        date = f"{escape(in_words(article.published))} (date from: {escape(article.published_origin)})"
    parts = [escape(article.source or "unknown outlet"), date]
    parts += [f"by {escape(article.author)}"] if article.author else []
    parts += [escape(article.file)]
    return (
        f"<div class='parley-head'><h1>{escape(article.title or article.file)}</h1>"
        f"<p class='parley-meta'>{' · '.join(parts)}</p></div>"
    )


def follow_clicks() -> None:
    """A click on a statement in the text opens it as the link on its card would, without loading the page anew."""
    st.html(_FOLLOW, unsafe_allow_javascript=True)


# The address is made of the number alone, which the text's HTML carries in data-statement; no text from an article.
_FOLLOW = """<script>
document.querySelector('.parley-text')?.addEventListener('click', event => {
  const lit = event.target.closest('[data-statement]');
  if (!lit) return;
  const link = document.querySelector(`a[href*="statement=${Number(lit.dataset.statement)}"]`);
  if (link) { link.click(); return; }
  const address = new URL(location.href);
  address.searchParams.set('statement', Number(lit.dataset.statement));
  location.assign(address);
});
</script>"""


def _segment(
    segment: Segment, layers: Collection[str], cards: Mapping[int, Card], first: bool, chosen: int | None
) -> str:
    classes, hints, more = [], [], ""
    if segment.statement_ids and "statements" in layers:
        number = chosen if chosen in segment.statement_ids else segment.statement_ids[0]
        classes.append("statement")
        hints.append(_statement_hint(cards.get(number)))
        more += f' data-statement="{number}"'
    if segment.event_ids and "events" in layers:
        classes.append("event")
        hints.append("event")
    if segment.mention and "actors" in layers:
        classes.append("actor")
        hints.append(segment.mention + (f", {segment.party}" if segment.party else ""))
        more += f' style="text-decoration-color:{party_colour(segment.party)}"'
    if segment.date and "dates" in layers:
        classes.append("date")
        hints.append(in_words(segment.date))
    classes += ["furniture"] if segment.furniture else []
    classes += ["focus"] if segment.focus else []
    text = escape(segment.text).replace("\n", "<br>")
    if not classes:
        return text
    more += ' id="parley-focus"' if first else ""
    hint = escape(" · ".join(hint for hint in hints if hint))
    return f'<span class="{" ".join(classes)}" title="{hint}"{more}>{text}</span>'


def _statement_hint(card: Card | None) -> str:
    if card is None:
        return "statement"
    stances = "".join(f"; {theme.name}: {theme.stance}" for theme in card.themes)
    return f"{card.speaker}{f' ({card.party})' if card.party else ''}{stances}"
