"""Named values of a workspace, and the counter of its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store.postgresql import notify_change
from analysis.store.schema import counters, settings

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


Json = Any  # whatever the json module reads and writes


def read_setting(connection: Connection, name: str) -> Json:
    """The value of a setting, or None where it was never written."""
    return connection.scalar(sa.select(settings.c.value).where(settings.c.name == name))


def write_setting(connection: Connection, name: str, value: Json) -> None:
    """Set a setting to a value that JSON can hold."""
    updated = connection.execute(sa.update(settings).where(settings.c.name == name).values(value=value))
    if updated.rowcount == 0:
        connection.execute(sa.insert(settings), {"name": name, "value": value})


def read_change(connection: Connection, name: str = "change") -> int:
    """The number of the last change of the workspace, or, for ``vectors``, of the last that touched its vectors."""
    return int(connection.scalar(sa.select(counters.c.value).where(counters.c.name == name)) or 0)


def count_change(connection: Connection, vectors: bool = False) -> int:
    """Count one more change; returns its number. On a server this also makes writers wait for each other.

    Args:
        connection: in a transaction that writes.
        vectors: whether vectors are added or deleted, so that their cache must follow.
    """
    _write_counter(connection, "change", counters.c.value + 1, first=1)
    change = read_change(connection)
    if vectors:
        _write_counter(connection, "vectors", change, first=change)
    if connection.dialect.name == "postgresql":
        notify_change(connection, change)
    return change


def _write_counter(connection: Connection, name: str, value: int | sa.ColumnElement[int], first: int) -> None:
    updated = connection.execute(sa.update(counters).where(counters.c.name == name).values(value=value))
    if updated.rowcount == 0:
        connection.execute(sa.insert(counters), {"name": name, "value": first})
