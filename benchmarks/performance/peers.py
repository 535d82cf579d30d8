"""Other ways to search the same vectors with the same filters, all exact or measured for what they miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from benchmarks.performance import material
from benchmarks.performance.material import BEST, Material

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WHERE = (
    f"party = '{material.PARTY}'",
    f"speaker = '{material.SPEAKER}' AND theme = '{material.THEME}' "
    f"AND day >= '{material.SINCE}' AND day <= '{material.UNTIL}'",
)
Asked = Callable[["NDArray[np.float32]"], "NDArray[np.int64]"]


class Peer(Protocol):
    """A way to search. ``package`` is what must be installed for it."""

    name: ClassVar[str]
    package: ClassVar[str]

    def __init__(self, statements: Material, folder: Path) -> None: ...

    def search(self, narrow: bool | None) -> Asked:
        """Ids of the best for a question, among all (None), a party's, or those that pass the narrow filter."""
        ...

    def words(self) -> Callable[[], object] | None:
        """A search for two words, or None where it has none."""
        ...


class LanceDB:
    """LanceDB, its exact search: no index on the vectors."""

    name, package = "LanceDB, exact", "lancedb"

    def __init__(self, statements: Material, folder: Path) -> None:
        import lancedb

        self._table = lancedb.connect(folder / "lance").create_table("statements", _arrow(statements))

    def search(self, narrow: bool | None) -> Asked:
        """See :class:`Peer`."""

        def asked(question: NDArray[np.float32]) -> NDArray[np.int64]:
            query = self._table.search(question).distance_type("dot").select(["id", "_distance"]).limit(BEST)
            if narrow is not None:
                query = query.where(_WHERE[narrow], prefilter=True)
            return np.array(query.to_arrow()["id"])

        return asked

    def words(self) -> Callable[[], object] | None:
        """See :class:`Peer`."""
        self._table.create_fts_index("content")
        words = material.WORDS
        return lambda: self._table.search(words, query_type="fts").select(["id", "_score"]).limit(BEST).to_arrow()


class DuckDB:
    """DuckDB, a column of arrays."""

    name, package = "DuckDB, exact", "duckdb"

    def __init__(self, statements: Material, folder: Path) -> None:
        import duckdb

        self._base = duckdb.connect(folder / "duck.db")
        given = _arrow(statements)  # noqa: F841  (the statement below reads it by its name)
        size = statements.vectors.shape[1]
        self._size = size
        self._base.execute(
            f"CREATE TABLE statements AS SELECT * REPLACE (vector::FLOAT[{size}] AS vector) FROM given"  # noqa: S608
        )

    def search(self, narrow: bool | None) -> Asked:
        """See :class:`Peer`."""
        where = "" if narrow is None else f"WHERE {_WHERE[narrow]}"
        statement = (
            f"SELECT id FROM statements {where} "  # noqa: S608
            f"ORDER BY array_inner_product(vector, ?::FLOAT[{self._size}]) DESC LIMIT {BEST}"
        )
        return lambda question: self._base.execute(statement, [question]).fetchnumpy()["id"]

    def words(self) -> Callable[[], object] | None:
        """See :class:`Peer`."""
        held = " AND ".join(f"contains(content, '{word}')" for word in material.WORDS.split())
        statement = f"SELECT id FROM statements WHERE {held} LIMIT {BEST}"  # noqa: S608
        return lambda: self._base.execute(statement).fetchall()


class SqliteVec:
    """sqlite-vec's function over float32 blobs in a table of its own, with an index on what is filtered.

    Through APSW, as Python's own sqlite3 may be built without extensions.
    """

    name, package = "sqlite-vec, float32", "sqlite_vec"

    def __init__(self, statements: Material, folder: Path) -> None:
        import apsw
        import sqlite_vec

        self._base = base = apsw.Connection(str(folder / "vec.db"))
        base.enable_load_extension(True)
        base.load_extension(sqlite_vec.loadable_path())
        base.execute("BEGIN")
        base.execute("CREATE TABLE statements(id INTEGER PRIMARY KEY, party, speaker, theme, day, vector BLOB)")
        named = (statements.ids.tolist(), statements.party, statements.speaker, statements.theme, statements.day)
        rows = zip(*named, (vector.tobytes() for vector in statements.vectors), strict=True)
        base.executemany("INSERT INTO statements VALUES (?,?,?,?,?,?)", rows)
        base.execute("CREATE INDEX of_party ON statements(party)")
        base.execute("CREATE INDEX of_speaker ON statements(speaker, theme, day)")
        base.execute("CREATE VIRTUAL TABLE words USING fts5(content)")
        base.executemany(
            "INSERT INTO words(rowid, content) VALUES (?,?)",
            zip(statements.ids.tolist(), statements.content, strict=True),
        )
        base.execute("COMMIT")

    def search(self, narrow: bool | None) -> Asked:
        """See :class:`Peer`."""
        where = "" if narrow is None else f"WHERE {_WHERE[narrow]}"
        statement = f"SELECT id FROM statements {where} ORDER BY vec_distance_cosine(vector, ?) LIMIT {BEST}"  # noqa: S608

        def asked(question: NDArray[np.float32]) -> NDArray[np.int64]:
            return np.array([row[0] for row in self._base.execute(statement, [question.tobytes()])])

        return asked

    def words(self) -> Callable[[], object] | None:
        """See :class:`Peer`."""
        statement = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {BEST}"  # noqa: S608
        return lambda: self._base.execute(statement, [material.WORDS]).fetchall()


