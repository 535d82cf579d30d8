"""One job of the queue: its states, what it carries, and how its row is written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.reading.plain import PlainMetadata, dump_article, load_article, load_metadata
from analysis.store.moments import now
from analysis.store.schema import job_data, jobs

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.model import Article
    from analysis.reading.errors import UnreadableError
    from analysis.reading.metadata import Metadata, MetadataTable


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Payload(StrEnum):
    """What a job has to work on."""

    FILE = "file"  # the bytes of a file
    ARTICLE = "article"  # an article out of an archive or a table
    STORED = "stored"  # an article of the workspace that is to be analysed anew
    CODEBOOK = "codebook"  # the codebook in force, by which all statements are to be coded


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was claimed: one of ``data``, ``article`` and ``article_id`` is what it works on, or the codebook."""

    id: int
    name: str
    data: bytes | None = None
    metadata: Metadata | MetadataTable | None = None
    article: Article | None = None
    article_id: int | None = None
    codebook: bool = False


WAITING: dict[str, Any] = {
    "state": JobState.QUEUED,
    "step": "waiting",
    "share": 0.0,
    "started": None,
    "owner": None,
    "lease": None,
}


def failed(reason: str) -> dict[str, Any]:
    """The columns of a job that failed for a reason."""
    return {"state": JobState.FAILED, "step": "failed", "reason": reason, "finished": now(), "owner": None}


def put_job(
    connection: Connection, name: str, payload: Payload, data: bytes | None = None, metadata: PlainMetadata = None
) -> int:
    """Insert a waiting job; returns its id."""
    (job_id,) = _insert(connection, [_row(name, payload)])
    if data is not None:
        connection.execute(sa.insert(job_data), {"job_id": job_id, "data": data, "metadata": metadata})
    return job_id


def _row(name: str, payload: Payload) -> dict[str, Any]:
    of_none = {"article_ids": [], "duplicates": 0, "attempts": 0}
    return WAITING | {"name": name, "payload": payload, "created": now()} | of_none


def _insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert jobs, all with the same columns; returns their ids."""
    if not rows:
        return []
    insert = sa.insert(jobs).returning(jobs.c.id, sort_by_parameter_order=True)
    return [int(id_) for id_ in connection.execute(insert, rows).scalars()]


def put_parts(connection: Connection, articles: Sequence[Article], problems: Sequence[UnreadableError]) -> list[int]:
    """Insert a waiting job for each article and a failed one for each part that can't be read; returns their ids."""
    waiting = [_row(article.file, Payload.ARTICLE) | {"reason": None, "finished": None} for article in articles]
    unreadable = [_row(problem.file, Payload.FILE) | failed(problem.reason) for problem in problems]
    ids = _insert(connection, waiting + unreadable)
    files = [{"job_id": id_, "data": dump_article(article)} for id_, article in zip(ids, articles, strict=False)]
    if files:
        connection.execute(sa.insert(job_data), files)
    return ids


def put_stored(connection: Connection, article_id: int, name: str) -> None:
    """Insert a job that analyses an article of the workspace anew, unless one waits already."""
    waiting = (jobs.c.payload == Payload.STORED) & (jobs.c.state == JobState.QUEUED)
    if [article_id] in connection.scalars(sa.select(jobs.c.article_ids).where(waiting)).all():
        return
    job_id = put_job(connection, name, Payload.STORED)
    connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(article_ids=[article_id]))


def put_recode(connection: Connection) -> None:
    """Insert a job that codes by the codebook in force, unless one waits already."""
    waiting = (jobs.c.payload == Payload.CODEBOOK) & (jobs.c.state == JobState.QUEUED)
    if connection.scalar(sa.select(jobs.c.id).where(waiting)) is None:
        put_job(connection, "Codebook", Payload.CODEBOOK)


def finish_jobs(
    connection: Connection, articles: Mapping[int, Sequence[int]], duplicates: int = 0, step: str = "done"
) -> None:
    """Mark jobs as done, and let their files go.

    Args:
        connection: in a transaction.
        articles: the articles that came of each job.
        duplicates: how many of each one's articles were there before.
        step: what is said of them.
    """
    if not articles:
        return
    values = {"state": JobState.DONE, "step": step, "share": 1.0, "finished": now(), "owner": None}
    done = sa.update(jobs).where(jobs.c.id == sa.bindparam("of")).values(values | {"duplicates": duplicates})
    given = [{"of": job, "came": list(ids)} for job, ids in articles.items()]
    connection.execute(done.values(article_ids=sa.bindparam("came")), given)
    connection.execute(sa.delete(job_data).where(job_data.c.job_id.in_(list(articles))))


def load_jobs(connection: Connection, rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> list[Job]:
    """Jobs with what they carry; the rows have id, name, payload and article_ids."""
    query = sa.select(job_data.c.job_id, job_data.c.data, job_data.c.metadata)
    carrying = [row.id for row in rows if row.payload in (Payload.ARTICLE, Payload.FILE)]
    carried = {row.job_id: row for row in connection.execute(query.where(job_data.c.job_id.in_(carrying)))}
    return [_job(row, carried.get(row.id)) for row in rows]


def _job(row: sa.Row[*tuple[Any, ...]], carried: sa.Row[*tuple[Any, ...]] | None) -> Job:
    if row.payload == Payload.STORED:
        return Job(row.id, row.name, article_id=row.article_ids[0])
    if row.payload == Payload.CODEBOOK:
        return Job(row.id, row.name, codebook=True)
    assert carried is not None  # noqa: S101 (let go only when the job is over)
    if row.payload == Payload.ARTICLE:
        return Job(row.id, row.name, article=load_article(carried.data))
    return Job(row.id, row.name, data=carried.data, metadata=load_metadata(carried.metadata))
