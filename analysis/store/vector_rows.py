"""The vectors out of the database, in pieces, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store.schema import articles, counters, settings, statements, vectors
from analysis.store.vector_block import VectorBlock
from analysis.store.vector_file import AsOf

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

_BLOCK = 8192
# The most values that one statement may list on any database.
_LISTED = 500
_Row = sa.Row[*tuple[Any, ...]]
_LAST_CHANGE = sa.select(counters.c.value).where(counters.c.name == "vectors")  # asked for at each search
_SELECT = sa.select(vectors.c.statement_id, statements.c.article_id, vectors.c.vector).join_from(vectors, statements)


@dataclass(frozen=True, slots=True)
class Newer:
    """What came and went since a change.

    Attributes:
        block: the vectors that are new.
        touched: articles that changed, or are gone; of their earlier statements only those in ``kept`` are still true.
        kept: ids of statements whose vectors are as they were.
    """

    block: VectorBlock
    touched: NDArray[np.int64]
    kept: NDArray[np.int64]


def last_change(connection: Connection) -> int:
    """The number of the last change of vectors."""
    return int(connection.scalar(_LAST_CHANGE) or 0)


def as_of_now(connection: Connection) -> AsOf:
    """Whose vectors a cache must hold, and as of when, to be current."""
    of = settings.c
    found: dict[str, Any] = dict(
        connection.execute(sa.select(of.name, of.value).where(of.name.in_(["id", "encoder"]))).all()
    )
    count, last = connection.execute(sa.select(sa.func.count(), sa.func.max(articles.c.id))).one()
    dimensions = (found.get("encoder") or {"dimensions": 0})["dimensions"]
    return AsOf(found["id"], dimensions, last_change(connection), count, last or 0)


def count_vectors(connection: Connection) -> int:
    """How many vectors there are: each statement has one."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(statements)) or 0)


def one_vector(connection: Connection, statement_id: int) -> NDArray[np.float32] | None:
    """The vector of a statement as the encoder gave it, shape (dimensions,), or None where there is none."""
    found = connection.scalar(sa.select(vectors.c.vector).where(vectors.c.statement_id == statement_id))
    return None if found is None else np.frombuffer(found, dtype="<f4").astype(np.float32)


def all_blocks(connection: Connection) -> Iterator[VectorBlock]:
    """All vectors by rising id of their statements."""
    last = 0
    while True:
        query = _SELECT.where(vectors.c.statement_id > last).order_by(vectors.c.statement_id).limit(_BLOCK)
        found = connection.execute(query).all()
        if not found:
            return
        yield _block(found)
        last = found[-1].statement_id


def newer_than(connection: Connection, held: AsOf, known: NDArray[np.int64], now: AsOf) -> Newer:
    """What came and went since a cache was current.

    Args:
        connection: in a transaction.
        held: as of when the cache is.
        known: the articles that have rows in it.
        now: as of when the database is.
    """
    touched = _ids(connection, sa.select(articles.c.id).where(articles.c.change > held.change))
    added = int((touched > held.last_article).sum())
    gone = np.empty(0, dtype=np.int64)
    if held.articles + added != now.articles:
        gone = np.setdiff1d(known, _ids(connection, sa.select(articles.c.id)))
    kept: list[int] = []
    fresh: list[_Row] = []
    for start in range(0, len(touched), _LISTED):
        of_articles = statements.c.article_id.in_(touched[start : start + _LISTED].tolist())
        found = connection.execute(_SELECT.add_columns(vectors.c.change).where(of_articles))
        for row in found:
            if row.change > held.change:
                fresh.append(row)
            else:
                kept.append(row.statement_id)
    block = _block(fresh) if fresh else VectorBlock.empty(now.dimensions)
    return Newer(block, np.concatenate([touched, gone]), np.array(kept, dtype=np.int64))


def _block(found: Sequence[_Row]) -> VectorBlock:
    ids, of, data = zip(*((row[0], row[1], row[2]) for row in found), strict=True)
    matrix = np.frombuffer(b"".join(data), dtype="<f4").reshape(len(data), -1)
    return VectorBlock.of(np.array(ids, dtype=np.int64), np.array(of, dtype=np.int64), matrix.astype(np.float32))


def _ids(connection: Connection, query: sa.Select[tuple[int]]) -> NDArray[np.int64]:
    return np.array(connection.scalars(query).all(), dtype=np.int64)
