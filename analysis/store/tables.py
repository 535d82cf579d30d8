"""The tables of a workspace as DataFrames, as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.store import schema
from analysis.store.moments import days

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

_OF_ARTICLE = ("title", "source", "published", "published_origin", "reprint_of")


def statements_table(connection: Connection) -> pd.DataFrame:
    """Statements with what is known of their articles, indexed by id; undated ones have the publication date."""
    columns, articles = schema.statements.c, schema.articles.c
    names = ("article_id", "kind", "start", "end", "text", "content", "cue", "source_mention", "speaker", "party")
    more = ("role", "confidence", "sentence_start", "sentence_end", "sentence_text", "repeats")
    query = (
        sa.select(
            columns.id.label("statement_id"),
            *(columns[name] for name in names + more),
            sa.func.coalesce(columns.date, articles.published).label("date"),
            *(articles[name] for name in _OF_ARTICLE),
        )
        .join(schema.articles, articles.id == columns.article_id)
        .order_by(columns.article_id, columns.start, columns.id)
    )
    texts = ("cue", "source_mention", "speaker", "party", "role", "date", "source", "published")
    frame = _frame(connection, query, texts)
    return frame.set_index("statement_id", drop=False).rename_axis(None)


def codings_table(connection: Connection) -> pd.DataFrame:
    """Codings as they are stored: statement_id, theme, stance, score, confidence, condition, suggested, evidence."""
    columns = [column for column in schema.codings.c if column.name != "id"]
    order = (schema.codings.c.statement_id, schema.codings.c.id)
    return _frame(connection, sa.select(*columns).order_by(*order), ("condition",))


def events_table(connection: Connection) -> pd.DataFrame:
    """Events with what is known of their articles, indexed by id; one without a date stays undated."""
    columns, articles = schema.events.c, schema.articles.c
    query = (
        sa.select(
            columns.id.label("event_id"),
            *(column for column in columns if column.name != "id"),
            *(articles[name] for name in _OF_ARTICLE),
        )
        .join(schema.articles, articles.id == columns.article_id)
        .order_by(columns.article_id, columns.start, columns.id)
    )
    frame = _frame(connection, query, ("date", "precision", "place", "source", "published"))
    return frame.set_index("event_id", drop=False).rename_axis(None)


def mentions_table(connection: Connection) -> pd.DataFrame:
    """Mentions of actors, outlets too, in the order of their articles' texts; ``date`` is that of the publication."""
    columns, articles = schema.mentions.c, schema.articles.c
    names = ("article_id", "start", "end", "text", "name", "kind", "party", "role")
    query = (
        sa.select(*(columns[name] for name in names), articles.published.label("date"))
        .join(schema.articles, articles.id == columns.article_id)
        .order_by(columns.article_id, columns.start, columns.id)
    )
    return _frame(connection, query, ("name", "party", "role", "date"))


def articles_table(connection: Connection) -> pd.DataFrame:
    """Articles, the last added first, with how many statements and events were found in them."""
    columns = schema.articles.c
    names = ("file", "title", "source", "author", "published", "published_origin", "url", "added", "reprint_of")
    query = sa.select(
        columns.id.label("article_id"),
        *(columns[name] for name in names),
        _count(schema.statements),
        _count(schema.events),
        columns.characters,
    ).order_by(columns.id.desc())
    return _frame(connection, query, ("source", "author", "published", "url"))


def jobs_table(connection: Connection) -> pd.DataFrame:
    """Jobs, the last put first; nothing of their files."""
    when = ("created", "started", "finished")
    names = ("name", "payload", "state", "step", "share", "reason", *when, "article_ids", "duplicates")
    columns = schema.jobs.c
    query = sa.select(columns.id.label("job_id"), *(columns[name] for name in names)).order_by(columns.id.desc())
    return _frame(connection, query, ("reason", "started", "finished"))


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``first_day`` and ``last_day``, the days that ``date`` covers, as numpy days; NaT where undated."""
    import pandas as pd

    codes, dates = pd.factorize(frame["date"])
    # The last, empty pair is what the code -1 of an undated row points at.
    spans = np.array([_span(date) for date in dates] + [(None, None)], dtype="datetime64[s]")
    return frame.assign(first_day=spans[codes, 0], last_day=spans[codes, 1])


def _span(date: str) -> tuple[Any, Any]:
    try:
        return days(date)
    except ValueError:
        return None, None


def _count(table: sa.Table) -> sa.Label[int]:
    found = sa.select(sa.func.count()).where(table.c.article_id == schema.articles.c.id)
    return found.scalar_subquery().label(table.name)


def _frame(connection: Connection, query: sa.Select[Any], texts: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a query; ``texts`` may be missing, and so are typed also where a table is empty."""
    import pandas as pd

    result = connection.execute(query)
    frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    numbers = [name for name in ("reprint_of", "repeats") if name in frame]
    return frame.astype(dict.fromkeys(texts, "str") | dict.fromkeys(numbers, "Int64"))
