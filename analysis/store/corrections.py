"""What reviewers say: kept apart from what was found, wins over it, can be undone, outlives a new analysis."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.access import Act
from analysis.store import schema
from analysis.store.acts import listed
from analysis.store.correction_fields import Correction, Target, check
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.located import corrections_table, in_force, locate
from analysis.store.moments import now
from analysis.store.settings import count_change
from analysis.store.standing import standing

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

    from analysis.store.rows import Row
    from analysis.store.workspace import Workspace

# What one statement may list on any database.
_CHUNK = 500
_COPIED = ("content_hash", "kind", "start", "end", "field", "theme", "value")


class Corrections:
    """The corrections of a workspace. The latest one of a field that isn't undone is what counts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def correct(
        self, statement_id: int, field: str, value: str | bool | None, user: str, *, theme: str | None = None
    ) -> int:
        """Correct one field of a statement; see :class:`Correction` for what can be.

        Returns:
            The correction's id, for :meth:`undo`.

        Raises:
            UnknownIdError: where there is no such statement.
            StoreError: where the field or the value makes no sense.
        """
        correction = Correction(statement_id, field, value, theme)
        with self._workspace.writing(Act.CORRECT, **_in_short([correction])) as connection:
            return _insert(connection, [correction], user, None)[0]

    def make(self, corrections: Sequence[Correction], user: str) -> str:
        """Make corrections together: all or, after an error, none; they are undone together.

        What a correction that accepts confirms is how its target stands with the others in it.

        Args:
            corrections: of any statements, events and fields.
            user: who says so.

        Returns:
            The batch, for :meth:`undo_batch`.

        Raises:
            UnknownIdError: where there is no such statement or event.
            StoreError: where a field or value makes no sense.
        """
        batch = uuid.uuid4().hex
        changes = [one for one in corrections if one.field != "accepted"]
        accepts = [one for one in corrections if one.field == "accepted"]
        with self._workspace.writing(Act.CORRECT, batch=batch, **_in_short(corrections)) as connection:
            _insert(connection, changes, user, batch)
            _insert(connection, accepts, user, batch)
        return batch

    def undo(self, correction_id: int, user: str) -> None:
        """Take a correction back; what counted before it counts again. Undoing twice changes nothing.

        Raises:
            UnknownIdError: where there is no such correction.
        """
        columns = schema.corrections.c
        with self._workspace.writing(Act.UNDO_CORRECTION, correction=correction_id) as connection:
            if connection.scalar(sa.select(columns.id).where(columns.id == correction_id)) is None:
                raise UnknownIdError("correction", correction_id)
            _undo(connection, columns.id == correction_id, user)

    def undo_batch(self, batch: str, user: str) -> None:
        """Take all corrections back that were made together."""
        with self._workspace.writing(Act.UNDO_CORRECTION, batch=batch) as connection:
            _undo(connection, schema.corrections.c.batch == batch, user)

    def redo_batch(self, batch: str, user: str) -> str:
        """Make the corrections of a batch once more, as this user and now; returns the new batch."""
        columns, again = schema.corrections.c, uuid.uuid4().hex
        query = sa.select(*(columns[name] for name in _COPIED)).where(columns.batch == batch).order_by(columns.id)
        with self._workspace.writing(Act.REDO_CORRECTION, batch=again, of=batch) as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            made = {"user": user, "made": now(), "batch": again}
            if rows:
                connection.execute(sa.insert(schema.corrections), [row | made for row in rows])
            count_change(connection)
        return again

    def log(self) -> pd.DataFrame:
        """All corrections, the latest first, undone ones too.

        Columns: correction_id, article_id and title (empty where the article was deleted), of (statement or event),
        target_id (the statement's or event's id, empty where it is no longer found), kind, start, end (its place when
        it was corrected), field, theme, value, user, made, undone, undone_by (moments in UTC), batch.
        """
        with self._workspace.reading() as connection:
            return corrections_table(locate(connection, undone=True)[::-1])


def _in_short(corrections: Sequence[Correction]) -> dict[str, Any]:
    """Corrections as the log of acts names them: what they are about and their fields, without the words."""
    about = [f"{one.of.value} {one.target_id}" for one in corrections]
    return listed(about) | {"fields": sorted({one.field for one in corrections})}


def _undo(connection: Connection, which: sa.ColumnElement[bool], user: str) -> None:
    undone = sa.update(schema.corrections).where(which, schema.corrections.c.undone.is_(None))
    connection.execute(undone.values(undone=now(), undone_by=user))
    count_change(connection)


def _insert(connection: Connection, corrections: Sequence[Correction], user: str, batch: str | None) -> list[int]:
    """Insert corrections, keyed by the places of what they are about; returns their ids."""
    for correction in corrections:
        check(correction)
    ids: list[int] = []
    for chunk in _chunks(corrections):
        places = {of: _places(connection, [one.target_id for one in chunk if one.of is of], of) for of in Target}
        values = _values(connection, chunk, places)
        made = {"user": user, "made": now(), "batch": batch}
        rows = [
            places[one.of][one.target_id] | {"field": one.field, "theme": one.theme, "value": value} | made
            for one, value in zip(chunk, values, strict=True)
        ]
        statement = sa.insert(schema.corrections).returning(schema.corrections.c.id, sort_by_parameter_order=True)
        ids += connection.execute(statement, rows).scalars().all()
    count_change(connection)
    return ids


def _chunks(corrections: Sequence[Correction]) -> Iterator[Sequence[Correction]]:
    for at in range(0, len(corrections), _CHUNK):
        yield corrections[at : at + _CHUNK]


def _places(connection: Connection, ids: Sequence[int], of: Target) -> dict[int, Row]:
    """Where statements or events are: article's content, kind, start and end."""
    table = schema.events if of is Target.EVENT else schema.statements
    kind = sa.literal(Target.EVENT.value) if of is Target.EVENT else table.c.kind
    query = (
        sa.select(table.c.id, schema.articles.c.content_hash, kind.label("kind"), table.c.start, table.c.end)
        .join(schema.articles, schema.articles.c.id == table.c.article_id)
        .where(table.c.id.in_(set(ids)))
    )
    found = {row["id"]: {name: row[name] for name in _COPIED[:4]} for row in connection.execute(query).mappings()}
    for id_ in ids:
        if id_ not in found:
            raise UnknownIdError(of.value, id_)
    return found


def _values(connection: Connection, chunk: Sequence[Correction], places: dict[Target, dict[int, Row]]) -> list[Any]:
    """What is written down: of a span also its words, of an acceptance what was accepted."""
    accepted: dict[Target, dict[int, Any]] = defaultdict(dict)
    for of in Target:
        ids = [one.target_id for one in chunk if one.of is of and one.field == "accepted"]
        if ids:
            hashes = sorted({places[of][id_]["content_hash"] for id_ in ids})
            counting = in_force(locate(connection, content_hashes=hashes), of)
            accepted[of] = standing(connection, ids, of, counting)
    return [
        accepted[one.of][one.target_id] if one.field == "accepted"
        else _span(connection, places[one.of][one.target_id], one.value) if one.field == "span"
        else one.value
        for one in chunk
    ]  # fmt: skip


def _span(connection: Connection, place: Row, span: tuple[int, int]) -> Row:
    query = sa.select(schema.texts.c.text).join(schema.articles)
    text = connection.scalar(query.where(schema.articles.c.content_hash == place["content_hash"])) or ""
    start, end = span
    if not text[start:end].strip():
        raise StoreError(f"There are no words from {start} to {end} in this article; choose words that are in it.")
    return {"start": start, "end": end, "text": text[start:end]}
