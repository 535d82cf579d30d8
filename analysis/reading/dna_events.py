"""An event list of the Discourse Network Analyzer (CSV) -> a Draft a document, and what was coded by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from analysis.model import DateOrigin
from analysis.reading.coded import CodedStatement, waiting
from analysis.reading.decoding import decode
from analysis.reading.dna import document_name
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.published import DateError, parse_date
from analysis.reading.tables import MAX_FIELD

_COLUMNS = {"statement_id", "start_position", "stop_position", "text", "document_id", "document_title"}
Row = dict[str, str]


def is_event_list(head: bytes) -> bool:
    """Whether the first bytes of a table are the head of an event list."""
    names = head.split(b"\n", 1)[0].decode("utf-8", "ignore").replace('"', "").strip().split(";")
    return set(names) >= _COLUMNS


def read_dna_events(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read a document for each that the list names: an event list has no texts, so it is made of its statements.

    Raises:
        UnreadableError: where a row is not what the head says; nothing is read then.
    """
    documents: dict[str, list[Row]] = {}
    for row in _rows(file, data):
        documents.setdefault(row["document_id"], []).append(row)
    for document, rows in documents.items():
        first, problems = rows[0], [waiting()]
        texts = [clean(row["text"]) for row in sorted(rows, key=lambda row: int(row["start_position"]))]
        published = None
        if first.get("time"):
            try:
                published = parse_date(first["time"])
            except DateError as error:
                problems.append(f"The date was set aside. {error}")
        yield Draft(
            file=document_name(file, document),
            text="\n\n".join(dict.fromkeys(texts)),
            title=clean_line(first["document_title"]),
            published=published,
            published_origin=DateOrigin.METADATA,
            source=clean_line(first.get("document_source")),
            author=clean_line(first.get("document_author")),
            problems=tuple(problems),
        )


def coded_in_events(file: str, data: bytes) -> list[CodedStatement]:
    """The statements of an event list; the texts of their documents are not in it.

    Raises:
        UnreadableError: as :func:`read_dna_events`.
    """
    return [
        CodedStatement(
            name=f"statement {row['statement_id']}",
            document=document_name(file, row["document_id"]),
            title=row["document_title"],
            source=row.get("document_source", ""),
            document_text="",
            start=int(row["start_position"]),
            end=int(row["stop_position"]),
            text=row["text"],
            speaker=row.get("person") or None,
            party=row.get("organization") or None,
            concept=row.get("concept") or None,
            agreement=int(row["agreement"]) if row.get("agreement") in ("0", "1") else None,
            stance=row.get("stance") or None,
        )
        for row in _rows(file, data)
    ]


def _rows(file: str, data: bytes) -> list[Row]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.DictReader(io.StringIO(decode(file, data), newline=""), delimiter=";")
    rows: list[Row] = []
    try:
        for number, row in enumerate(reader, start=1):
            places = (row["start_position"], row["stop_position"])
            if None in row.values() or None in row or not all((place or "").isdigit() for place in places):
                reason = f"Row {number} has not the columns that the head names; nothing was read. Export it anew."
                raise UnreadableError(file, reason)
            rows.append({name: _shown(value) for name, value in row.items()})
    except csv.Error as error:
        raise UnreadableError(file, f"The table breaks off after row {len(rows)}: {error}.") from None
    return rows


def _shown(value: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return value[1:] if value[:1] == "'" and value[1:2] in "=+-@" and len(value) > 1 else value
