"""The tables of what was found, held in memory and followed as articles change: only what is newer is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.coded import aligned, from_codes, tidy
from analysis.store.found_tables import ARTICLES, CODINGS, TABLES, FoundTable, read_of_articles, read_whole
from analysis.store.row_places import RowPlaces

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

# From this share of changed articles on, reading everything again takes less time than reading them one by one.
_MANY = 0.25
# So many of the articles that were added last are told by their moments.
_NEWEST = 1000

# The frames of a workspace by the names of its tables.
Found = dict[str, "pd.DataFrame"]


def still_found(connection: Connection, found: Found, change: int) -> bool:
    """Whether tables kept at a change are of this database: a backup that was put back may have gone another way."""
    columns = schema.articles.c
    query = sa.select(columns.id, columns.change).where(columns.change <= change)
    rows = connection.execute(query).cursor.fetchall()
    ids, changes = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    kept = found[ARTICLES.name]
    places = RowPlaces(kept["article_id"].to_numpy(np.int64)).of(ids)
    if (places < 0).any() or (kept["change"].to_numpy(np.int64)[places] != changes).any():
        return False
    # Two copies of a workspace that went their own ways add articles of the same ids, at other moments.
    last = sa.select(columns.id, columns.added).where(columns.change <= change).order_by(columns.id.desc())
    newest = kept.set_index("article_id")["added"]
    return all(newest[id_] == added for id_, added in connection.execute(last.limit(_NEWEST)))


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


# Where rows with a changed key begin and end in a table, and among the fresh rows.
_Part = tuple[int, int, int, int]


def _spliced(
    frame: pd.DataFrame, fresh: pd.DataFrame, table: FoundTable, key: str, left: NDArray[np.int64]
) -> pd.DataFrame:
    """A table without the rows whose key is among those left, and with fresh rows in their places.

    Rows are in the order of their keys, so that all between two changed keys is copied as one piece.
    """
    import pandas as pd

    keys, fresh_keys = frame[key].to_numpy(), fresh[key].to_numpy()
    changed = np.union1d(left, fresh_keys)
    begins, ends = (np.searchsorted(keys, changed, side) for side in ("left", "right"))
    if not len(fresh) and (begins == ends).all():
        return frame
    of_fresh = (np.searchsorted(fresh_keys, changed, side) for side in ("left", "right"))
    parts = list(zip(begins.tolist(), ends.tolist(), *(at.tolist() for at in of_fresh), strict=True))
    columns: dict[str, Any] = {}
    for name, kind in table.columns.items():
        own, new = frame[name], fresh[name]
        if kind == "coded":
            columns[name] = _spliced_codes(own.array, new.array, parts)
        elif kind == "str":
            columns[name] = pd.concat(list(_pieces(own, new, parts)), ignore_index=True)
        else:
            columns[name] = np.concatenate(list(_pieces(own.to_numpy(), new.to_numpy(), parts)))
    return pd.DataFrame(columns, copy=False)


def _spliced_codes(own: pd.Categorical, new: pd.Categorical, parts: Sequence[_Part]) -> pd.Categorical:
    first, second = aligned(own, new)
    column = from_codes(np.concatenate(list(_pieces(first.codes, second.codes, parts))), first.categories)
    taken_out = [own.codes[begin:end] for begin, end, _, _ in parts]
    lost = own.categories[np.setdiff1d(np.concatenate(taken_out), [-1])].difference(new.categories)
    return tidy(column) if len(lost) else column


def _pieces(own: Any, new: Any, parts: Sequence[_Part]) -> Iterator[Any]:  # noqa: ANN401
    """What stays of a column, and what is fresh, in the order of the keys."""
    at = 0
    for begin, end, first, last in parts:
        yield own[at:begin]
        yield new[first:last]
        at = end
    yield own[at:]
