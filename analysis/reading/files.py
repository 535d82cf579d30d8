"""Files, folders and archives -> articles, each with the metadata that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.model import Article
from analysis.reading.article import complete
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.formats import read_drafts
from analysis.reading.metadata import Metadata, MetadataTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# No news article has more bytes, and reading must not take the memory of the machine.
MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a folder or an archive; ``name`` is its path as the user knows it."""

    name: str
    load: Callable[[], bytes]


def read_file(name: str, data: bytes, metadata: Metadata | MetadataTable | None = None) -> list[Article]:
    """Read the articles of one file: one, or as many as a table has rows and an archive members.

    What can't be read beside what can is left out; :func:`read_articles` tells of it.

    Args:
        name: the file's name, or its path as its user knows it.
        data: its bytes.
        metadata: what is known of its articles; wins over what the file says.

    Raises:
        UnreadableError: where the file holds no article that can be read.
    """
    articles: list[Article] = []
    refused: UnreadableError | None = None
    for outcome in read_articles(name, data, metadata):
        if isinstance(outcome, Article):
            articles.append(outcome)
        elif not isinstance(outcome, SetAsideError):
            refused = refused or outcome
    if not articles:
        raise refused or UnreadableError(name, "There is no article in this file.")
    return articles


def read_articles(
    name: str, data: bytes, metadata: Metadata | MetadataTable | None = None
) -> Iterator[Article | UnreadableError]:
    """Read the articles of one file and tell, one by one, what could not be read.

    Args:
        name: the file's name, or its path as its user knows it.
        data: its bytes.
        metadata: what is known of its articles.

    Yields:
        Articles; an UnreadableError for each file, member or row that can't be read; a SetAsideError for a detail, such
        as an impossible date, without which an article was read.
    """
    try:
        _require_size(name, len(data))
        for draft in read_drafts(name, data):
            yield from _completed(draft, metadata) if not isinstance(draft, UnreadableError) else [draft]
    except UnreadableError as error:
        yield error


def _completed(draft: Draft, metadata: Metadata | MetadataTable | None) -> Iterator[Article | UnreadableError]:
    found = metadata.of(draft.file) if isinstance(metadata, MetadataTable) else metadata
    try:
        yield from complete(draft, found)
    except UnreadableError as error:
        yield error


def read_path(path: Path | str, metadata: MetadataTable | None = None) -> Iterator[Article | UnreadableError]:
    """Read a file."""
    path = Path(path)
    yield from read_articles(path.name, path.read_bytes(), metadata)


def _require_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        reason = f"The file has {size / 1e6:.0f} MB; Parley reads files of up to {MAX_BYTES / 1e6:.0f} MB. Split it."
        raise UnreadableError(name, reason)
