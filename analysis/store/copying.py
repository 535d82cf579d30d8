"""A workspace, copied from one database into another: all or nothing, and compared row by row before it counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.access import Act
from analysis.store import schema
from analysis.store.acts import require
from analysis.store.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.store.rows import Row
    from analysis.store.workspace import Workspace

# Rows that are read and written at once: memory stays flat.
_BATCH = 1000
# What tells one workspace from another of the same name stays its own; see files_beside in databases.py.
_OWN = ("settings", "name", "id")


def copy_workspace(
    source: Workspace, target: Workspace, progress: Callable[[str, int], None] = lambda _table, _rows: None
) -> dict[str, int]:
    """Copy everything in a workspace into an empty one: every table, with ids, and the ids that come next.

    It is one transaction, in which both are compared at the end: what breaks off leaves the target empty, and can be
    done again. The source may be written to meanwhile; what is copied is its state at the beginning.

    Args:
        source: what is copied.
        target: an empty workspace, on the same or another kind of database.
        progress: told the table and how many rows of it were written just now.

    Returns:
        How many rows each table has.

    Raises:
        DeniedError: where the target's user may not make workspaces.
        StoreError: where the target is not empty, or the copy differs from the source.
    """
    require(target.user, Act.CREATE_WORKSPACE)
    tables = schema.metadata.sorted_tables
    with source.reading() as read, target.engine.connect().execution_options(writes=True) as write, write.begin():
        _require_empty(write, target.name)
        for table in tables:
            _copy_table(read, write, table, progress)
        for table in tables:
            _copy_next_id(read, write, table)
        counts = {}
        for table in tables:
            (count, digest), written = _digest(read, table), _digest(write, table)
            if written != (count, digest):
                raise StoreError(
                    f"The copy of the table {table.name} differs from what it was made from; nothing was kept of it. "
                    "See `python -m analysis check` for damage in the workspace."
                )
            counts[table.name] = count
    return counts


def _require_empty(connection: Connection, name: str) -> None:
    """Make sure that a workspace holds nothing.

    Raises:
        StoreError: where it does.
    """
    for table in schema.metadata.sorted_tables:
        if _count(connection, table):
            raise StoreError(
                f"The workspace {name!r} is not empty: there is something in its table {table.name}. Copy to another "
                "name; nothing was changed."
            )


def _copy_table(read: Connection, write: Connection, table: sa.Table, progress: Callable[[str, int], None]) -> None:
    """Copy the rows of a table; what they refer to in the same table is added when all are there."""
    inner = [column.name for column in table.c if any(key.column.table is table for key in column.foreign_keys)]
    for rows in _batches(read, table):
        write.execute(sa.insert(table), [row | dict.fromkeys(inner) for row in rows])
        progress(table.name, len(rows))
    for name in inner:
        update = sa.update(table).where(table.c.id == sa.bindparam("of")).values({name: sa.bindparam("to")})
        for rows in _batches(read, table, table.c[name].is_not(None)):
            write.execute(update, [{"of": row["id"], "to": row[name]} for row in rows])


def _batches(
    connection: Connection, table: sa.Table, where: sa.ColumnElement[bool] | None = None
) -> Iterator[list[Row]]:
    """The rows of a table, as they come, in batches."""
    query = _all(table).execution_options(yield_per=_BATCH)
    for rows in connection.execute(query if where is None else query.where(where)).mappings().partitions():
        yield [dict(row) for row in rows]


def _all(table: sa.Table) -> sa.Select[Any]:
    query = sa.select(table)
    name, column, value = _OWN
    return query.where(table.c[column] != value) if table.name == name else query


def _count(connection: Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(_all(table).subquery())) or 0)


def _digest(connection: Connection, table: sa.Table) -> tuple[int, int]:
    """How many rows a table has, and a number that any difference in any of them changes, whatever their order."""
    count, digest = 0, 0
    for rows in _batches(connection, table):
        count += len(rows)
        for row in rows:
            text = json.dumps([_plain(value) for value in row.values()], ensure_ascii=True, sort_keys=True)
            digest += int.from_bytes(hashlib.blake2b(text.encode(), digest_size=32).digest())
    return count, digest % (1 << 256)


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bytes):
        return hashlib.blake2b(value).hexdigest()
    # PostgreSQL has no character 0; postgresql.py writes this in its place.
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _copy_next_id(read: Connection, write: Connection, table: sa.Table) -> None:
    """Have new rows get the ids that they would have got in the source: none is ever given twice."""
    if "id" not in table.c:
        return
    last = _last_id(read, table)
    if write.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        write.execute(sa.select(sa.func.setval(sequence, max(last, 1), last > 0)))
    elif _remembers_ids(table):
        write.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        row = {"name": table.name, "last": last}
        write.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)


def _last_id(connection: Connection, table: sa.Table) -> int:
    """The last id that was given in a table, also where its row is gone."""
    last = int(connection.scalar(sa.select(sa.func.max(table.c.id))) or 0)
    if connection.dialect.name == "postgresql":
        sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
        given, called = connection.execute(sa.text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608
        return max(last, given if called else 0)
    if not _remembers_ids(table):
        return last
    given = connection.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return max(last, given or 0)


def _remembers_ids(table: sa.Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"])
