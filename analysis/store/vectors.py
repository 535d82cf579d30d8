"""Search by meaning: the vectors of all statements, exactly compared.

The vectors lie in the database. Beside it lies a cache, one matrix in a file that all processes map into memory; it is
brought up to date when it is asked for after a change, and made anew where it is missing or damaged.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from analysis.store.vector_file import Owner, VectorFile, in_memory, read_vector_file, write_vector_file
from analysis.store.vector_rows import owner_of, vector_blocks, vector_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# How long to wait for another process that brings the cache up to date.
_LOCK_SECONDS = 60


class VectorIndex:
    """The vectors of a workspace's statements, safe to use from many threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._file: VectorFile | None = None
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
            Statement ids and cosines in [-1, 1], the nearest first; equal ones by id.

        Raises:
            ValueError: where the query has other dimensions than the workspace's vectors.
        """
        current = self._current()
        if len(current.ids) == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if query.shape != current.matrix.shape[1:]:
            raise ValueError(f"a query needs shape {current.matrix.shape[1:]} like the vectors here, got {query.shape}")
        ids, scores = _scores(current, np.asarray(query, dtype=np.float32), rows)
        best = _best(ids, scores, k)
        return ids[best], scores[best]

    def vector(self, statement_id: int) -> NDArray[np.float32] | None:
        """The vector of a statement, shape (dimensions,), or None where there is none."""
        current = self._current()
        place = int(np.searchsorted(current.ids, statement_id))
        if place == len(current.ids) or current.ids[place] != statement_id:
            return None
        return np.array(current.matrix[place])

    @property
    def dimensions(self) -> int:
        """The length of a vector; 0 where no statement was ever stored."""
        return int(self._current().owner.dimensions)

    def _current(self) -> VectorFile:
        with self._lock, self._workspace.reading() as connection:
            owner = owner_of(connection)
            if self._file is None or self._file.owner != owner:
                self._file = read_vector_file(self.path, owner) or self._renewed(connection, owner)
            return self._file

    def _renewed(self, connection: Connection, owner: Owner) -> VectorFile:
        try:
            # One process writes; the others then find what it wrote.
            with FileLock(f"{self.path}.lock", timeout=_LOCK_SECONDS):
                written = read_vector_file(self.path, owner)
                if written is None:
                    older = read_vector_file(self.path, owner, any_change=True)
                    ids, changes = vector_rows(connection)
                    write_vector_file(self.path, owner, ids, vector_blocks(connection, ids, changes, older))
                    written = read_vector_file(self.path, owner)
        except (OSError, Timeout):
            # A full disk or a folder that can't be written to costs memory, not the search.
            written = None
        if written is None:
            ids, changes = vector_rows(connection)
            written = in_memory(owner, ids, vector_blocks(connection, ids, changes, None))
        return written


def _scores(
    current: VectorFile, query: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64] | None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The ids searched among, and their cosines."""
    if rows is None:
        return current.ids, current.matrix @ query
    wanted = np.unique(np.asarray(rows, dtype=np.int64))
    places = np.searchsorted(current.ids, wanted)
    places = places[places < len(current.ids)] if len(places) else places.astype(np.intp)
    places = places[np.isin(current.ids[places], wanted)]
    return current.ids[places], current.matrix[places] @ query


def _best(ids: NDArray[np.int64], scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """The places of the k best, in order; of equal ones the lower id first."""
    if 0 < k < len(ids):
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        taken = np.flatnonzero(scores >= least)
    else:
        taken = np.arange(len(ids))
    order = np.lexsort((ids[taken], -scores[taken]))
    return taken[order][: max(k, 0)]
