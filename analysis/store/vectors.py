"""Search by meaning: the vectors of all statements, compared with a query, each.

The vectors lie in the database. Beside it lies a cache, a file that all processes map into memory; what came since it
was written is read from the database and held in memory, until there is enough of it to write the file anew.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from analysis.store.vector_block import VectorBlock
from analysis.store.vector_file import AsOf, read_vector_file, write_vector_file
from analysis.store.vector_rows import all_blocks, as_of_now, count_vectors, last_change, newer_than, one_vector
from analysis.store.vector_table import DamagedVectorsError, VectorTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# How long to wait for another process that writes the cache.
_LOCK_SECONDS = 60
# The file is written anew once more rows than this, and than this share of its own, are not in it.
_LOOSE, _LOOSE_SHARE = 1_000, 0.05


class VectorIndex:
    """The vectors of a workspace's statements, safe to use from many threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._table: VectorTable | None = None
        self._writer: threading.Thread | None = None
        self._tried = 0  # how many rows were loose when the file was last written
        self.path = workspace.path.with_name(workspace.path.name + ".vectors")

    def search(
        self, query: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64] | None = None, k: int = 20
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The statements whose vectors are nearest to a query's.

        Args:
            query: a vector of length 1, shape (dimensions,).
            rows: ids of the statements to search among; all where not given.
            k: how many at most.

        Returns:
            Statement ids and cosines in [-1, 1], exact to float16, the nearest first; equal ones by id.

        Raises:
            ValueError: where the query has other dimensions than the workspace's vectors.
        """
        table = self._current()
        if len(table.ids) == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if query.shape != (table.as_of.dimensions,):
            raise ValueError(
                f"a query needs shape ({table.as_of.dimensions},) like the vectors here, got {query.shape}"
            )
        query = np.asarray(query, dtype=np.float32)
        try:
            return table.nearest(query, rows, k)
        except DamagedVectorsError:
            return self._mended(table).nearest(query, rows, k)

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
        """Whether the cache's file, where it would be used, gives what the database holds; all of both is read."""
        with self._workspace.reading() as connection:
            now = as_of_now(connection)
            held = self._read(connection, now)
            return held is None or held.same_as(all_blocks(connection))

    def _current(self) -> VectorTable:
        """The vectors as they are now."""
        with self._lock, self._workspace.reading() as connection:
            held = self._table
            if held is None or held.as_of.change != last_change(connection):
                now = as_of_now(connection)
                if held is None or held.as_of.change > now.change:
                    held = self._read(connection, now) or self._made(connection, now)
                elif held.loose > max(_LOOSE, _LOOSE_SHARE * len(held.base)):
                    held = self._tightened(connection, held, now)
                self._table = held = _followed(connection, held, now)
            return held

    def _read(self, connection: Connection, now: AsOf) -> VectorTable | None:
        """What the cache holds, and what came since; None where it can't be used."""
        found = read_vector_file(self.path, now.workspace, now.dimensions)
        if found is None or found[0].change > now.change:
            return None
        as_of, block = found
        table = _followed(connection, VectorTable(as_of, as_of.change, block, VectorBlock.empty(now.dimensions)), now)
        # Where a backup took the place of the database, the cache may count changes that never were.
        return table if table.count == count_vectors(connection) else None

    def _made(self, connection: Connection, now: AsOf) -> VectorTable:
        """Make the cache from the database."""
        try:
            # One process writes; the others then find what it wrote.
            with FileLock(f"{self.path}.lock", timeout=_LOCK_SECONDS):
                written = self._read(connection, now)
                if written is None:
                    write_vector_file(self.path, now, count_vectors(connection), all_blocks(connection))
                    written = self._read(connection, now)
        except (OSError, Timeout):
            # A full disk or a folder that can't be written to costs memory, not the search.
            written = None
        if written is None:
            empty = VectorBlock.empty(now.dimensions)
            written = VectorTable(now, now.change, VectorBlock.joined([empty, *all_blocks(connection)]), empty)
        return written

    def _tightened(self, connection: Connection, held: VectorTable, now: AsOf) -> VectorTable:
        """What the writer or another process has left, where it is newer; else have it written, and go on with this."""
        if self._writer is not None and self._writer.is_alive():
            return held
        found = self._read(connection, now)
        if found is not None and found.written > held.written:
            self._tried = 0
            return found
        if held.loose > 2 * self._tried:
            self._tried = held.loose
            self._writer = threading.Thread(target=self._write, args=(held,), name="vectors", daemon=True)
            self._writer.start()
        return held

    def _write(self, table: VectorTable) -> None:
        """Write the cache anew from what is held, unless another process does."""
        try:
            with FileLock(f"{self.path}.lock", timeout=0):
                write_vector_file(self.path, table.as_of, table.count, table.pieces(table.standing))
        except (OSError, Timeout):
            return

    def _mended(self, damaged: VectorTable) -> VectorTable:
        """Made anew from the database, where it wasn't yet."""
        with self._lock:
            if self._table is damaged:
                self.path.unlink(missing_ok=True)
                self._table = None
        return self._current()


def _followed(connection: Connection, held: VectorTable, now: AsOf) -> VectorTable:
    if held.as_of == now:
        return held
    return held.followed(newer_than(connection, held.as_of, held.articles, now), now)
