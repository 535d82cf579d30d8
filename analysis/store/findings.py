"""What was found in an article, into the tables and out of them; always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import rows, schema
from analysis.store.errors import StoreError
from analysis.store.settings import read_setting, write_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.model import CodedAnalysis, Coding

# The article, kind, start and end of a statement, or the article, type, start and end of an event: what it is known by.
Place = tuple[int, str, int, int]


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What was found in an article that is there already.

    Attributes:
        article_id: the article.
        coded: what was found.
        story: the article that this one reprints, or its own id.
    """

    article_id: int
    coded: CodedAnalysis
    story: int


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
    found: Sequence[FoundIn],
    change: int,
    known: tuple[dict[Place, int], dict[Place, int]] = ({}, {}),
) -> set[str]:
    """Insert all that was found in articles, one statement a table for all of them.

    Args:
        connection: in a transaction.
        found: what was found, and where.
        change: the number of this change, by which the vectors' cache knows what is new.
        known: ids of statements and events to use again where the same is found at the same place.

    Returns:
        The content keys of the statements.

    Raises:
        StoreError: where the vectors come from another encoder than the workspace's.
    """
    _insert(connection, schema.mentions, _rows(found, lambda one: map(rows.columns, one.coded.analysis.mentions)))
    _insert(connection, schema.dates, _rows(found, lambda one: map(rows.columns, one.coded.analysis.dates)))
    _insert_known(connection, schema.events, _rows(found, _events), "type", known[1])
    own = _rows(found, _statements)
    ids = _insert_known(connection, schema.statements, own, "kind", known[0])
    parses = (rows.parse_row(statement) for one in found for statement in one.coded.analysis.statements)
    _insert(connection, schema.parses, [row | {"statement_id": id_} for id_, row in zip(ids, parses, strict=True)])
    _insert_vectors(connection, ids, [one.coded for one in found], change)
    insert_codings(connection, ids, [codings for one in found for codings in one.coded.codings])
    return {row["content_key"] for row in own if row["content_key"] is not None}


def _rows(found: Sequence[FoundIn], of_article: Callable[[FoundIn], Iterable[rows.Row]]) -> list[rows.Row]:
    return [row | {"article_id": one.article_id} for one in found for row in of_article(one)]


def _events(one: FoundIn) -> Iterator[rows.Row]:
    return (rows.event_row(event, one.coded.analysis.article) for event in one.coded.analysis.events)


def _statements(one: FoundIn) -> Iterator[rows.Row]:
    analysis = one.coded.analysis
    return (rows.statement_row(statement, analysis.article, one.story) for statement in analysis.statements)


def insert_codings(connection: Connection, statement_ids: Sequence[int], codings: Sequence[Sequence[Coding]]) -> None:
    """Insert the codings of statements; the two sequences run parallel."""
    found = [
        rows.coding_row(coding) | {"statement_id": statement_id}
        for statement_id, of_statement in zip(statement_ids, codings, strict=True)
        for coding in of_statement
    ]
    _insert(connection, schema.codings, found)


def _insert_vectors(connection: Connection, ids: Sequence[int], found: Sequence[CodedAnalysis], change: int) -> None:
    with_statements = [coded for coded in found if len(coded.vectors)]
    for encoder, dimensions in {(coded.encoder, int(coded.vectors.shape[1])) for coded in with_statements}:
        _check_encoder(connection, encoder, dimensions)
    vectors = (rows.vector_bytes(vector) for coded in with_statements for vector in coded.vectors)
    columns = [
        {"statement_id": id_, "change": change, "vector": vector} for id_, vector in zip(ids, vectors, strict=True)
    ]
    _insert(connection, schema.vectors, columns)


def _check_encoder(connection: Connection, name: str, dimensions: int) -> None:
    """Make sure that vectors can be compared with those that are there; the first ones decide."""
    encoder = {"name": name, "dimensions": dimensions}
    known = read_setting(connection, "encoder")
    if known is None:
        write_setting(connection, "encoder", encoder)
    elif known != encoder:
        raise StoreError(
            f"This workspace holds vectors of the encoder {known['name']}, which can't be compared with those of "
            f"{name}. Use the same encoder, or a new workspace."
        )


def _ids(connection: Connection, table: sa.Table, kind: str, article_id: int) -> dict[Place, int]:
    columns = table.c
    query = sa.select(columns[kind], columns.start, columns.end, columns.id).where(columns.article_id == article_id)
    return {(article_id, row[0], row[1], row[2]): row[3] for row in connection.execute(query)}


def _insert_known(
    connection: Connection, table: sa.Table, found: Sequence[rows.Row], kind: str, known: dict[Place, int]
) -> list[int]:
    """Insert rows, at the ids that are known for their places; returns the id of every row."""
    left = dict(known)
    ids = [left.pop((row["article_id"], row[kind], row["start"], row["end"]), None) for row in found]
    old = [row | {"id": id_} for row, id_ in zip(found, ids, strict=True) if id_ is not None]
    _insert(connection, table, old)
    new = [row for row, id_ in zip(found, ids, strict=True) if id_ is None]
    statement = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    given = iter(connection.execute(statement, new).scalars().all() if new else ())
    return [next(given) if id_ is None else id_ for id_ in ids]


def _insert(connection: Connection, table: sa.Table, found: Sequence[rows.Row]) -> None:
    if found:
        connection.execute(sa.insert(table), found)
