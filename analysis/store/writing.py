"""Write, replace and delete one article with all that was found in it; always inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import rows, schema
from analysis.store.errors import UnknownIdError
from analysis.store.findings import insert_findings, take_findings
from analysis.store.moments import now
from analysis.store.repeats import keys_of, link_repeats
from analysis.store.touched import touch, touch_with_links

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.engine import Connection

    from analysis.model import CodedAnalysis, DateOrigin


def insert_article(
    connection: Connection,
    coded: CodedAnalysis,
    content_hash: str,
    signature: bytes,
    reprint_of: int | None,
    change: int,
) -> int:
    """Insert an article and everything found in it; returns its id."""
    article = coded.analysis.article
    row = rows.article_row(article) | {
        "content_hash": content_hash,
        "signature": signature,
        "added": now(),
        "encoder": coded.encoder,
        "codebook": coded.codebook,
        "reprint_of": reprint_of,
        "change": change,
    }
    article_id = int(connection.execute(sa.insert(schema.articles).returning(schema.articles.c.id), row).scalar_one())
    furniture = [(part.start, part.end, part.kind) for part in article.furniture]
    text = {"article_id": article_id, "text": article.text, "furniture": furniture}
    connection.execute(sa.insert(schema.texts), text)
    insert_findings(connection, article_id, coded, change, reprint_of or article_id)
    link_repeats(connection, keys_of(connection, article_id))
    return article_id


def record_copy(connection: Connection, article_id: int, file: str) -> None:
    """Remember that an article also came as another file; its own name and a name already known change nothing."""
    own = connection.scalar(sa.select(schema.articles.c.file).where(schema.articles.c.id == article_id))
    known = sa.select(schema.copies.c.id).where(schema.copies.c.article_id == article_id, schema.copies.c.file == file)
    if own != file and connection.scalar(known) is None:
        row = {"article_id": article_id, "file": file, "added": now()}
        connection.execute(sa.insert(schema.copies), row)


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
    insert_findings(connection, article_id, coded, change, found.reprint_of or article_id, known)
    link_repeats(connection, keys | keys_of(connection, article_id))


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
