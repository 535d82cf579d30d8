"""An article and what was found in it, out of the tables again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.model import Analysis, Article, CodedAnalysis, Coding, Statement
from analysis.store import rows, schema
from analysis.store.errors import UnknownIdError
from analysis.store.settings import read_setting

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

# The most values that one statement may list on any database.
_BATCH = 500


def read_article(connection: Connection, article_id: int) -> Article:
    """The article with its text.

    Raises:
        UnknownIdError: where there is no such article.
    """
    return rows.to_article(_article_row(connection, article_id))


def read_analysis(connection: Connection, article_id: int) -> CodedAnalysis:
    """The article with all that was found in it, without corrections.

    Raises:
        UnknownIdError: where there is no such article.
    """
    row = _article_row(connection, article_id)
    statements = _statements(connection, article_id)
    analysis = Analysis(
        article=rows.to_article(row),
        mentions=tuple(map(rows.to_mention, _of_article(connection, schema.mentions, article_id))),
        statements=tuple(map(rows.to_statement, statements)),
        dates=tuple(map(rows.to_date_mention, _of_article(connection, schema.dates, article_id))),
        events=tuple(map(rows.to_event, _of_article(connection, schema.events, article_id))),
    )
    ids = [statement["id"] for statement in statements]
    codings = read_codings(connection, ids)
    return CodedAnalysis(
        analysis=analysis,
        codings=tuple(codings[id_] for id_ in ids),
        vectors=read_vectors(connection, ids),
        encoder=row["encoder"],
        codebook=row["codebook"],
    )


def read_statements(connection: Connection, statement_ids: Sequence[int]) -> dict[int, Statement]:
    """Statements with their parses, as they were found, by id; an id that is not there is left out."""
    statements, parses = schema.statements, schema.parses.c
    query = sa.select(statements, parses.parts, parses.context, parses.tokens).join(schema.parses)
    found = {}
    for at in range(0, len(statement_ids), _BATCH):
        batch = [int(id_) for id_ in statement_ids[at : at + _BATCH]]
        for row in connection.execute(query.where(statements.c.id.in_(batch))).mappings():
            found[row["id"]] = rows.to_statement(dict(row))
    return found


def read_codings(connection: Connection, statement_ids: list[int]) -> dict[int, tuple[Coding, ...]]:
    """The codings of each statement, in the order they were written."""
    columns = schema.codings.c
    query = sa.select(schema.codings).where(columns.statement_id.in_(statement_ids)).order_by(columns.id)
    found: dict[int, tuple[Coding, ...]] = {id_: () for id_ in statement_ids}
    for row in connection.execute(query).mappings():
        found[row["statement_id"]] += (rows.to_coding(dict(row)),)
    return found


def read_vectors(connection: Connection, statement_ids: list[int]) -> NDArray[np.float32]:
    """The vectors of statements, shape (statements, dimensions); (0, 0) where no statement was ever stored."""
    columns = schema.vectors.c
    query = sa.select(columns.statement_id, columns.vector).where(columns.statement_id.in_(statement_ids))
    found = {row.statement_id: row.vector for row in connection.execute(query)}
    encoder = read_setting(connection, "encoder") or {"dimensions": 0}
    joined = b"".join(found[id_] for id_ in statement_ids)
    return np.frombuffer(joined, dtype="<f4").reshape(len(statement_ids), encoder["dimensions"])


def _article_row(connection: Connection, article_id: int) -> rows.Row:
    joined = schema.articles.join(schema.texts)
    columns = (schema.articles, schema.texts.c.text, schema.texts.c.furniture)
    query = sa.select(*columns).select_from(joined).where(schema.articles.c.id == article_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownIdError("article", article_id)
    return dict(row)


def _of_article(connection: Connection, table: sa.Table, article_id: int) -> list[rows.Row]:
    """The rows of an article in the order of its text."""
    query = sa.select(table).where(table.c.article_id == article_id).order_by(table.c.start, table.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _statements(connection: Connection, article_id: int) -> list[rows.Row]:
    statements, parses = schema.statements, schema.parses.c
    query = (
        sa.select(statements, parses.parts, parses.context, parses.tokens)
        .join(schema.parses)
        .where(statements.c.article_id == article_id)
        .order_by(statements.c.start, statements.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
