"""What analysts corrected: kept apart from what was found, wins over it, can be undone, outlives a new analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.model import StanceLabel, StatementKind
from analysis.store import schema
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.moments import days, now
from analysis.store.settings import count_change

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.workspace import Workspace

FIELDS = ("speaker", "party", "kind", "date", "stance", "rejected")


class Corrections:
    """The corrections of a workspace. The latest one of a field that isn't undone is what counts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def correct(
        self, statement_id: int, field: str, value: str | bool | None, user: str, *, theme: str | None = None
    ) -> int:
        """Correct one field of a statement.

        Args:
            statement_id: the statement.
            field: ``speaker`` or ``party`` (a name, or None for nobody known), ``kind`` (of statement), ``date`` (ISO
                8601), ``stance`` (a label of ``StanceLabel``, or None where the statement isn't about the theme) or
                ``rejected`` (True where it is no statement at all).
            value: what it should be.
            user: who says so.
            theme: the theme's id, for a stance only.

        Returns:
            The correction's id, for :meth:`undo`.

        Raises:
            UnknownIdError: where there is no such statement.
            StoreError: where the field or the value is none of the above.
        """
        _check(field, value, theme)
        columns = schema.statements.c
        query = (
            sa.select(schema.articles.c.content_hash, columns.kind, columns.start, columns.end)
            .join(schema.articles, schema.articles.c.id == columns.article_id)
            .where(columns.id == statement_id)
        )
        with self._workspace.writing() as connection:
            target = connection.execute(query).mappings().one_or_none()
            if target is None:
                raise UnknownIdError("statement", statement_id)
            count_change(connection)
            row = dict(target) | {"field": field, "theme": theme, "value": value, "user": user, "made": now()}
            statement = sa.insert(schema.corrections).returning(schema.corrections.c.id)
            return int(connection.execute(statement, row).scalar_one())

    def undo(self, correction_id: int, user: str) -> None:
        """Take a correction back; what counted before it counts again. Undoing twice changes nothing.

        Raises:
            UnknownIdError: where there is no such correction.
        """
        columns = schema.corrections.c
        with self._workspace.writing() as connection:
            if connection.scalar(sa.select(columns.id).where(columns.id == correction_id)) is None:
                raise UnknownIdError("correction", correction_id)
            undone = sa.update(schema.corrections).where(columns.id == correction_id, columns.undone.is_(None))
            connection.execute(undone.values(undone=now(), undone_by=user))
            count_change(connection)

    def log(self) -> pd.DataFrame:
        """All corrections, the latest first, undone ones too.

        Columns: correction_id, article_id and title (empty where the article was deleted), kind, start, end (the
        statement's place), field, theme, value, user, made, undone, undone_by (moments in UTC).
        """
        import pandas as pd

        columns, articles = schema.corrections.c, schema.articles.c
        query = (
            sa.select(
                columns.id.label("correction_id"),
                articles.id.label("article_id"),
                articles.title,
                *(column for column in columns if column.name not in ("id", "content_hash")),
            )
            .join(schema.articles, articles.content_hash == columns.content_hash, isouter=True)
            .order_by(columns.id.desc())
        )
        with self._workspace.reading() as connection:
            result = connection.execute(query)
            frame = pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)
        return frame.astype({"correction_id": "int64", "article_id": "Int64"})


def _check(field: str, value: str | bool | None, theme: str | None) -> None:
    """Raise a StoreError unless the value fits the field."""
    if field not in FIELDS:
        raise StoreError(f"{field!r} can't be corrected; what can are {', '.join(FIELDS)}.")
    if (field == "stance") != (theme is not None):
        raise StoreError("A stance is corrected on one theme, and nothing else has a theme.")
    if field == "date":
        try:
            days(str(value))
        except ValueError as error:
            raise StoreError(f"The date can't be used: {error}.") from error
    fits: dict[str, bool] = {
        "speaker": value is None or (isinstance(value, str) and value != ""),
        "party": value is None or (isinstance(value, str) and value != ""),
        "kind": value in tuple(StatementKind),
        "stance": value is None or value in tuple(StanceLabel),
        "rejected": isinstance(value, bool),
    }
    if not fits.get(field, True):
        raise StoreError(f"{value!r} is no {field} that a statement can have.")
