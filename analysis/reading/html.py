"""A saved web page -> Draft."""

from __future__ import annotations

import codecs
import logging
import re

from analysis.model import DateOrigin
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.page_date import page_date

for _library in ("trafilatura", "htmldate"):
    # What they would print of a page that is broken is said by UnreadableError.
    logging.getLogger(_library).setLevel(logging.CRITICAL)
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
    found = bare_extraction(page, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        found = Document()
    # A short page has too little for trafilatura's rules; its paragraphs are taken as they are.
    text = found.text or baseline(page)[1]
    if not text or not text.strip():
        raise UnreadableError(file, "There is no text in this page; scripts may draw it. Paste the text instead.")
    published = page_date(tree)
    return Draft(
        file=file,
        text=clean(re.sub(r"\n+", "\n\n", text)),
        title=clean_line(found.title),
        published=published,
        published_origin=DateOrigin.PAGE if published else DateOrigin.UNKNOWN,
        source=clean_line(found.sitename),
        author=clean_line(found.author),
        url=clean_line(found.url),
    )


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
