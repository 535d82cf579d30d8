"""What all readers of gold do: open files, take fields, find articles, and name what is broken."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from analysis.evaluation.errors import GoldError
from analysis.model import Article
from analysis.reading.errors import UnreadableError
from analysis.reading.files import read_file
from analysis.reading.metadata import Metadata

T = TypeVar("T")
# What a field may be, in the words of an error.
_WORDS = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}


def read_text(path: Path) -> str:
    """The text of a file of gold, with single line feeds as line breaks.

    Raises:
        GoldError: where it can't be read, or isn't UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(path, "It isn't UTF-8; save it so.", f"byte {error.start}") from error
    except OSError as error:
        raise GoldError(path, f"It can't be opened: {error.strerror}.") from error


def read_json(path: Path) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """What a JSON file holds.

    Raises:
        GoldError: where it is no JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise GoldError(path, f"It isn't JSON: {error.msg}.", f"line {error.lineno}, column {error.colno}") from error


def take(record: object, field: str, kind: type[T], path: Path, place: str) -> T:
    """A field of a JSON object.

    Raises:
        GoldError: where it is no object, or the field is missing or of another kind.
    """
    value = record.get(field) if isinstance(record, dict) else None
    if not isinstance(value, kind):
        raise GoldError(path, f"“{field}” must be {_WORDS[kind]}.", place)
    return value


def read_article(name: str, data: bytes, published: Metadata | None = None) -> Article:
    """The one article of a gold file.

    Raises:
        GoldError: where it can't be read, or is several.
    """
    try:
        found = read_file(name, data, published)
    except UnreadableError as error:
        raise GoldError(name, error.reason) from error
    if len(found) != 1:
        raise GoldError(name, f"It holds {len(found)} articles; gold is about one.")
    return found[0]


def require_within(article: Article, start: int, end: int, path: Path, place: str) -> None:
    """Check that a span lies in its article.

    Raises:
        GoldError: where it doesn't.
    """
    if not 0 <= start < end <= len(article.text):
        size = f"{len(article.text):,} characters"
        raise GoldError(path, f"Its span {start}–{end} doesn't lie in {article.file}, which has {size}.", place)


def first_file(stem: str, folders: Iterable[Path]) -> Path | None:
    """The first file with this stem in any of the folders, gold's own JSON aside."""
    found = (
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.glob(f"{glob.escape(stem)}.*"))
        if path.stem == stem and path.suffix != ".json"
    )
    return next(found, None)
