"""A database of the Discourse Network Analyzer 3 (.dna) -> a Draft a document, and what was coded in it by hand."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from analysis.model import DateOrigin
from analysis.reading.coded import CodedStatement, from_utf16, waiting
from analysis.reading.draft import Draft, clean_line
from analysis.reading.errors import UnreadableError

DATABASE = b"SQLite format 3\x00"
_TABLES = {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "DATASHORTTEXT", "DATABOOLEAN"}
_VARIABLES = ("person", "organization", "concept", "agreement", "stance")
# A statement's values of the variables that Parley knows, under the names that DNA gives them.
_VALUES = """
SELECT d.StatementId AS id, lower(v.Variable) AS name, e.Value AS value FROM DATASHORTTEXT d
JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity
UNION ALL
SELECT d.StatementId, lower(v.Variable), d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId
"""
_STATEMENTS = """
SELECT s.ID AS id, s.DocumentId AS document, s.Start AS start, s.Stop AS stop, t.Label AS type
FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId ORDER BY s.DocumentId, s.Start, s.ID
"""


def read_dna(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read the documents of a DNA database; their texts stay as they are, so that offsets hold.

    Raises:
        UnreadableError: where it is another database, of DNA 2, or broken; nothing is read then.
    """
    with _opened(file, data) as connection:
        documents = _rows(connection, "SELECT * FROM DOCUMENTS ORDER BY ID")
        statements = _rows(connection, "SELECT DISTINCT DocumentId FROM STATEMENTS")
    coded = {row["DocumentId"] for row in statements}
    for row in documents:
        problems = (waiting(),) if row["ID"] in coded else ()
        yield Draft(
            file=document_name(file, row["ID"]),
            text=document_text(row["Text"]),
            title=clean_line(row["Title"]),
            # DNA has no unknown date: the very first second is what an exporter without one writes.
            published=_day(row["Date"]),
            published_origin=DateOrigin.METADATA,
            source=clean_line(row["Source"]),
            author=clean_line(row["Author"]),
            url=next(
                (word for word in str(row["Notes"] or "").split() if word.startswith(("http://", "https://"))), None
            ),
            problems=problems,
        )


def coded_in_dna(file: str, data: bytes) -> list[CodedStatement]:
    """The statements that people coded in a DNA database, of every type that has a variable Parley knows.

    Raises:
        UnreadableError: as :func:`read_dna`.
    """
    with _opened(file, data) as connection:
        documents = {row["ID"]: row for row in _rows(connection, "SELECT ID, Title, Source, Text FROM DOCUMENTS")}
        values: dict[int, dict[str, Any]] = {}
        for row in _rows(connection, _VALUES):
            if row["name"] in _VARIABLES:
                values.setdefault(row["id"], {})[row["name"]] = row["value"]
        statements = _rows(connection, _STATEMENTS)
    found = []
    for row in statements:
        document, own = documents.get(row["document"]), values.get(row["id"], {})
        if document is None or not own:
            continue
        text = document_text(document["Text"])
        start, end = from_utf16(text, row["start"]), from_utf16(text, row["stop"])
        found.append(
            CodedStatement(
                name=f"statement {row['id']}",
                document=document_name(file, row["document"]),
                title=str(document["Title"]),
                source=str(document["Source"] or ""),
                document_text=text,
                start=start,
                end=end,
                text=text[start:end],
                speaker=own.get("person") or None,
                party=own.get("organization") or None,
                concept=own.get("concept") or None,
                agreement=own.get("agreement"),
                stance=own.get("stance") or None,
            )
        )
    return found


def document_name(file: str, document: object) -> str:
    """The name of a document's article, as a row of its file."""
    return f"{file}#{document}"


def document_text(text: object) -> str:
    """A document's text; what can't be stored becomes a space each, so that offsets hold."""
    return str(text or "").replace("\r\n", " \n").replace("\r", "\n").replace("\x00", " ")


@contextmanager
def _opened(file: str, data: bytes) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables >= _TABLES:
            raise UnreadableError(file, "This database is not of the Discourse Network Analyzer 3; export its texts.")
        yield connection
    except sqlite3.Error as error:
        reason = f"The database is damaged ({error}); nothing of it was read. Save it anew in DNA."
        raise UnreadableError(file, reason) from None
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, query: str) -> list[sqlite3.Row]:
    return connection.execute(query).fetchall()


def _day(seconds: object) -> dt.date | None:
    if not isinstance(seconds, int) or seconds == 0:
        return None
    try:
        return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).date()
    except OverflowError:
        return None
