"""Draft + metadata -> Article: title, date and language are settled, furniture is found."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from analysis.model import Article, DateOrigin, Furniture
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.furniture import find_furniture
from analysis.reading.language import require_english
from analysis.reading.published import date_in_name, date_in_text
from analysis.reading.titles import title_in_text, title_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.reading.draft import Draft
    from analysis.reading.metadata import Metadata

# Longer than any article or transcript; spaCy's own limit for one text is the same.
MAX_CHARACTERS = 1_000_000
# The shortest report has a subject, a verb and one word more: "Talks have resumed".
_WORDS_OF_SENTENCE = 3
_BYLINE = re.compile(
    r"(?:(?:written|reported|posted)\s+)?by:?\s+(?P<names>(?-i:[A-Z])[^\d|,•\n]{2,80}?)"
    r"\s*(?:[|,•–—]|\s-\s|\s(?:in|at|for)\s|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def complete(draft: Draft, metadata: Metadata | None) -> Iterator[Article | SetAsideError]:
    """Make the article of a draft, and tell of the details that were set aside.

    Metadata wins over what the file says. A date comes from metadata, front matter or page, the file's name, or the
    dateline, in this order, and stays unknown otherwise.

    Raises:
        UnreadableError: where there is no sentence to read, too much of it, or it isn't English.
    """
    _require_text(draft)
    require_english(draft.file, draft.text)
    _require_sentence(draft)
    published, origin = _published(draft, metadata)
    title = (metadata and metadata.title) or draft.title or title_in_text(draft.text) or title_of_file(draft.file)
    furniture = find_furniture(draft.text, title)
    yield Article(
        file=draft.file,
        title=title,
        text=draft.text,
        published=published,
        published_origin=origin,
        source=(metadata and metadata.source) or draft.source,
        author=(metadata and metadata.author) or draft.author or _author_in_byline(draft.text, furniture),
        url=(metadata and metadata.url) or draft.url,
        furniture=furniture,
    )
    for problem in draft.problems:
        yield SetAsideError(draft.file, problem)


def _published(draft: Draft, metadata: Metadata | None) -> tuple[dt.date | None, DateOrigin]:
    if metadata and metadata.published:
        return metadata.published, DateOrigin.METADATA
    if draft.published:
        return draft.published, draft.published_origin
    named = date_in_name(draft.file)
    if named:
        return named, DateOrigin.FILE_NAME
    written = date_in_text(draft.text)
    if written:
        return written, DateOrigin.DATELINE
    return None, DateOrigin.UNKNOWN


def _author_in_byline(text: str, furniture: tuple[Furniture, ...]) -> str | None:
    """The names of the first byline that has one; "by editor" has none."""
    for span in furniture:
        if span.kind == "byline":
            match = _BYLINE.match(text, span.start, span.end)
            if match:
                return match["names"].strip()
    return None


def _require_text(draft: Draft) -> None:
    if not draft.text.strip():
        raise UnreadableError(draft.file, "There is no text in this file.")
    if len(draft.text) > MAX_CHARACTERS:
        reason = f"The text has {len(draft.text):,} characters, more than any article ({MAX_CHARACTERS:,}); split it."
        raise UnreadableError(draft.file, reason)


def _require_sentence(draft: Draft) -> None:
    if not any(len(_WORD.findall(line)) >= _WORDS_OF_SENTENCE for line in draft.text.split("\n")):
        raise UnreadableError(draft.file, "There is not one sentence in this file; Parley needs text to read.")
