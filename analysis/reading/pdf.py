"""A PDF with a text layer -> Draft."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.paragraphs import wrapped_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfReader

# What pypdf would print of a file that is broken is said by UnreadableError.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
MAX_PAGES = 1000
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w+)-\n(\w+)")


def read_pdf(file: str, data: bytes) -> Draft:
    """Read the text layer of a PDF; lines are joined to paragraphs, page numbers and running heads left out.

    The dates among its properties tell when the PDF was made, which may be the day it was printed from a page; they are
    not taken.

    Raises:
        UnreadableError: where it is broken, has a password, or is scanned: pictures of pages without text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(file, "The PDF is locked with a password; save it without one and add it again.")
        pages = _pages(file, reader)
        properties = reader.metadata
        title, author = (properties.title, properties.author) if properties else (None, None)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise UnreadableError(file, "The PDF is broken and can't be read; print it to a new PDF.") from None
    text = _unwrap("\n".join(_without_running_heads(pages)))
    if sum(character.isalpha() for character in text) < 20:
        reason = "The PDF is scanned: it has pictures of pages and no text. Run text recognition (OCR) on it first."
        raise UnreadableError(file, reason)
    return Draft(file=file, text=text, title=_title(clean_line(title)), author=_author(clean_line(author)))


def _pages(file: str, reader: PdfReader) -> list[str]:
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableError(file, f"The PDF has {len(reader.pages):,} pages; split it into its articles.")
    return [clean(page.extract_text()) for page in reader.pages]


def _title(title: str | None) -> str | None:
    """The title that the PDF states, unless a program made it up from the name of a file."""
    if title is None or len(title.split()) < 3 or re.search(r"^Microsoft |\.\w{2,4}$|^untitled", title, re.IGNORECASE):
        return None
    return title


def _author(author: str | None) -> str | None:
    """The author, unless a program put something there where nobody had."""
    return None if author and author.lower().strip("()") in ("anonymous", "user", "admin", "unknown") else author


def _without_running_heads(pages: list[str]) -> list[str]:
    """Drop the first and last lines that pages share, numbers apart, and lines that are a page number."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = page.split("\n")
        edges.update({_shape(line) for line in (*lines[:2], *lines[-2:])})
    often = {shape for shape, count in edges.items() if count >= 2 and 2 * count > len(pages)}
    kept = []
    for page in pages:
        lines = page.split("\n")
        last = len(lines) - 2
        edge = [index < 2 or index >= last for index in range(len(lines))]
        kept.append("\n".join(line for line, at in zip(lines, edge, strict=True) if not (at and _is_head(line, often))))
    return kept


def _is_head(line: str, often: set[str]) -> bool:
    return _shape(line) in often or bool(_PAGE_NUMBER.fullmatch(line))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _unwrap(text: str) -> str:
    """Each paragraph on one line, words that were divided at the ends of lines whole again."""
    joined = (text[start:end] for start, end in wrapped_paragraphs(text))
    return "\n\n".join(" ".join(_HYPHEN.sub(_undivided(text), block).split()) for block in joined)


def _undivided(text: str) -> Callable[[re.Match[str]], str]:
    words = set(re.findall(r"[\w-]+", text))

    def join(match: re.Match[str]) -> str:
        before, after = match.groups()
        hyphenated = f"{before}-{after}"
        # "long-" and "term" stay hyphenated where the text has "long-term" elsewhere, or a capital or number follows.
        keep = hyphenated in words or not after[0].islower()
        return hyphenated if keep and before + after not in words else before + after

    return join
