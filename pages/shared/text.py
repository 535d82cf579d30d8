"""Text from articles, made harmless: it is never HTML or Markdown of its own."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&@^=])")
# A joiner of no width after a colon: Streamlit reads :material/...:, :red[...] and :smile: even behind a backslash.
_COLON = ":\u2060"


def escape(text: object) -> str:
    """Plain text as HTML that shows it, in elements and in quoted attributes."""
    return html.escape(str(text), quote=True)


def label(text: str) -> str:
    """Plain text as one line of Markdown that shows it: for labels, captions and headings."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split())).replace(":", _COLON)


def shorten(text: str, characters: int) -> str:
    """The text on one line, cut between words with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[:characters].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
