"""RSS and Atom files -> a Draft an entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from analysis.model import DateOrigin
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.published import DateError, parse_date

_ROOT = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:rss|feed|(?:rdf:)?RDF)\b", re.S | re.I)
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "ul", "ol", "table", "figure")


def is_feed(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a feed."""
    return _ROOT.match(head) is not None


def read_feed(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read the entries: the whole content where the feed has it, the summary where not.

    Raises:
        UnreadableError: where it is broken XML, or has no entry; nothing is read then.
    """
    import feedparser

    feed = feedparser.parse(data, response_headers={"content-location": ""})
    problem = feed.get("bozo_exception")
    if isinstance(problem, SAXException):
        line = f" in line {problem.getLineNumber()}" if hasattr(problem, "getLineNumber") else ""
        raise UnreadableError(file, f"The feed is broken{line}, and nothing of it was read; save it anew.")
    if not feed.entries:
        raise UnreadableError(file, "There is no entry in this feed.")
    outlet = clean_line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        yield _draft(f"{file}#{number}", entry, outlet)


def _draft(name: str, entry: Any, outlet: str | None) -> Draft | UnreadableError:  # noqa: ANN401 (feedparser has no types)
    written = next((part.value for part in entry.get("content", ()) if part.get("value")), None) or entry.get("summary")
    text = _plain(written) if written else ""
    if not text:
        return UnreadableError(name, "This entry has neither a content nor a summary.")
    published, problems = _published(entry)
    return Draft(
        file=name,
        text=text,
        title=clean_line(_plain(entry.get("title") or "")),
        published=published,
        published_origin=DateOrigin.METADATA,
        source=clean_line(entry.get("source", {}).get("title")) or outlet,
        author=clean_line(entry.get("author")),
        url=clean_line(entry.get("link")),
        problems=problems,
    )


def _published(entry: Any) -> tuple[dt.date | None, tuple[str, ...]]:  # noqa: ANN401
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    written = entry.get("published") or entry.get("updated")
    if not moment:
        return None, (f"The date of the entry, “{written}”, can't be read and was set aside.",) if written else ()
    try:
        return parse_date(dt.date(*moment[:3])), ()
    except (DateError, ValueError) as error:
        return None, (f"The date of the entry was set aside. {error}",)


def _plain(markup: str) -> str:
    """The text of a piece of HTML, a paragraph a block."""
    from lxml import html

    if "<" not in markup and "&" not in markup:
        return clean(markup)
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.iter(*_BLOCKS):
        element.text = "\n\n" + (element.text or "")
        element.tail = "\n\n" + (element.tail or "")
    return clean(root.text_content())
