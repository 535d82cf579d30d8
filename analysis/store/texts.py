"""The texts of rows that are shown: fetched by id, as tables in memory hold none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.correction_fields import Target

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from analysis.store.rows import Row

# What one statement may list on any database.
_LISTED = 500

STATEMENT_TEXTS = ("title", "text", "content", "cue", "sentence_text")
EVENT_TEXTS = ("title", "text", "sentence_text")
CODING_TEXTS = ("condition", "evidence")
ARTICLE_TEXTS = ("file", "title", "author", "url")


def with_texts(
    connection: Connection, frame: pd.DataFrame, spans: Mapping[Target, Mapping[int, Row]], only: Sequence[str] = ()
) -> pd.DataFrame:
    """Rows of statements, codings, events or articles with their texts.

    Args:
        connection: reads.
        frame: rows of one of the frames, with its ids.
        spans: what corrected spans say, by what they are of and its id.
        only: of statements and events the texts that are wanted, where it isn't all.
    """
    if "theme" in frame:
        return _with(frame, CODING_TEXTS, _of_codings(connection, frame))
    if "event_id" in frame:
        names = only or EVENT_TEXTS
        return _with(frame, names, _of_places(connection, frame, schema.events, names, spans[Target.EVENT]))
    if "statement_id" in frame:
        names = only or STATEMENT_TEXTS
        return _with(frame, names, _of_places(connection, frame, schema.statements, names, spans[Target.STATEMENT]))
    return _with(frame, ARTICLE_TEXTS, _by_id(connection, schema.articles, ARTICLE_TEXTS, frame["article_id"]))


def conditions(connection: Connection, statement_ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """The conditions of codings, by statement and theme; those that have none are left out."""
    columns = schema.codings.c
    query = sa.select(columns.statement_id, columns.theme, columns.condition).where(columns.condition.is_not(None))
    return {
        (id_, theme): condition
        for ids in _listed(np.array(statement_ids, dtype=np.int64))
        for id_, theme, condition in connection.execute(query.where(columns.statement_id.in_(ids))).all()
    }


def titled(connection: Connection, words: str) -> list[int]:
    """The ids of the articles whose title holds some words, in any case."""
    columns = schema.articles.c
    return list(connection.scalars(sa.select(columns.id).where(columns.title.icontains(words, autoescape=True))))


def _with(frame: pd.DataFrame, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """A frame with more columns; ``rows`` run parallel to it."""
    import pandas as pd

    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    made = {
        name: _objects(values) if name == "evidence" else pd.array(list(values), dtype="str")
        for name, values in zip(names, columns, strict=True)
    }
    return frame.assign(**made)


def _of_places(
    connection: Connection, frame: pd.DataFrame, table: sa.Table, names: Sequence[str], spans: Mapping[int, Row]
) -> list[tuple[Any, ...]]:
    """The texts of statements or events, as corrected."""
    ids = frame["event_id" if table is schema.events else "statement_id"]
    own = [name for name in names if name != "title"]
    found = _by_id(connection, table, own, ids)
    if corrected := spans.keys() & set(ids.tolist()):
        found = [
            tuple(spans[id_].get(name, text) for name, text in zip(own, texts, strict=True))
            if id_ in corrected
            else texts
            for id_, texts in zip(ids.tolist(), found, strict=True)
        ]
    if "title" not in names:
        return found
    titles = _by_id(connection, schema.articles, ("title",), frame["article_id"])
    return [(*title, *texts) for title, texts in zip(titles, found, strict=True)]


def _of_codings(connection: Connection, frame: pd.DataFrame) -> list[tuple[Any, Any]]:
    """Condition and evidence of codings; what a person coded has that of the machine's, if it coded the same theme."""
    columns = schema.codings.c
    query = sa.select(columns.statement_id, columns.theme, columns.condition, columns.evidence)
    found = {
        (row.statement_id, row.theme): (row.condition, row.evidence)
        for ids in _listed(frame["statement_id"])
        for row in connection.execute(query.where(columns.statement_id.in_(ids)))
    }
    keys = zip(frame["statement_id"], frame["theme"], strict=True)
    return [found.get(key, (None, [])) for key in keys]


def _by_id(connection: Connection, table: sa.Table, names: Sequence[str], ids: pd.Series[Any]) -> list[tuple[Any, ...]]:
    """The texts of rows, one for each id; all missing where there is no such row."""
    columns = table.c
    query = sa.select(columns.id, *(columns[name] for name in names))
    found: dict[int, tuple[Any, ...]] = {}
    for listed in _listed(ids):
        # All at once: one by one they take twice as long.
        found.update((row[0], row[1:]) for row in connection.execute(query.where(columns.id.in_(listed))).all())
    missing = (None,) * len(names)
    return [found.get(id_, missing) for id_ in ids.tolist()]


def _listed(ids: pd.Series[Any] | NDArray[np.int64]) -> Iterator[list[int]]:
    own = np.unique(ids).tolist()
    for at in range(0, len(own), _LISTED):
        yield own[at : at + _LISTED]


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made
