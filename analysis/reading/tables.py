"""CSV, TSV, JSON and JSON lines -> a Draft for each row."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from analysis.model import DateOrigin
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import COLUMNS, delimiter
from analysis.reading.published import DateError, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXT_COLUMNS = (
    "text", "body", "content", "article", "article_text", "article_body", "full_text", "fulltext", "maintext", "story",
)  # fmt: skip
MAX_FIELD = 10_000_000


def read_csv(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read a table with an article a row; the first row names the columns, of which one must hold the text.

    Raises:
        UnreadableError: where there is no such column, or the table can't be read.
    """
    csv.field_size_limit(MAX_FIELD)
    text = decode(file, data)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    _require_text_column(file, [name for name in reader.fieldnames or () if name])
    try:
        for number, row in enumerate(reader, start=1):
            if any(row.values()):
                yield _row(f"{file}#{number}", row)
    except csv.Error as error:
        yield UnreadableError(file, f"The table breaks off after row {reader.line_num - 1}: {error}.")


def read_json(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read JSON lines with an article a line, or a JSON document that is an article or a list of articles.

    Raises:
        UnreadableError: where no row has a text.
    """
    rows = list(_rows(file, decode(file, data)))
    names = list(dict.fromkeys(str(name) for _, row in rows if isinstance(row, dict) for name in row))
    if not any(isinstance(row, UnreadableError) for _, row in rows) or names:
        _require_text_column(file, names)
    for number, row in rows:
        if isinstance(row, dict):
            yield _row(f"{file}#{number}", row)
        elif isinstance(row, UnreadableError):
            yield row
        else:
            yield UnreadableError(f"{file}#{number}", "This row is not an article: an object with named fields is due.")


def _rows(file: str, text: str) -> Iterator[tuple[int, object]]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, _json(f"{file}#{number}", line)
    else:
        yield from enumerate(document if isinstance(document, list) else [document], start=1)


def _json(file: str, line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return UnreadableError(file, "This line is not JSON.")


def _row(file: str, row: Mapping[str, object]) -> Draft | UnreadableError:
    fields = {str(name).strip().lower().replace(" ", "_"): value for name, value in row.items() if name}
    written = _first(fields, TEXT_COLUMNS)
    text = clean(written) if isinstance(written, str) else ""
    if not text:
        return UnreadableError(file, "The text of this row is empty.")
    published = None
    problems: tuple[str, ...] = ()
    date = clean_line(_first(fields, COLUMNS["published"]))
    if date:
        try:
            published = parse_date(date)
        except DateError as error:
            problems = (f"The date was set aside. {error}",)
    return Draft(
        file=file,
        text=text,
        title=clean_line(_first(fields, COLUMNS["title"])),
        published=published,
        published_origin=DateOrigin.METADATA,
        source=clean_line(_first(fields, COLUMNS["source"])),
        author=clean_line(_first(fields, COLUMNS["author"])),
        url=clean_line(_first(fields, COLUMNS["url"])),
        problems=problems,
    )


def _first(fields: Mapping[str, object], names: Iterable[str]) -> object:
    return next((fields[name] for name in names if fields.get(name)), None)


def _require_text_column(file: str, names: list[str]) -> None:
    plain = {name.strip().lower().replace(" ", "_") for name in names}
    if plain & set(TEXT_COLUMNS):
        return
    if plain & {"file", "filename"} and plain & {*COLUMNS["published"], *COLUMNS["source"], *COLUMNS["title"]}:
        reason = "This is a table of metadata, not of articles; add it together with the files that it names."
        raise UnreadableError(file, reason)
    found = ", ".join(names) or "none"
    accepted = ", ".join(TEXT_COLUMNS)
    reason = f"No column holds the text of the articles. The columns are: {found}. Name one of them: {accepted}."
    raise UnreadableError(file, reason)
