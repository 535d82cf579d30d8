"""The workspaces of a PostgreSQL database: each is a schema of its own, and the schema's comment is its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store.address import Address
from analysis.store.errors import StoreError
from analysis.store.postgresql import lock_key

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_NAMES = sa.text(
    "SELECT obj_description(oid, 'pg_namespace') AS name FROM pg_namespace "
    r"WHERE nspname LIKE 'parley\_%' AND has_schema_privilege(oid, 'USAGE')"
)
_THERE = sa.text("SELECT 1 FROM pg_namespace WHERE nspname = :schema")
_NO_VECTORS = (
    "The database has no vectors: install pgvector on its server, then run CREATE EXTENSION vector in the database."
)


def list_schemas(database: sa.URL) -> list[str]:
    """The names of the workspaces of a database which its user may open, in no order.

    Raises:
        StoreError: where the database can't be reached.
    """
    with _connected(database) as connection:
        return [name for name in connection.scalars(_NAMES) if name]


def has_schema(address: Address) -> bool:
    """Whether a workspace is there.

    Raises:
        StoreError: where the database can't be reached.
    """
    with _connected(address.database) as connection:
        return connection.scalar(_THERE, {"schema": address.schema}) is not None


def create_schema(address: Address) -> None:
    """Make an empty schema for a workspace, unless it is there.

    Raises:
        StoreError: where the database can't be reached, has no vectors, or its user may not make schemas.
    """
    with _connected(address.database) as connection:
        if connection.scalar(_THERE, {"schema": address.schema}) is not None:
            return
        # Of several processes that start at once, one makes the schema; the others wait.
        connection.execute(sa.select(sa.func.pg_advisory_lock(lock_key("schemas", ""))))
        try:
            if connection.scalar(sa.text("SHOW server_encoding")) != "UTF8":
                raise StoreError("The database must hold UTF-8: make it with CREATE DATABASE parley ENCODING 'UTF8'.")
            if connection.scalar(sa.text("SELECT 1 FROM pg_extension WHERE extname = 'vector'")) is None:
                connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS vector"))
            name = sa.literal(address.name).compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {address.schema}")
            connection.exec_driver_sql(f"COMMENT ON SCHEMA {address.schema} IS {name}")
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(lock_key("schemas", ""))))


def drop_schema(address: Address) -> None:
    """Delete a workspace with everything in it.

    Raises:
        StoreError: where the database can't be reached.
    """
    with _connected(address.database) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {address.schema} CASCADE")


@lru_cache(maxsize=8)
def _engine(database: sa.URL) -> Engine:
    arguments = {"connect_timeout": 10, "application_name": "parley"}
    return sa.create_engine(
        database, connect_args=arguments, pool_pre_ping=True, pool_size=2, isolation_level="AUTOCOMMIT"
    )


@contextmanager
def _connected(database: sa.URL) -> Iterator[Connection]:
    """A connection to a database in which every statement counts at once; what goes wrong is said in a sentence."""
    try:
        with _engine(database).connect() as connection:
            yield connection
    except (sa.exc.DBAPIError, ModuleNotFoundError) as error:
        raise StoreError(explain(database, error)) from error


def explain(database: sa.URL, error: Exception) -> str:
    """What went wrong between Parley and a database, as a sentence without secrets."""
    if isinstance(error, ModuleNotFoundError):
        return "A database on a server needs the package psycopg: pip install 'psycopg[binary]'."
    where = f"The database {database.database!r} on {database.host or 'this machine'}"
    reason = getattr(error, "orig", None) or error
    if 'extension "vector"' in str(reason):
        return _NO_VECTORS
    if "permission denied" in str(reason):
        return f"{where} lets {database.username} make no workspace: {reason}. Grant CREATE on the database."
    words = " ".join(str(reason).split()).rstrip("?.")
    return f"{where} can't be used: {words}. See whether the server runs, and user and password are right."
