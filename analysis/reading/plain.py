"""Articles and metadata as JSON holds them: for a job in the queue, and on the way from one process to another."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from analysis.model import Article, DateOrigin, Furniture
from analysis.reading.metadata import Metadata, MetadataTable

# Metadata as JSON holds it: the rows of a table, one row, or nothing.
PlainMetadata = list[dict[str, Any]] | dict[str, Any] | None


def dump_article(article: Article) -> bytes:
    """An article as bytes."""
    return json.dumps(asdict(article), default=_iso).encode()


def load_article(data: bytes) -> Article:
    """The article of what :func:`dump_article` gave."""
    fields = json.loads(data)
    return Article(
        **fields
        | {
            "published": _date(fields["published"]),
            "published_origin": DateOrigin(fields["published_origin"]),
            "furniture": tuple(Furniture(**furniture) for furniture in fields["furniture"]),
        }
    )


def dump_metadata(metadata: Metadata | MetadataTable | None) -> PlainMetadata:
    """Metadata as what JSON can hold: the rows of a table as a list, one row as a dict."""
    if isinstance(metadata, MetadataTable):
        return [_plain(row) for row in metadata.values()]
    return None if metadata is None else _plain(metadata)


def load_metadata(plain: PlainMetadata) -> Metadata | MetadataTable | None:
    """The metadata of what :func:`dump_metadata` gave."""
    if isinstance(plain, list):
        table = MetadataTable()
        table.update((row["file"], _metadata(row)) for row in plain)
        return table
    return None if plain is None else _metadata(plain)


def _plain(metadata: Metadata) -> dict[str, Any]:
    return asdict(metadata) | {"published": metadata.published.isoformat() if metadata.published else None}


def _metadata(plain: dict[str, Any]) -> Metadata:
    return Metadata(**plain | {"published": _date(plain["published"])})


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _iso(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no part of an article")
