"""Replace and delete what was found in an article, and the article; always inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import schema
from analysis.store.errors import UnknownIdError
from analysis.store.findings import FoundIn, insert_findings, take_findings
from analysis.store.repeats import keys_of, link_repeats
from analysis.store.touched import touch, touch_with_links

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.engine import Connection

    from analysis.model import CodedAnalysis, DateOrigin


def replace_findings(connection: Connection, article_id: int, coded: CodedAnalysis, change: int) -> None:
    """Put a new analysis in the place of the old one; what is found at the same place again keeps its id.

    Raises:
        UnknownIdError: where there is no such article.
    """
    columns = schema.articles.c
    found = connection.execute(sa.select(columns.reprint_of).where(columns.id == article_id)).one_or_none()
    if found is None:
        raise UnknownIdError("article", article_id)
    keys = keys_of(connection, article_id)
    touch_with_links(connection, article_id)
    known = take_findings(connection, article_id)
    how = {"encoder": coded.encoder, "codebook": coded.codebook}
    connection.execute(sa.update(schema.articles).where(columns.id == article_id).values(how))
    again = FoundIn(article_id, coded, found.reprint_of or article_id)
    link_repeats(connection, keys | insert_findings(connection, [again], change, known))


def update_published(connection: Connection, article_id: int, published: dt.date | None, origin: DateOrigin) -> None:
    """Set the publication date of an article.

    Raises:
        UnknownIdError: where there is no such article.
    """
    values = {"published": published.isoformat() if published else None, "published_origin": origin.value}
    updated = connection.execute(sa.update(schema.articles).where(schema.articles.c.id == article_id).values(values))
    if updated.rowcount == 0:
        raise UnknownIdError("article", article_id)
    touch(connection, [article_id])
    link_repeats(connection, keys_of(connection, article_id))


def delete_article(connection: Connection, article_id: int) -> None:
    """Delete an article and everything found in it; its corrections stay, in case it comes back.

    Raises:
        UnknownIdError: where there is no such article.
    """
    keys = keys_of(connection, article_id)
    touch_with_links(connection, article_id)
    deleted = connection.execute(sa.delete(schema.articles).where(schema.articles.c.id == article_id))
    if deleted.rowcount == 0:
        raise UnknownIdError("article", article_id)
    link_repeats(connection, keys)
