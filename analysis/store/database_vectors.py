"""Search by meaning inside PostgreSQL, by pgvector: for app servers that are to hold no cache of the vectors.

Up to some ten thousand candidates, all are compared. Among more, an approximate index (HNSW, of 16-bit floats) names
more candidates than are asked for, going on until enough of them pass the filter, and these are compared exactly.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store.postgresql import lock_key
from analysis.store.vector_column import PgVector
from analysis.store.vector_rows import as_of_now, one_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# Up to so many candidates, comparing all takes less time than the index's detours.
EXACT_UP_TO = 20_000
# How many candidates the index names for each statement that is asked for, and at least.
_MORE, _LEAST = 20, 400
# How far the index goes on looking for candidates that pass a filter.
_FURTHEST = 400_000
_INDEX = "vectors_near"
_log = logging.getLogger(__name__)

_EXACT = """
SELECT statement_id AS id, -(vector <#> :query) AS score FROM vectors {where}
ORDER BY vector <#> :query, statement_id LIMIT :k
"""
_NEAR = """
WITH near AS MATERIALIZED (
    SELECT statement_id, vector FROM vectors {where}
    ORDER BY (vector::halfvec({dimensions})) <#> CAST(CAST(:query AS vector) AS halfvec({dimensions})) LIMIT :many
)
SELECT statement_id AS id, -(vector <#> :query) AS score FROM near ORDER BY score DESC, id LIMIT :k
"""


class DatabaseVectors:
    """The vectors of a workspace's statements, compared by the database's server; as :class:`VectorIndex` to others."""

    def __init__(self, workspace: Workspace, exact_up_to: int = EXACT_UP_TO) -> None:
        self._workspace = workspace
        self._exact_up_to = exact_up_to
        self._lock = threading.Lock()
        self._maker: threading.Thread | None = None
        self.path = workspace.path.with_name(workspace.path.name + ".vectors")  # where a cache would lie

    def search(
        self, query: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64] | None = None, k: int = 20
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The statements whose vectors are nearest to a query's; see :meth:`VectorIndex.search`.

        Raises:
            ValueError: where the query has other dimensions than the workspace's vectors.
        """
        wanted = None if rows is None else np.unique(np.asarray(rows, dtype=np.int64)).tolist()
        with self._workspace.reading() as connection:
            dimensions = as_of_now(connection).dimensions
            if dimensions == 0 or wanted == [] or k <= 0:
                return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
            if query.shape != (dimensions,):
                raise ValueError(f"a query needs shape ({dimensions},) like the vectors here, got {query.shape}")
            found = self._near(connection, query, wanted, k) or _exact(connection, query, wanted, k)
        ids = np.array([row.id for row in found], dtype=np.int64)
        return ids, np.array([row.score for row in found], dtype=np.float32)

    def vector(self, statement_id: int) -> NDArray[np.float32] | None:
        """The vector of a statement, shape (dimensions,), or None where there is none."""
        with self._workspace.reading() as connection:
            return one_vector(connection, statement_id)

    @property
    def dimensions(self) -> int:
        """The length of a vector; 0 where no statement was ever stored."""
        with self._workspace.reading() as connection:
            return as_of_now(connection).dimensions

    def is_true(self) -> bool:
        """Whether what is searched is what the database holds: it is the database."""
        return True

    def make_index(self) -> None:
        """Make the index, where it is missing, while others read and write; minutes for a million statements."""
        with self._workspace.reading() as connection:
            dimensions, there = as_of_now(connection).dimensions, _has_index(connection)
        if there or not dimensions:
            return
        with self._workspace.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.detach()
            key = lock_key("index", str(connection.dialect.default_schema_name))
            if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(key))):
                return  # another app server makes it
            connection.exec_driver_sql("SET lock_timeout = 0")
            # What broke off leaves an index that is none.
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {_INDEX}")
            connection.exec_driver_sql(
                f"CREATE INDEX CONCURRENTLY {_INDEX} ON vectors "
                f"USING hnsw ((vector::halfvec({dimensions})) halfvec_ip_ops)"
            )

    def _near(
        self, connection: Connection, query: NDArray[np.float32], rows: list[int] | None, k: int
    ) -> list[sa.Row[Any]]:
        """What the index finds; nothing where all are to be compared."""
        if (_about(connection) if rows is None else len(rows)) <= self._exact_up_to:
            return []
        if not _has_index(connection):
            self._make_in_background()
            return []
        many = max(_MORE * k, _LEAST)
        for name, value in (
            ("hnsw.iterative_scan", "relaxed_order"),
            ("hnsw.ef_search", min(many, 1000)),
            ("hnsw.max_scan_tuples", _FURTHEST),
            ("enable_sort", "off"),
            ("enable_bitmapscan", "off"),
        ):
            connection.execute(sa.select(sa.func.set_config(name, str(value), True)))
        found = _found(connection, _NEAR, query, rows, k, many=many)
        return found if len(found) == k else []

    def _make_in_background(self) -> None:
        with self._lock:
            if self._maker is None:
                self._maker = threading.Thread(target=self._make, name="make the index of vectors", daemon=True)
                self._maker.start()

    def _make(self) -> None:
        try:
            self.make_index()
        except Exception:
            _log.exception("the index of the vectors can't be made; search compares all of them")


def _exact(connection: Connection, query: NDArray[np.float32], rows: list[int] | None, k: int) -> list[sa.Row[Any]]:
    return _found(connection, _EXACT, query, rows, k)


def _found(
    connection: Connection, text: str, query: NDArray[np.float32], rows: list[int] | None, k: int, **more: int
) -> list[sa.Row[Any]]:
    where = "" if rows is None else "WHERE statement_id = ANY(CAST(:rows AS integer[]))"
    statement = sa.text(text.format(where=where, dimensions=len(query)))
    vector = sa.bindparam("query", query.astype("<f4").tobytes(), PgVector())
    given = {"k": k} | ({} if rows is None else {"rows": rows}) | more
    return list(connection.execute(statement.bindparams(vector), given))


def _has_index(connection: Connection) -> bool:
    valid = sa.text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)")
    name = f"{connection.dialect.default_schema_name}.{_INDEX}"
    return bool(connection.scalar(valid, {"name": name}))


def _about(connection: Connection) -> int:
    """About how many vectors there are, without counting them: ids are given one by one, and few are ever deleted."""
    return int(connection.scalar(sa.text("SELECT max(statement_id) FROM vectors")) or 0)
