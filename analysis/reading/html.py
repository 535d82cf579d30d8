"""A saved web page -> Draft."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from typing import TYPE_CHECKING

from analysis.model import DateOrigin
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.published import EARLIEST, DateError, parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def read_html(file: str, data: bytes) -> Draft:
    """Read the article of a page with trafilatura; scripts, menus and comments are left out.

    Raises:
        UnreadableError: where the page holds no text of an article.
    """
    return read_page(file, _decode_page(file, data))


def read_page(file: str, page: str) -> Draft:
    """Read a decoded page; see :func:`read_html`.

    Raises:
        UnreadableError: where the page holds no text of an article.
    """
    from trafilatura import bare_extraction, baseline, load_html
    from trafilatura.settings import Document

    tree = load_html(page)
    if tree is None:
        raise UnreadableError(file, "This page can't be read as HTML.")
    found = bare_extraction(page, include_comments=False, date_extraction_params={"extensive_search": False})
    if not isinstance(found, Document):
        found = Document()
    # A short page has too little for trafilatura's rules; its paragraphs are taken as they are.
    text = found.text or baseline(page)[1]
    if not text or not text.strip():
        raise UnreadableError(
            file, "There is no text in this page; it may be drawn by scripts. Paste the text instead."
        )
    published, problems = _published(tree)
    return Draft(
        file=file,
        text=clean(re.sub(r"\n+", "\n\n", text)),
        title=clean_line(found.title),
        published=published,
        published_origin=DateOrigin.PAGE if published else DateOrigin.UNKNOWN,
        source=clean_line(found.sitename),
        author=clean_line(found.author),
        url=clean_line(found.url),
        problems=problems,
    )


def _published(tree: HtmlElement) -> tuple[dt.date | None, tuple[str, ...]]:
    """The date that the page states, by htmldate without its search through the whole text, which may guess."""
    from htmldate import find_date

    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    found = find_date(
        tree, extensive_search=False, original_date=True, min_date=EARLIEST.isoformat(), max_date=tomorrow.isoformat()
    )
    if not found:
        return None, ()
    try:
        return parse_date(found), ()
    except DateError as error:
        return None, (f"The date of the page was set aside. {error}",)


def _decode_page(file: str, data: bytes) -> str:
    """A page may name its own encoding; UTF-8 wins, as pages that are UTF-8 often name another."""
    match = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if match:
            try:
                return data.decode(codecs.lookup(match[1].decode()).name)
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(file, data)
