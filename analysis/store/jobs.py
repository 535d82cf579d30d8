"""One job of the queue: its states, what it carries, and how its row is written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
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
    from analysis.reading import Metadata, MetadataTable, UnreadableError


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
    row = WAITING | {"name": name, "payload": payload, "created": now()}
    row |= {"article_ids": [], "duplicates": 0, "attempts": 0}
    job_id = int(connection.execute(sa.insert(jobs).returning(jobs.c.id), row).scalar_one())
    if data is not None:
        connection.execute(sa.insert(job_data), {"job_id": job_id, "data": data, "metadata": metadata})
    return job_id


def put_parts(connection: Connection, articles: Sequence[Article], problems: Sequence[UnreadableError]) -> list[int]:
    """Insert a waiting job for each article and a failed one for each part that can't be read; returns their ids."""
    ids = [put_job(connection, article.file, Payload.ARTICLE, dump_article(article)) for article in articles]
    for problem in problems:
        ids.append(put_job(connection, problem.file, Payload.FILE))
        connection.execute(sa.update(jobs).where(jobs.c.id == ids[-1]).values(failed(problem.reason)))
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


def finish_job(
    connection: Connection, job_id: int, article_ids: Sequence[int] = (), duplicates: int = 0, step: str = "done"
) -> None:
    """Mark a job as done, and let its file go; ``duplicates`` of its articles were there before."""
    values = {"state": JobState.DONE, "step": step, "share": 1.0, "finished": now(), "owner": None}
    values |= {"article_ids": list(article_ids), "duplicates": duplicates}
    connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(values))
    connection.execute(sa.delete(job_data).where(job_data.c.job_id == job_id))


def load_job(connection: Connection, row: sa.Row[*tuple[Any, ...]]) -> Job:
    """A job with what it carries; ``row`` has id, name, payload and article_ids."""
    if row.payload == Payload.STORED:
        return Job(row.id, row.name, article_id=row.article_ids[0])
    if row.payload == Payload.CODEBOOK:
        return Job(row.id, row.name, codebook=True)
    query = sa.select(job_data.c.data, job_data.c.metadata).where(job_data.c.job_id == row.id)
    stored = connection.execute(query).one()
    if row.payload == Payload.ARTICLE:
        return Job(row.id, row.name, article=load_article(stored.data))
    return Job(row.id, row.name, data=stored.data, metadata=load_metadata(stored.metadata))
