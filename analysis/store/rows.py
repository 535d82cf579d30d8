"""A coded analysis as rows of the tables, and back."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np

from analysis.coding.wording import content
from analysis.model import (
    ActorKind,
    Article,
    Coding,
    DateMention,
    DateOrigin,
    Event,
    EventType,
    Furniture,
    Mention,
    Precision,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
    Token,
)
from analysis.store.moments import days

Row = dict[str, Any]

# Fewer words than this ("We will see") are said again and again: they repeat each other within reprints only.
TELLING_WORDS = 5


def columns(found: Any) -> Row:  # noqa: ANN401 (any dataclass)
    """The fields of a finding by their names; ``asdict`` would copy each value, which takes ten times as long."""
    names, values = _fields(found.__class__)
    return dict(zip(names, values(found), strict=True))


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:  # noqa: ANN401
    """The names of a dataclass's fields, and what reads them all."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


def article_row(article: Article) -> Row:
    """The row of ``articles`` without what the workspace adds."""
    return {
        "file": article.file,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_origin": article.published_origin.value,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
    }


def to_article(row: Row) -> Article:
    """The article of a row of ``articles`` joined with ``texts``."""
    return Article(
        file=row["file"],
        title=row["title"],
        text=row["text"],
        published=days(row["published"])[0] if row["published"] else None,
        published_origin=DateOrigin(row["published_origin"]),
        source=row["source"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        furniture=tuple(Furniture(*furniture) for furniture in row["furniture"]),
    )


def statement_row(statement: Statement, article: Article, story: int) -> Row:
    """The row of ``statements`` without ids; ``story`` is the article that this one is or reprints."""
    start, end = statement.sentence
    words = content(statement)
    return {
        "kind": statement.kind.value,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "content": words,
        "content_key": content_key(words, statement.speaker, story),
        "sentence_start": start,
        "sentence_end": end,
        "sentence_text": article.text[start:end],
        **_span_columns(statement.cue, "cue", "cue"),
        **_span_columns(statement.source, "source", "source_mention"),
        "speaker": statement.speaker,
        "party": statement.party,
        "role": statement.role,
        "confidence": statement.confidence,
        "date": statement.date,
    }


def content_key(words: str, speaker: str | None, story: int) -> str | None:
    """What two statements share if one repeats the other: the speaker and the words without case and punctuation."""
    plain = re.sub(r"[\W_]+", " ", words.casefold()).strip()
    if not plain:
        return None
    place = story if plain.count(" ") + 1 < TELLING_WORDS else None
    return hashlib.blake2b(json.dumps([plain, speaker, place]).encode(), digest_size=12).hexdigest()


def parse_row(statement: Statement) -> Row:
    """The row of ``parses`` without its id; tokens are compressed, as nothing searches them."""
    tokens = json.dumps(statement.tokens, separators=(",", ":"))
    return {"parts": statement.parts, "context": statement.context, "tokens": zlib.compress(tokens.encode())}


def to_statement(row: Row) -> Statement:
    """The statement of a row of ``statements`` joined with ``parses``."""
    return Statement(
        kind=StatementKind(row["kind"]),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        sentence=(row["sentence_start"], row["sentence_end"]),
        cue=_span(row, "cue", "cue"),
        source=_span(row, "source", "source_mention"),
        speaker=row["speaker"],
        party=row["party"],
        role=row["role"],
        confidence=row["confidence"],
        parts=tuple((start, end) for start, end in row["parts"]),
        date=row["date"],
        context=row["context"],
        tokens=tuple(map(Token._make, json.loads(zlib.decompress(row["tokens"])))),
    )


def coding_row(coding: Coding) -> Row:
    """The row of ``codings`` without ids."""
    return columns(coding) | {"stance": coding.stance.value}


def to_coding(row: Row) -> Coding:
    """The coding of a row of ``codings``."""
    return Coding(
        theme=row["theme"],
        stance=StanceLabel(row["stance"]),
        score=row["score"],
        confidence=row["confidence"],
        condition=row["condition"],
        suggested=row["suggested"],
        evidence=tuple(row["evidence"]),
    )


def event_row(event: Event, article: Article) -> Row:
    """The row of ``events`` without ids."""
    row = columns(event) | {"type": event.type.value, "precision": event.precision.value if event.precision else None}
    start, end = row.pop("sentence")
    return row | {"sentence_start": start, "sentence_end": end, "sentence_text": article.text[start:end]}


def to_event(row: Row) -> Event:
    """The event of a row of ``events``."""
    return Event(
        type=EventType(row["type"]),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        sentence=(row["sentence_start"], row["sentence_end"]),
        date=row["date"],
        precision=Precision(row["precision"]) if row["precision"] else None,
        actors=tuple(row["actors"]),
        parties=tuple(row["parties"]),
        place=row["place"],
        planned=row["planned"],
        confidence=row["confidence"],
    )


def to_mention(row: Row) -> Mention:
    """The mention of a row of ``mentions``."""
    return Mention(**_without_ids(row) | {"kind": ActorKind(row["kind"])})


def to_date_mention(row: Row) -> DateMention:
    """The date of a row of ``dates``."""
    return DateMention(**_without_ids(row) | {"precision": Precision(row["precision"])})


def vector_bytes(vector: np.ndarray[Any, np.dtype[np.float32]]) -> bytes:
    """A vector as little-endian float32, whatever the machine."""
    return vector.astype("<f4").tobytes()


def _span_columns(span: Span | None, prefix: str, text: str) -> Row:
    start, end, words = (span.start, span.end, span.text) if span else (None, None, None)
    return {f"{prefix}_start": start, f"{prefix}_end": end, text: words}


def _span(row: Row, prefix: str, text: str) -> Span | None:
    return None if row[text] is None else Span(row[f"{prefix}_start"], row[f"{prefix}_end"], row[text])


def _without_ids(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("id", "article_id")}
