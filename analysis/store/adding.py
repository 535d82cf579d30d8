"""Put articles in a workspace with all that was found in them; always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import rows, schema
from analysis.store.findings import FoundIn, insert_findings
from analysis.store.jobs import finish_jobs
from analysis.store.moments import now
from analysis.store.repeats import link_repeats
from analysis.store.settings import count_change

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.model import CodedAnalysis

# The most values that one query lists.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An analysis that is to be put in a workspace.

    Attributes:
        coded: the analysis and its codings.
        content_hash: what makes it the same article; one that is there already only gets another file name.
        signature: for finding near copies.
        reprint_of: the article that it is a near copy of.
        job: the job that is done with it, in the same transaction.
    """

    coded: CodedAnalysis
    content_hash: str
    signature: bytes
    reprint_of: int | None = None
    job: int | None = None

    @property
    def file(self) -> str:
        """The article's file."""
        return self.coded.analysis.article.file


def add_articles(connection: Connection, articles: Sequence[NewArticle]) -> list[int]:
    """Insert those articles that are not there yet, note the others' files, and finish their jobs.

    Returns:
        The id of each article; of one that is there already, or earlier among them, the id that it has.

    Raises:
        StoreError: where vectors come from another encoder than the workspace's.
    """
    ids = known_articles(connection, [one.content_hash for one in articles])
    first = {one.content_hash: one for one in reversed(articles) if one.content_hash not in ids}
    new = [one for one in articles if first.get(one.content_hash) is one]
    ids |= {one.content_hash: id_ for one, id_ in zip(new, _insert(connection, new), strict=True)}
    copies = [one for one in articles if first.get(one.content_hash) is not one]
    for one in copies:
        record_copy(connection, ids[one.content_hash], one.file)
    for group, duplicates in ((new, 0), (copies, 1)):
        finish_jobs(connection, {one.job: [ids[one.content_hash]] for one in group if one.job is not None}, duplicates)
    return [ids[one.content_hash] for one in articles]


def known_articles(connection: Connection, content_hashes: Sequence[str]) -> dict[str, int]:
    """The ids of the articles that are there, by their content hashes."""
    columns = schema.articles.c
    found: dict[str, int] = {}
    for at in range(0, len(content_hashes), _AT_ONCE):
        some = columns.content_hash.in_(content_hashes[at : at + _AT_ONCE])
        found |= {row[0]: row[1] for row in connection.execute(sa.select(columns.content_hash, columns.id).where(some))}
    return found


def record_copy(connection: Connection, article_id: int, file: str) -> None:
    """Remember that an article also came as another file; its own name and a name already known change nothing."""
    own = connection.scalar(sa.select(schema.articles.c.file).where(schema.articles.c.id == article_id))
    known = sa.select(schema.copies.c.id).where(schema.copies.c.article_id == article_id, schema.copies.c.file == file)
    if own != file and connection.scalar(known) is None:
        row = {"article_id": article_id, "file": file, "added": now()}
        connection.execute(sa.insert(schema.copies), row)


def _insert(connection: Connection, new: Sequence[NewArticle]) -> list[int]:
    """Insert articles and everything found in them; returns their ids."""
    if not new:
        return []
    change = count_change(connection, vectors=True)
    insert = sa.insert(schema.articles).returning(schema.articles.c.id, sort_by_parameter_order=True)
    ids = [int(id_) for id_ in connection.execute(insert, [_row(one, change) for one in new]).scalars()]
    connection.execute(sa.insert(schema.texts), [_text_row(id_, one) for id_, one in zip(ids, new, strict=True)])
    found = [FoundIn(id_, one.coded, one.reprint_of or id_) for id_, one in zip(ids, new, strict=True)]
    link_repeats(connection, insert_findings(connection, found, change))
    return ids


def _row(new: NewArticle, change: int) -> rows.Row:
    return rows.article_row(new.coded.analysis.article) | {
        "content_hash": new.content_hash,
        "signature": new.signature,
        "added": now(),
        "encoder": new.coded.encoder,
        "codebook": new.coded.codebook,
        "reprint_of": new.reprint_of,
        "change": change,
    }


def _text_row(article_id: int, new: NewArticle) -> rows.Row:
    article = new.coded.analysis.article
    furniture = [(part.start, part.end, part.kind) for part in article.furniture]
    return {"article_id": article_id, "text": article.text, "furniture": furniture}