@dataclass
class _InMemory:
    """A scan of all rows in memory, whose ids are known; what passes a filter was found out before."""

    statements: Material

    def __post_init__(self) -> None:
        self._passing = [np.flatnonzero(self.statements.passing(narrow)) for narrow in (False, True)]

    def search(self, narrow: bool | None) -> Asked:
        """See :class:`Peer`."""
        rows = None if narrow is None else self._passing[narrow]

        def asked(question: NDArray[np.float32]) -> NDArray[np.int64]:
            scores = self.scores(question, rows)
            best = np.argpartition(scores, -BEST)[-BEST:] if len(scores) > BEST else np.arange(len(scores))
            return self.statements.ids[best if rows is None else rows[best]]

        return asked

    def scores(self, question: NDArray[np.float32], rows: NDArray[np.intp] | None) -> NDArray[np.floating[Any]]:
        """The cosines of all rows, or of some."""
        vectors = self.statements.vectors
        found: NDArray[np.floating[Any]] = (vectors if rows is None else vectors[rows]) @ question
        return found

    def words(self) -> Callable[[], object] | None:
        """See :class:`Peer`."""
        return None


class Numpy(_InMemory):
    """A float32 matrix in memory."""

    name, package = "numpy, float32 in memory", "numpy"

    def __init__(self, statements: Material, _folder: Path) -> None:
        super().__init__(statements)


class _Codes(_InMemory):
    """Only the scan of int8 codes in memory, on one core: what a search by codes can't be faster than."""

    def __init__(self, statements: Material, _folder: Path) -> None:
        super().__init__(statements)
        self._step = np.float32(np.abs(statements.vectors).max() / 127)
        self._codes = np.rint(statements.vectors / self._step).astype(np.int8)

    def scores(self, question: NDArray[np.float32], rows: NDArray[np.intp] | None) -> NDArray[np.floating[Any]]:
        """The likeness of all rows, or of some, by their codes."""
        asked = np.rint(question / np.abs(question).max() * 127).astype(np.int8)[None]
        codes = self._codes if rows is None else self._codes[rows]
        return np.asarray(self.scan(asked, codes), dtype=np.float32)[0]

    def scan(self, asked: NDArray[np.int8], codes: NDArray[np.int8]) -> Any:  # noqa: ANN401
        """The inner products of a question with all codes."""
        raise NotImplementedError


class SimSIMD(_Codes):
    """SimSIMD's kernels."""

    name, package = "bare int8 scan, SimSIMD", "simsimd"

    def scan(self, asked: NDArray[np.int8], codes: NDArray[np.int8]) -> Any:  # noqa: ANN401
        """The inner products of a question with all codes."""
        from simsimd import cdist

        return cdist(asked, codes, "dot", out_dtype="float32")


class NumKong(_Codes):
    """NumKong's kernels."""

    name, package = "bare int8 scan, NumKong", "numkong"

    def scan(self, asked: NDArray[np.int8], codes: NDArray[np.int8]) -> Any:  # noqa: ANN401
        """The inner products of a question with all codes."""
        from numkong import cdist

        return cdist(asked, codes, "dot", out_dtype="float32")


PEERS: tuple[type[Peer], ...] = (LanceDB, DuckDB, SqliteVec, Numpy, SimSIMD, NumKong)


def _arrow(statements: Material) -> Any:  # noqa: ANN401
    """The statements as an Arrow table."""
    import pyarrow as pa

    flat = pa.array(statements.vectors.reshape(-1))
    columns = {name: getattr(statements, name) for name in ("party", "speaker", "theme", "day", "content")}
    vector = pa.FixedSizeListArray.from_arrays(flat, statements.vectors.shape[1])
    return pa.table({"id": statements.ids, "vector": vector, **columns})
