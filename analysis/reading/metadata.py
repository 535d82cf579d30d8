"""metadata.csv -> what an analyst knows of the articles beside it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis.reading.decoding import decode
from analysis.reading.draft import clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.published import DateError, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "metadata.csv"
COLUMNS = {
    "file": ("file", "filename", "file_name", "name", "path"),
    "published": ("published", "date", "published_time", "publication_date", "pubdate"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "source_url", "link"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of one article; None is unknown. ``row`` counts the rows of the table from 1, its head left out."""

    file: str = ""
    published: dt.date | None = None
    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    row: int = 0


@dataclass
class MetadataTable(dict[str, Metadata]):
    """The rows of a metadata.csv by their ``file``; ``problems`` are sentences on what was set aside."""

    name: str = NAME
    problems: list[str] = field(default_factory=list)

    def of(self, file: str) -> Metadata | None:
        """The row of a file, by its path or, where the path isn't in the table, by its name alone."""
        path = PurePosixPath(file.replace("\\", "/"))
        # Of "batch/old/a.txt", rows may name old/a.txt or a.txt.
        candidates = ("/".join(path.parts[index:]) for index in range(len(path.parts)))
        return next((self[name] for name in candidates if name in self), None)

    def missing(self, files: Iterable[str]) -> list[str]:
        """A sentence for each row that names none of the files."""
        used = {metadata.file for file in files if (metadata := self.of(file))}
        return [
            f"Row {metadata.row} of {self.name} names “{metadata.file}”, but there is no such file."
            for metadata in self.values()
            if metadata.file not in used
        ]


def read_metadata(source: Path | str | bytes, name: str | None = None) -> MetadataTable:
    """Read a table with the columns file, published, title, source and author; all but file may be missing.

    Args:
        source: the path of the table, or its bytes.
        name: what messages call the table; the name of the file by default.

    Returns:
        A dict from file to :class:`Metadata`, with ``problems``: sentences that name row and file, for dates that can't
        be read, rows without a file and files named twice. The rest of such a row is used.

    Raises:
        UnreadableError: where it is no table or has no column for the file.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    table = MetadataTable(name=name or (NAME if isinstance(source, bytes) else Path(source).name))
    text = decode(table.name, data)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    columns = {kind: _column(reader.fieldnames or (), names) for kind, names in COLUMNS.items()}
    if not columns["file"]:
        found = ", ".join(reader.fieldnames or ()) or "none"
        reason = f"The table has no column “file” that says which article a row is about; its columns are: {found}."
        raise UnreadableError(table.name, reason)
    for number, row in enumerate(reader, start=1):
        fields = {kind: clean_line(row.get(column)) if column else None for kind, column in columns.items()}
        if any(fields.values()):
            _add(table, number, fields)
    return table


def delimiter(text: str) -> str:
    """What separates the columns of a table: the one of comma, semicolon, tab and bar that its head has most of."""
    head = text.lstrip().split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _add(table: MetadataTable, number: int, fields: dict[str, str | None]) -> None:
    file = (fields["file"] or "").replace("\\", "/").removeprefix("./")
    if not file:
        table.problems.append(f"Row {number} of {table.name} names no file.")
        return
    if file in table:
        table.problems.append(f"Row {number} of {table.name} names “{file}” a second time and was set aside.")
        return
    published = None
    if fields["published"]:
        try:
            published = parse_date(fields["published"])
        except DateError as error:
            table.problems.append(f"Row {number} of {table.name}, file “{file}”: the date was set aside. {error}")
    table[file] = Metadata(file, published, fields["title"], fields["source"], fields["author"], fields["url"], number)


def _column(names: Iterable[str], accepted: Iterable[str]) -> str | None:
    by_name = {str(name).strip().lower().replace(" ", "_"): name for name in names if name}
    return next((by_name[name] for name in accepted if name in by_name), None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(path.name, f"The table can't be opened: {error.strerror}.") from None
