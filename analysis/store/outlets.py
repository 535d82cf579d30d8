"""The outlets that articles name: they report what others say, and are never actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.model import ActorKind
from analysis.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def outlet_names(connection: Connection) -> frozenset[str]:
    """The names that mean an outlet wherever an article mentions them."""
    columns = schema.mentions.c
    outlets = sa.select(columns.name).where(columns.kind == ActorKind.OUTLET.value)
    others = sa.select(columns.name).where(columns.kind != ActorKind.OUTLET.value, columns.name.in_(outlets))
    return frozenset(connection.scalars(outlets.distinct())) - frozenset(connection.scalars(others.distinct()))
