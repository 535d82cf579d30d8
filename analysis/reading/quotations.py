"""GDELT's Global Quotation Graph (JSON lines, gzipped or not) -> a Draft an article."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from analysis.model import DateOrigin
from analysis.reading.allowance import MAX_UNPACKED
from analysis.reading.archive import BOMB, MAX_RATIO
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.published import DateError, parse_date

GZIP = b"\x1f\x8b"
_ENGLISH = {"english", "en", "eng", ""}
_SMALL = 1_000_000


def is_quotations(head: bytes) -> bool:
    """Whether the first bytes of JSON lines are those of the quotation graph."""
    return b'"quotes"' in head and b'"quote"' in head


def read_quotations(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read the articles: each is made of its quotations with the words around them, which name the speaker.

    Raises:
        UnreadableError: where a line isn't one of the graph; nothing is read then, as the file may be cut off.
    """
    rows = list(_rows(file, decode(file, _unpacked(file, data))))
    foreign = 0
    for number, row in rows:
        if str(row.get("lang") or "").strip().casefold() in _ENGLISH:
            yield _draft(f"{file}#{number}", row)
        else:
            foreign += 1
    if foreign:
        yield SetAsideError(file, f"{foreign:,} of {len(rows):,} articles are not in English and were left out.")


def _unpacked(file: str, data: bytes) -> bytes:
    if not data.startswith(GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, MAX_UNPACKED)
    except zlib.error:
        raise UnreadableError(file, "The gzip file is damaged; nothing of it was read. Fetch it anew.") from None
    if unpacker.unconsumed_tail or len(found) > max(_SMALL, MAX_RATIO * len(data)):
        raise UnreadableError(file, BOMB)
    if not unpacker.eof:
        raise UnreadableError(file, "The gzip file breaks off; nothing of it was read. Fetch it anew.")
    return found


def _rows(file: str, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise UnreadableError(file, f"Line {number} is not JSON; nothing was read. Fetch the file anew.") from None
        if not isinstance(row, dict) or not isinstance(row.get("quotes"), list):
            reason = f"Line {number} has no list of quotes, as the quotation graph has; nothing was read."
            raise UnreadableError(file, reason)
        yield number, row


def _draft(name: str, row: dict[str, Any]) -> Draft:
    published, problems = None, []
    try:
        published = parse_date(row["date"]) if row.get("date") else None
    except DateError as error:
        problems.append(f"The date was set aside. {error}")
    quotes = [quote for quote in row["quotes"] if isinstance(quote, dict)]
    return Draft(
        file=name,
        text=clean("\n\n".join(map(_passage, quotes))),
        title=clean_line(row.get("title")),
        published=published,
        published_origin=DateOrigin.METADATA,
        source=_outlet(clean_line(row.get("url"))),
        url=clean_line(row.get("url")),
        problems=tuple(problems),
    )


def _passage(quote: dict[str, Any]) -> str:
    before, words, after = (" ".join(str(quote.get(part) or "").split()) for part in ("pre", "quote", "post"))
    words = words.strip('“”"')
    return f"{before} “{words}” {after}".strip()


def _outlet(url: str | None) -> str | None:
    """The host of an address: the graph doesn't name outlets."""
    from urllib.parse import urlsplit

    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
