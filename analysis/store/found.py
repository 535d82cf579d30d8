"""The tables of what was found, held in memory and followed as articles change: only what is newer is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.coded import stacked, tidy
from analysis.store.found_tables import ARTICLES, CODINGS, TABLES, FoundTable, read_of_articles, read_whole

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

# From this share of changed articles on, reading everything again takes less time than reading them one by one.
_MANY = 0.25

# The frames of a workspace by the names of its tables.
Found = dict[str, "pd.DataFrame"]


def still_found(connection: Connection, found: Found, change: int) -> bool:
    """Whether tables kept at a change are of this database: a backup that was put back may have gone another way."""
    columns = schema.articles.c
    kept = found[ARTICLES.name]
    query = sa.select(columns.id, columns.change, columns.added).where(columns.change <= change)
    known = set(zip(kept["article_id"].tolist(), kept["change"].tolist(), kept["added"].tolist(), strict=True))
    return all(row in known for row in connection.execute(query).cursor.fetchall())


def read_found(connection: Connection) -> Found:
    """All tables, read whole."""
    return {table.name: read_whole(connection, table) for table in TABLES}


def follow_found(connection: Connection, found: Found, since: int) -> Found:
    """The tables as they are now.

    Args:
        connection: reads.
        found: the tables as they were.
        since: the change at which they were so.

    Returns:
        The same object where no article changed.
    """
    known = found[ARTICLES.name]["article_id"].to_numpy()
    columns = schema.articles.c
    newer = np.array(connection.scalars(sa.select(columns.id).where(columns.change > since)).all(), dtype=np.int64)
    gone = _gone(connection, known, newer)
    if not len(newer) and not len(gone):
        return found
    if len(newer) > _MANY * len(known):
        return read_found(connection)
    left = np.union1d(newer, gone)
    statements = found["statements"]
    spoken = statements["statement_id"].to_numpy()[np.isin(statements["article_id"].to_numpy(), left)]
    followed = {}
    for table in TABLES:
        key = "statement_id" if table is CODINGS else "article_id"
        fresh = read_of_articles(connection, table, newer.tolist())
        followed[table.name] = _spliced(found[table.name], fresh, table, key, spoken if table is CODINGS else left)
    return followed


def _gone(connection: Connection, known: NDArray[np.int64], newer: NDArray[np.int64]) -> NDArray[np.int64]:
    """The articles that are no longer there; their ids are looked through only where the numbers don't add up."""
    columns = schema.articles.c
    expected = len(known) + int((~np.isin(newer, known)).sum())
    if connection.scalar(sa.select(sa.func.count()).select_from(schema.articles)) == expected:
        return np.empty(0, dtype=np.int64)
    return np.setdiff1d(known, np.array(connection.scalars(sa.select(columns.id)).all(), dtype=np.int64))


def _spliced(
    frame: pd.DataFrame, fresh: pd.DataFrame, table: FoundTable, key: str, left: NDArray[np.int64]
) -> pd.DataFrame:
    """A table without the rows whose key is among those left, and with fresh rows in their places."""
    import pandas as pd

    keys = frame[key].to_numpy()
    kept = np.flatnonzero(~np.isin(keys, left))
    if len(kept) == len(frame) and not len(fresh):
        return frame
    at = np.searchsorted(keys[kept], fresh[key].to_numpy())
    together = stacked(frame, fresh)
    if len(kept) < len(frame) or (at < len(frame)).any():
        order = np.insert(kept, at, len(frame) + np.arange(len(fresh)))
        together = together.take(order).reset_index(drop=True)
    tidied = {name: tidy(together[name].array) for name, kind in table.columns.items() if kind == "coded"}
    return together.assign(**{name: pd.Series(column, together.index) for name, column in tidied.items()})
