"""Corrections with the statement or event that stands at their place now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from analysis.store import schema
from analysis.store.correction_fields import Target

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

# {id of a statement (or an event): {(field, theme): value}}, of the corrections that count.
InForce = dict[int, dict[tuple[str, str | None], Any]]

# A new analysis may see the edge of a statement elsewhere; from this share of common text on it is the same one.
_SAME_SPAN = 0.5


class Located(NamedTuple):
    """A correction; ``target_id`` is None where nothing stands at its place now, ``article_id`` where that is gone."""

    correction_id: int
    article_id: int | None
    title: str | None
    of: Target
    target_id: int | None
    kind: str
    start: int
    end: int
    field: str
    theme: str | None
    value: Any
    user: str
    made: str
    undone: str | None
    undone_by: str | None
    batch: str | None


def locate(
    connection: Connection, *, undone: bool = False, content_hashes: Sequence[str] | None = None
) -> list[Located]:
    """The corrections in the order in which they were made.

    Args:
        connection: reads.
        undone: whether also those that were taken back.
        content_hashes: only those of these articles; None means all.
    """
    columns, articles = schema.corrections.c, schema.articles.c
    statements, events = schema.statements.c, schema.events.c
    query = (
        sa.select(
            *columns,
            articles.id.label("article_id"),
            articles.title,
            sa.func.coalesce(sa.func.min(statements.id), sa.func.min(events.id)).label("target_id"),
        )
        .join(schema.articles, articles.content_hash == columns.content_hash, isouter=True)
        .join(schema.statements, _at_place(schema.statements) & (statements.kind == columns.kind), isouter=True)
        .join(schema.events, _at_place(schema.events) & (columns.kind == Target.EVENT.value), isouter=True)
        .group_by(columns.id, articles.id)
        .order_by(columns.id)
    )
    if not undone:
        query = query.where(columns.undone.is_(None))
    if content_hashes is not None:
        query = query.where(columns.content_hash.in_(content_hashes))
    return [_located(connection, row) for row in connection.execute(query)]


def in_force(located: Iterable[Located], of: Target) -> InForce:
    """The corrections that count, by the statements or the events that stand at their places: the last of a field."""
    found: InForce = defaultdict(dict)
    for correction in located:
        if correction.of is of and correction.target_id is not None:
            found[correction.target_id][correction.field, correction.theme] = correction.value
    return dict(found)


def corrections_table(located: Sequence[Located]) -> pd.DataFrame:
    """Corrections as a frame; an article or a target that is gone is <NA>."""
    import pandas as pd

    frame = pd.DataFrame(located, columns=list(Located._fields), dtype=object)
    return frame.astype({"correction_id": "int64", "article_id": "Int64", "target_id": "Int64"})


def _at_place(table: sa.Table) -> sa.ColumnElement[bool]:
    columns, place = table.c, schema.corrections.c
    return sa.and_(columns.article_id == schema.articles.c.id, columns.start == place.start, columns.end == place.end)


def _located(connection: Connection, row: sa.Row[*tuple[Any, ...]]) -> Located:
    of = Target.EVENT if row.kind == Target.EVENT else Target.STATEMENT
    target = row.target_id or (_nearest(connection, row, of) if row.article_id else None)
    values = {name: getattr(row, name) for name in Located._fields if name not in ("correction_id", "of", "target_id")}
    return Located(correction_id=row.id, of=of, target_id=target, **values)


def _nearest(connection: Connection, row: sa.Row[*tuple[Any, ...]], of: Target) -> int | None:
    """What shares most text with the place of a correction at which nothing stands any more."""
    columns = (schema.events if of is Target.EVENT else schema.statements).c
    overlapping = sa.select(columns.id, columns.start, columns.end).where(
        columns.article_id == row.article_id, columns.start < row.end, columns.end > row.start
    )
    best, best_share = None, _SAME_SPAN
    for found in connection.execute(overlapping.order_by(columns.id)):
        common = min(found.end, row.end) - max(found.start, row.start)
        share = common / (max(found.end, row.end) - min(found.start, row.start))
        if share >= best_share and (best is None or share > best_share):
            best, best_share = found.id, share
    return best
