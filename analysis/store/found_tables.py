"""What was found, as it is stored: slim tables without texts, read in pieces and as fast as the database gives them.

Texts of few values (names, dates, labels) are coded (:mod:`analysis.store.coded`), lists are coded as JSON, ids are
int64 with 0 for none, offsets int32. Codings come by the ids of their statements, all else by article and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.coded import coded

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray
    from sqlalchemy.engine import Connection

# Rows that are taken from the database at once, and values that one statement may list on any database.
_ROWS, _LISTED = 20_000, 500

_ID, _OFFSET, _NUMBER, _FLAG, _TEXT, _CODED = "int64", "int32", "float64", "bool", "str", "coded"
_SPAN = {"start": _OFFSET, "end": _OFFSET}
_SENTENCE = {"sentence_start": _OFFSET, "sentence_end": _OFFSET}


@dataclass(frozen=True, slots=True)
class FoundTable:
    """How a table is read: its columns with their types, the columns that order it, and how it goes with articles.

    ``key`` is the name of its id in frames, empty where it isn't read; ``of`` leads from the table to the article's id.
    """

    name: str
    key: str
    columns: dict[str, str]
    order: tuple[str, ...]

    @property
    def table(self) -> sa.Table:
        """The table of the schema."""
        return schema.metadata.tables[self.name]

    def select(self) -> sa.Select[Any]:
        """All its rows, in no order."""
        columns = self.table.c
        chosen = [_column(columns["id" if name == self.key else name], kind) for name, kind in self.columns.items()]
        return sa.select(*chosen)

    def of_articles(self, ids: Sequence[int]) -> sa.Select[Any]:
        """The rows that belong to some articles."""
        columns = self.table.c
        if self.name == "codings":
            own = self.select().join(schema.statements, schema.statements.c.id == columns.statement_id)
            return own.where(schema.statements.c.article_id.in_(ids))
        return self.select().where(columns["id" if self.name == "articles" else "article_id"].in_(ids))


_PLACE = ("article_id", "start")
STATEMENTS = FoundTable(
    "statements",
    "statement_id",
    {"statement_id": _ID, "article_id": _ID, "kind": _CODED} | _SPAN | _SENTENCE
    | {"source_mention": _CODED, "speaker": _CODED, "party": _CODED, "role": _CODED, "confidence": _NUMBER}
    | {"date": _CODED, "repeats": _ID},
    (*_PLACE, "statement_id"),
)  # fmt: skip
CODINGS = FoundTable(
    "codings",
    "coding_id",
    {"coding_id": _ID, "statement_id": _ID, "theme": _CODED, "stance": _CODED, "score": _NUMBER}
    | {"confidence": _NUMBER, "suggested": _FLAG},
    ("statement_id", "coding_id"),
)  # fmt: skip
EVENTS = FoundTable(
    "events",
    "event_id",
    {"event_id": _ID, "article_id": _ID, "type": _CODED} | _SPAN | _SENTENCE
    | {"date": _CODED, "precision": _CODED, "planned": _FLAG, "place": _CODED, "actors": _CODED, "parties": _CODED}
    | {"confidence": _NUMBER},
    (*_PLACE, "event_id"),
)  # fmt: skip
MENTIONS = FoundTable(
    "mentions",
    "mention_id",
    {"mention_id": _ID, "article_id": _ID} | _SPAN
    | {"text": _CODED, "name": _CODED, "kind": _CODED, "party": _CODED, "role": _CODED},
    (*_PLACE, "mention_id"),
)  # fmt: skip
ARTICLES = FoundTable(
    "articles",
    "article_id",
    {"article_id": _ID, "source": _CODED, "published": _CODED, "published_origin": _CODED, "added": _TEXT}
    | {"reprint_of": _ID, "characters": _OFFSET, "change": _ID},
    ("article_id",),
)  # fmt: skip
TABLES = (ARTICLES, STATEMENTS, CODINGS, EVENTS, MENTIONS)


def read_whole(connection: Connection, table: FoundTable) -> pd.DataFrame:
    """All rows of a table."""
    return _read(connection, table, [table.select()])


def read_of_articles(connection: Connection, table: FoundTable, ids: Sequence[int]) -> pd.DataFrame:
    """The rows of a table that belong to some articles."""
    queries = [table.of_articles(ids[at : at + _LISTED]) for at in range(0, len(ids), _LISTED)]
    return _read(connection, table, queries)


def _column(column: sa.Column[Any], kind: str) -> sa.ColumnElement[Any]:
    if kind == _ID and column.nullable:
        return sa.func.coalesce(column, 0)
    return sa.cast(column, sa.Text) if isinstance(column.type, sa.JSON) else column


def _read(connection: Connection, table: FoundTable, queries: Iterable[sa.Select[Any]]) -> pd.DataFrame:
    import pandas as pd

    gathered = [_Gathered(kind) for kind in table.columns.values()]
    for query in queries:
        result = connection.execute(query)
        # The driver's own rows: wrapping a million of them takes as long as reading them.
        while rows := result.cursor.fetchmany(_ROWS):
            for column, values in zip(gathered, zip(*rows, strict=True), strict=True):
                column.add(values)
        result.close()
    columns = {name: column.finish() for name, column in zip(table.columns, gathered, strict=True)}
    order = order_of(columns, table.order)
    frame = pd.DataFrame(columns, copy=False)
    return frame if order is None else frame.take(order).reset_index(drop=True)


def order_of(columns: Mapping[str, Any], names: Sequence[str]) -> NDArray[np.intp] | None:
    """The order of rows by some columns of ids and offsets; None where they are in it already."""
    keys = [np.asarray(columns[name]) for name in names]
    order = np.lexsort(keys[::-1])
    return None if (order == np.arange(len(order))).all() else order


class _Numbers(dict[str | None, int]):
    """Gives each value the next number when it is first asked for."""

    def __missing__(self, value: str | None) -> int:
        self[value] = number = len(self)
        return number


class _Gathered:
    """One column as it comes in, piece by piece."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._pieces: list[NDArray[Any]] = []
        self._numbers = _Numbers({None: 0})

    def add(self, values: Sequence[Any]) -> None:
        if self._kind == _CODED:
            numbers = map(self._numbers.__getitem__, values)
            self._pieces.append(np.fromiter(numbers, dtype=np.int32, count=len(values)))
        else:
            self._pieces.append(np.array(values, dtype=object if self._kind == _TEXT else self._kind))

    def finish(self) -> NDArray[Any] | ExtensionArray:
        import pandas as pd

        if self._kind == _CODED:
            codes = np.concatenate([np.empty(0, dtype=np.int32), *self._pieces])
            return coded(codes - 1, [text for text in self._numbers if text is not None])
        if self._kind == _TEXT:
            return pd.array(np.concatenate([np.empty(0, dtype=object), *self._pieces]), dtype="str")
        return np.concatenate([np.empty(0, dtype=self._kind), *self._pieces])
