"""The outlets that articles name: they report what others say, and are never actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.model import ActorKind
from analysis.store import schema

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection


def outlet_names(connection: Connection) -> frozenset[str]:
    """The names that mean an outlet wherever an article mentions them."""
    columns = schema.mentions.c
    outlets = sa.select(columns.name).where(columns.kind == ActorKind.OUTLET.value)
    others = sa.select(columns.name).where(columns.kind != ActorKind.OUTLET.value, columns.name.in_(outlets))
    return frozenset(connection.scalars(outlets.distinct())) - frozenset(connection.scalars(others.distinct()))


def outlets_of(mentions: pd.DataFrame) -> frozenset[str]:
    """The same, from a table of mentions in which names and kinds are coded."""
    names, kinds = mentions["name"].array, mentions["kind"].array
    outlet = kinds.categories.get_indexer([ActorKind.OUTLET.value])[0]
    if outlet < 0:
        return frozenset()
    are = np.bincount(names.codes[kinds.codes == outlet], minlength=len(names.categories))
    return frozenset(names.categories[are == np.bincount(names.codes, minlength=len(names.categories))])
