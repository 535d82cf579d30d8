"""Corrected spans: the words, the content and the sentence of a statement or event follow its start and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.coding.wording import content
from analysis.model import Statement, StatementKind
from analysis.store import schema
from analysis.store.correction_fields import Target

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.store.rows import Row


def corrected_spans(
    connection: Connection, rows: Mapping[int, Row], spans: Mapping[int, Mapping[str, Any]], of: Target
) -> dict[int, Row]:
    """What follows from corrected spans.

    Args:
        connection: reads the articles' texts.
        rows: statements or events by id, with their kinds as corrected.
        spans: their spans, by id.
        of: which of the two they are.

    Returns:
        id -> start, end, text, sentence_start, sentence_end, sentence_text and, of a statement, content; a span whose
        words are no longer in the article is left out.
    """
    if not rows:
        return {}
    texts = _texts(connection, {row["article_id"] for row in rows.values()})
    parts = _parts(connection, list(rows)) if of is Target.STATEMENT else {}
    found = {}
    for id_, row in rows.items():
        text = texts[row["article_id"]]
        place = _place(text, spans[id_])
        if place is not None:
            found[id_] = _follow(text, place, row) | _content(text, place, row, parts.get(id_))
    return found


def _texts(connection: Connection, article_ids: Iterable[Any]) -> dict[int, str]:
    columns = schema.texts.c
    query = sa.select(columns.article_id, columns.text).where(columns.article_id.in_(list(article_ids)))
    return {row.article_id: row.text for row in connection.execute(query)}


def _parts(connection: Connection, statement_ids: Sequence[Any]) -> dict[int, list[tuple[int, int]]]:
    columns = schema.parses.c
    query = sa.select(columns.statement_id, columns.parts).where(columns.statement_id.in_(list(statement_ids)))
    return {row.statement_id: [(start, end) for start, end in row.parts] for row in connection.execute(query)}


def _place(text: str, span: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where the words of a span are: the same article may have come again with other white space or furniture."""
    start, end, words = span["start"], span["end"], span["text"]
    if text[start:end] == words:
        return start, end
    found = [match.start() for match in re.finditer(re.escape(words), text)]
    nearest = min(found, key=lambda at: abs(at - start), default=None)
    return None if nearest is None else (nearest, nearest + len(words))


def _follow(text: str, place: tuple[int, int], row: Mapping[Any, Any]) -> Row:
    """The span's words, and its sentence, which grows where the span goes beyond it."""
    first, last = min(place[0], row["sentence_start"]), max(place[1], row["sentence_end"])
    return {
        "start": place[0],
        "end": place[1],
        "text": text[slice(*place)],
        "sentence_start": first,
        "sentence_end": last,
        "sentence_text": text[first:last],
    }


def _content(text: str, place: tuple[int, int], row: Mapping[Any, Any], parts: Sequence[tuple[int, int]] | None) -> Row:
    """The speaker's words in the new span; an inserted "he said" stays out of them."""
    if parts is None:
        return {}
    kept = tuple(_without(place, [(left[1], right[0]) for left, right in pairwise(parts)]))
    return {"content": content(Statement(StatementKind(row["kind"]), *place, text[slice(*place)], (0, 0), parts=kept))}


def _without(place: tuple[int, int], gaps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a span without the gaps, which are in the order of the text."""
    at, end = place
    for gap_start, gap_end in gaps:
        if at < gap_start < end:
            yield at, gap_start
        at = max(at, gap_end) if gap_start < end else at
    if at < end:
        yield at, end
