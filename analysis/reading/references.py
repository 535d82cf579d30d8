"""A bibliography (RIS, or CSL JSON, as Zotero exports them) -> what is known of the articles beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from analysis.reading.decoding import decode
from analysis.reading.draft import clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import Metadata, MetadataTable, read_metadata
from analysis.reading.published import DateError, parse_date

# Titles shorter than this, in letters, are too common to name an article.
_TELLING = 12
_CSL_FIELDS = {"issued", "container-title", "itemType", "citation-key", "author"}
REFERENCES = (".ris", ".json", ".csljson")
_TEXT_FIELDS = {"text", "body", "content", "quotes"}


@dataclass
class References(MetadataTable):
    """The references of a bibliography; one is of a file by its attachment's name, its title or its address.

    Keys are the names of attached files, or else the numbers of the references.
    """

    matched: set[int] = field(default_factory=set)

    def of(self, file: str) -> Metadata | None:
        """The reference of a file: by the name of the attachment, or by a title that the file's name holds."""
        named = super().of(file)
        stem = _letters(PurePosixPath(file.replace("\\", "/")).stem)
        return self._take(named or self._find(lambda one: _is_telling(one.title) and _letters(one.title) in stem))

    def of_article(self, title: str | None, url: str | None) -> Metadata | None:
        """The reference of an article, by its address or its title."""
        by_url = self._find(lambda one: bool(url and one.url) and _place(one.url) == _place(url))
        same_title = self._find(lambda one: _is_telling(title) and _letters(one.title) == _letters(title))
        return self._take(by_url or same_title)

    def missing(self, files: Iterable[str]) -> list[str]:
        """A sentence for each reference that belongs to none of the articles."""
        for file in files:
            self.of(file)
        return [
            f"Reference {one.row} of {self.name}, “{one.title or one.url or one.file}”, belongs to none of the files."
            for one in self.values()
            if one.row not in self.matched
        ]

    def _find(self, fits: Any) -> Metadata | None:  # noqa: ANN401
        return next((one for one in self.values() if fits(one)), None)

    def _take(self, found: Metadata | None) -> Metadata | None:
        if found:
            self.matched.add(found.row)
        return found


def is_references(name: str, head: bytes) -> bool:
    """Whether a file is a bibliography, by its name and first bytes."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix == ".ris":
        return True
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix not in REFERENCES or not start.startswith(b"["):
        return False
    fields = {found.decode("ascii", "ignore") for found in re.findall(rb'"([A-Za-z-]+)"\s*:', head)}
    return "type" in fields and bool(fields & _CSL_FIELDS) and not fields & _TEXT_FIELDS


def read_known(data: bytes, name: str) -> MetadataTable:
    """Read what is known of articles: a table of metadata, or a bibliography.

    Raises:
        UnreadableError: where it is neither.
    """
    return read_references(name, data) if is_references(name, data[:4096]) else read_metadata(data, name)


def read_references(name: str, data: bytes) -> References:
    """Read a bibliography.

    Raises:
        UnreadableError: where it is none, or broken; nothing of it is used then.
    """
    text = decode(name, data)
    rows = _read_ris(name, text) if PurePosixPath(name.lower()).suffix == ".ris" else _read_csl(name, text)
    table = References(name=name)
    for number, row in enumerate(rows, start=1):
        published = None
        if row["date"]:
            try:
                published = parse_date(row["date"])
            except DateError as error:
                table.problems.append(f"Reference {number} of {name}: the date was set aside. {error}")
        file = PurePosixPath(str(row["file"] or "").replace("\\", "/")).name
        known = {kind: clean_line(row[kind]) for kind in ("title", "source", "author", "url")}
        table[file or f"#{number}"] = Metadata(file=file, published=published, row=number, **known)
    return table


def _read_ris(name: str, text: str) -> list[dict[str, Any]]:
    import rispy

    try:
        entries = rispy.loads(text)
    except (ValueError, KeyError, OSError) as error:
        raise UnreadableError(name, f"The bibliography can't be read ({error}); export it from Zotero anew.") from None
    if not entries:
        raise UnreadableError(name, "There is no reference in this bibliography.")
    return [
        {
            "title": _first(entry, "title", "primary_title", "translated_title"),
            "source": _first(
                entry, "secondary_title", "journal_name", "alternate_title1", "alternate_title3", "publisher"
            ),
            "author": [_in_order(name) for name in _first(entry, "authors", "first_authors") or []],
            "url": _first(entry, "url", "urls"),
            "date": _day(str(_first(entry, "date", "publication_year", "year") or "")),
            "file": _first(entry, "file_attachments1", "file_attachments2"),
        }
        for entry in entries
    ]


def _read_csl(name: str, text: str) -> list[dict[str, Any]]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(name, f"This is not JSON ({error}); export it from Zotero anew.") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnreadableError(name, "This is no bibliography in CSL JSON: a list of references is due.")
    return [
        {
            "title": entry.get("title"),
            "source": entry.get("container-title") or entry.get("publisher"),
            "author": [_csl_name(author) for author in entry.get("author") or [] if isinstance(author, dict)],
            "url": entry.get("URL"),
            "date": _csl_date(entry.get("issued")),
            "file": entry.get("file"),
        }
        for entry in entries
    ]


def _first(entry: dict[str, Any], *names: str) -> Any:  # noqa: ANN401
    found = next((entry[name] for name in names if entry.get(name)), None)
    return found[0] if isinstance(found, list) and names[0] not in ("authors",) else found


def _day(written: str) -> str:
    """The date of RIS, ``2025/04/17/``, as year-month-day; empty where it has no day, as a year alone is no date."""
    parts = [part for part in re.split(r"[/-]", written.strip()) if part.strip()][:3]
    return "-".join(part.strip().zfill(2) for part in parts) if len(parts) == 3 else ""


def _csl_date(issued: object) -> str:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return "-".join(str(part).zfill(2) for part in first) if len(first) == 3 else ""


def _csl_name(author: dict[str, Any]) -> str:
    return str(author.get("literal") or " ".join(filter(None, (author.get("given"), author.get("family")))))


def _in_order(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def _is_telling(title: str | None) -> bool:
    return len(_letters(title)) >= _TELLING


def _place(url: str | None) -> str:
    """An address without what doesn't tell pages apart."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", (url or "").lower())
