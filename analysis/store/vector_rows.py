"""The vectors out of the database, in pieces, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.store.schema import vectors
from analysis.store.settings import read_change, read_setting
from analysis.store.vector_file import Owner, VectorFile

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

_BLOCK = 8192


def owner_of(connection: Connection) -> Owner:
    """What a cache must belong to, to be current."""
    encoder = read_setting(connection, "encoder") or {"dimensions": 0}
    return Owner(read_setting(connection, "id"), encoder["dimensions"], read_change(connection, "vectors"))


def vector_rows(connection: Connection) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ids of all statements with a vector, rising, and the change that wrote each."""
    query = sa.select(vectors.c.statement_id, vectors.c.change).order_by(vectors.c.statement_id)
    pairs = np.array(connection.execute(query).all(), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def vector_blocks(
    connection: Connection, ids: NDArray[np.int64], changes: NDArray[np.int64], older: VectorFile | None
) -> Iterator[NDArray[np.float32]]:
    """The vectors of statements in the order of their ids, in blocks of shape (n, dimensions).

    Args:
        connection: in a transaction.
        ids: rising.
        changes: the change that wrote each.
        older: a cache to take from what was not written since; all is read from the database where not given.
    """
    for begin in range(0, len(ids), _BLOCK):
        wanted, written = ids[begin : begin + _BLOCK], changes[begin : begin + _BLOCK]
        if older is None:
            yield _from_database(connection, wanted, -1)
            continue
        kept = written <= older.owner.change
        block = np.empty((len(wanted), older.owner.dimensions), dtype=np.float32)
        block[kept] = older.matrix[np.searchsorted(older.ids, wanted[kept])]
        if not kept.all():
            block[~kept] = _from_database(connection, wanted, older.owner.change)
        yield block


def _from_database(connection: Connection, ids: NDArray[np.int64], after: int) -> NDArray[np.float32]:
    """The vectors within a range of ids that were written after a change."""
    columns = vectors.c
    within = columns.statement_id.between(int(ids[0]), int(ids[-1])) & (columns.change > after)
    query = sa.select(columns.vector).where(within).order_by(columns.statement_id)
    found = connection.scalars(query).all()
    return np.frombuffer(b"".join(found), dtype="<f4").reshape(len(found), -1)
