"""What was found in an article, into the tables and out of them; always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import rows, schema
from analysis.store.errors import StoreError
from analysis.store.settings import read_setting, write_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.model import CodedAnalysis, Coding

# The kind, start and end of a statement, or the type, start and end of an event: what it is known by in its article.
Place = tuple[str, int, int]


def take_findings(connection: Connection, article_id: int) -> tuple[dict[Place, int], dict[Place, int]]:
    """Delete all that was found in an article; returns the ids that its statements and its events had."""
    places = (
        _ids(connection, schema.statements, "kind", article_id),
        _ids(connection, schema.events, "type", article_id),
    )
    for table in (schema.statements, schema.events, schema.mentions, schema.dates):
        connection.execute(sa.delete(table).where(table.c.article_id == article_id))
    return places


def insert_findings(
    connection: Connection,
    article_id: int,
    coded: CodedAnalysis,
    change: int,
    story: int,
    known: tuple[dict[Place, int], dict[Place, int]] = ({}, {}),
) -> None:
    """Insert all that was found in an article.

    Args:
        connection: in a transaction.
        article_id: the article, already there.
        coded: what was found.
        change: the number of this change, by which the vectors' cache knows what is new.
        story: the article that this one reprints, or its own id.
        known: ids of statements and events to use again where the same is found at the same place.
    """
    article = coded.analysis.article
    of_article = {"article_id": article_id}
    _insert(connection, schema.mentions, [rows.columns(mention) | of_article for mention in coded.analysis.mentions])
    _insert(connection, schema.dates, [rows.columns(date) | of_article for date in coded.analysis.dates])
    events = [rows.event_row(event, article) | of_article for event in coded.analysis.events]
    _insert_known(connection, schema.events, events, "type", known[1])
    found = coded.analysis.statements
    statements = [rows.statement_row(statement, article, story) | of_article for statement in found]
    ids = _insert_known(connection, schema.statements, statements, "kind", known[0])
    parses = [rows.parse_row(statement) | {"statement_id": id_} for id_, statement in zip(ids, found, strict=True)]
    _insert(connection, schema.parses, parses)
    _insert_vectors(connection, ids, coded, change)
    insert_codings(connection, ids, coded.codings)


def insert_codings(connection: Connection, statement_ids: Sequence[int], codings: Sequence[Sequence[Coding]]) -> None:
    """Insert the codings of statements; the two sequences run parallel."""
    found = [
        rows.coding_row(coding) | {"statement_id": statement_id}
        for statement_id, of_statement in zip(statement_ids, codings, strict=True)
        for coding in of_statement
    ]
    _insert(connection, schema.codings, found)


def _insert_vectors(connection: Connection, ids: Sequence[int], coded: CodedAnalysis, change: int) -> None:
    if not ids:
        return
    encoder = {"name": coded.encoder, "dimensions": int(coded.vectors.shape[1])}
    known = read_setting(connection, "encoder")
    if known is None:
        write_setting(connection, "encoder", encoder)
    elif known != encoder:
        raise StoreError(
            f"This workspace holds vectors of the encoder {known['name']}, which can't be compared with those of "
            f"{coded.encoder}. Use the same encoder, or a new workspace."
        )
    vectors = [
        {"statement_id": id_, "change": change, "vector": rows.vector_bytes(vector)}
        for id_, vector in zip(ids, coded.vectors, strict=True)
    ]
    _insert(connection, schema.vectors, vectors)


def _ids(connection: Connection, table: sa.Table, kind: str, article_id: int) -> dict[Place, int]:
    columns = table.c
    query = sa.select(columns[kind], columns.start, columns.end, columns.id).where(columns.article_id == article_id)
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(query)}


def _insert_known(
    connection: Connection, table: sa.Table, found: Sequence[rows.Row], kind: str, known: dict[Place, int]
) -> list[int]:
    """Insert rows, at the ids that are known for their places; returns the id of every row."""
    left = dict(known)
    ids = [left.pop((row[kind], row["start"], row["end"]), None) for row in found]
    old = [row | {"id": id_} for row, id_ in zip(found, ids, strict=True) if id_ is not None]
    _insert(connection, table, old)
    new = [row for row, id_ in zip(found, ids, strict=True) if id_ is None]
    statement = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    given = iter(connection.execute(statement, new).scalars().all() if new else ())
    return [next(given) if id_ is None else id_ for id_ in ids]


def _insert(connection: Connection, table: sa.Table, found: Sequence[rows.Row]) -> None:
    if found:
        connection.execute(sa.insert(table), found)
