"""Files that wait for analysis, or had theirs: the queue lies in the workspace's database, so a restart loses none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store import tables
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.job_data import dump_article, dump_metadata, load_article, load_metadata
from analysis.store.moments import now
from analysis.store.schema import articles, job_data, jobs

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

    from analysis.model import Article
    from analysis.reading import Metadata, MetadataTable, UnreadableError
    from analysis.store.workspace import Workspace

# A worker that says nothing for so long is taken to be dead.
LEASE_SECONDS = 60.0
# A file on which the worker died so often is given up, so that the others get their turn.
MAX_ATTEMPTS = 3


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


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was claimed: exactly one of ``data``, ``article`` and ``article_id`` is what it works on."""

    id: int
    name: str
    data: bytes | None = None
    metadata: Metadata | MetadataTable | None = None
    article: Article | None = None
    article_id: int | None = None


# A file's name, its bytes, and what is known of its articles.
File = "tuple[str, bytes, Metadata | MetadataTable | None]"


class Queue:
    """The jobs of a workspace. All that is written is written at once or not at all."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def put(self, name: str, data: bytes, metadata: Metadata | MetadataTable | None = None) -> int:
        """Put a file in the queue; returns the job's id.

        Args:
            name: the file's name, or its path as its user knows it.
            data: its bytes.
            metadata: what is known of its articles.
        """
        return self.put_all([(name, data, metadata)])[0]

    def put_all(self, files: Sequence[File], if_empty: bool = False) -> list[int]:
        """Put files, as (name, data, metadata), all or none; returns the jobs' ids.

        Args:
            files: as for :meth:`put`.
            if_empty: put them only where the workspace has neither an article nor a job.
        """
        with self._workspace.writing() as connection:
            if if_empty and not _is_empty(connection):
                return []
            return [
                put_job(connection, name, Payload.FILE, data, dump_metadata(metadata)) for name, data, metadata in files
            ]

    def claim(self, owner: str) -> Job | None:
        """Take the job that has waited longest; None where none waits.

        Args:
            owner: who works on it from now on, and calls :meth:`keep` so that it stays theirs.
        """
        columns = jobs.c
        waiting = sa.select(columns.id, columns.name, columns.payload, columns.article_ids)
        first = waiting.where(columns.state == JobState.QUEUED).order_by(columns.id).limit(1)
        with self._workspace.writing() as connection:
            row = connection.execute(first).one_or_none()
            if row is None:
                return None
            values = {"state": JobState.RUNNING, "started": now(), "owner": owner, "lease": time.time() + LEASE_SECONDS}
            more = {"attempts": columns.attempts + 1, "step": "starting", "share": 0.0, "reason": None}
            connection.execute(sa.update(jobs).where(columns.id == row.id).values(values | more))
            return _job(connection, row)

    def keep(self, owner: str) -> None:
        """Say that the owner is alive and still works on its jobs."""
        mine = (jobs.c.owner == owner) & (jobs.c.state == JobState.RUNNING)
        self._update(mine, {"lease": time.time() + LEASE_SECONDS})

    def release(self, owner: str) -> None:
        """Give back what the owner has not finished; it counts as not attempted."""
        mine = (jobs.c.owner == owner) & (jobs.c.state == JobState.RUNNING)
        self._update(mine, _WAITING | {"attempts": jobs.c.attempts - 1})

    def recover(self, alive: Sequence[str] | None = None) -> None:
        """Put the jobs of dead owners back in the queue; give up those on which an owner died too often.

        Args:
            alive: the owners that are alive; those whose time has run out are dead where not given.
        """
        dead = jobs.c.lease < time.time() if alive is None else jobs.c.owner.not_in(alive)
        left = (jobs.c.state == JobState.RUNNING) & dead
        reason = (
            f"The analysis broke off {MAX_ATTEMPTS} times on this file, perhaps for want of memory. Split the file."
        )
        failed = _failed(reason)
        with self._workspace.writing() as connection:
            connection.execute(sa.update(jobs).where(left & (jobs.c.attempts >= MAX_ATTEMPTS)).values(failed))
            connection.execute(sa.update(jobs).where(left).values(_WAITING))

    def progress(self, job_id: int, share: float, step: str) -> None:
        """Say how far a running job is: a share in [0, 1], and in words what is being done."""
        running = (jobs.c.id == job_id) & (jobs.c.state == JobState.RUNNING)
        self._update(running, {"share": share, "step": step})

    def done(self, job_id: int, article_ids: Sequence[int], duplicates: int = 0) -> None:
        """Finish a job with the articles that came of it, ``duplicates`` of which were there before."""
        with self._workspace.writing() as connection:
            finish_job(connection, job_id, article_ids, duplicates)

    def fail(self, job_id: int, reason: str) -> None:
        """End a job without a result; ``reason`` is a sentence for its user. Its file is kept for another try."""
        self._update(jobs.c.id == job_id, _failed(reason))

    def split(
        self, job_id: int, articles: Sequence[Article], problems: Sequence[UnreadableError], note: str | None
    ) -> None:
        """Replace the job of an archive or a table by one for each of its articles and each part that can't be read."""
        with self._workspace.writing() as connection:
            for article in articles:
                put_job(connection, article.file, Payload.ARTICLE, dump_article(article))
            for problem in problems:
                part = put_job(connection, problem.file, Payload.FILE, None)
                failed = {"state": JobState.FAILED, "reason": problem.reason, "finished": now(), "step": "failed"}
                connection.execute(sa.update(jobs).where(jobs.c.id == part).values(failed))
            finish_job(connection, job_id, (), 0, note, step=f"{len(articles)} articles found in it")

    def list(self) -> pd.DataFrame:
        """All jobs, the last put first.

        Columns: job_id, name, state, step (in words), share (in [0, 1]), reason (why it failed, or what was set aside),
        created, started, finished (UTC), article_ids (list), duplicates (articles that were there before).
        """
        with self._workspace.reading() as connection:
            return tables.jobs_table(connection)

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state; every state is there."""
        query = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        with self._workspace.reading() as connection:
            found = {state: number for state, number in connection.execute(query)}
        return {state.value: found.get(state, 0) for state in JobState}

    def unfinished(self) -> set[int]:
        """The ids of the jobs that wait or run."""
        query = sa.select(jobs.c.id).where(jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING]))
        with self._workspace.reading() as connection:
            return set(connection.scalars(query))

    def retry(self, job_id: int) -> None:
        """Put a failed job back in the queue.

        Raises:
            UnknownIdError: where there is no such job.
            StoreError: where it did not fail, or was a part of an archive that could not be read.
        """
        with self._workspace.writing() as connection:
            row = connection.execute(sa.select(jobs.c.state, jobs.c.payload).where(jobs.c.id == job_id)).one_or_none()
            if row is None:
                raise UnknownIdError("job", job_id)
            data = connection.scalar(sa.select(job_data.c.job_id).where(job_data.c.job_id == job_id))
            if row.state != JobState.FAILED or (data is None and row.payload != Payload.STORED):
                raise StoreError("Only a job that failed and whose file is kept can be tried again; add the file anew.")
            again = _WAITING | {"attempts": 0, "finished": None, "reason": None}
            connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(again))

    def clear(self) -> int:
        """Forget the jobs that are done or failed, and the files of the failed ones; returns how many."""
        over = jobs.c.state.in_([JobState.DONE, JobState.FAILED])
        with self._workspace.writing() as connection:
            return connection.execute(sa.delete(jobs).where(over)).rowcount

    def put_stored(self, connection: Connection, article_id: int, name: str) -> None:
        """Queue a new analysis of an article of the workspace, unless one waits already; in the caller's transaction."""
        waiting = (jobs.c.payload == Payload.STORED) & (jobs.c.state == JobState.QUEUED)
        for article_ids in connection.scalars(sa.select(jobs.c.article_ids).where(waiting)):
            if article_ids == [article_id]:
                return
        job_id = put_job(connection, name, Payload.STORED, None)
        connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(article_ids=[article_id]))

    def _update(self, which: sa.ColumnElement[bool], values: dict[str, Any]) -> None:
        with self._workspace.writing() as connection:
            connection.execute(sa.update(jobs).where(which).values(values))


_WAITING: dict[str, Any] = {
    "state": JobState.QUEUED,
    "step": "waiting",
    "share": 0.0,
    "started": None,
    "owner": None,
    "lease": None,
}


def put_job(connection: Connection, name: str, payload: Payload, data: bytes | None, metadata: Any = None) -> int:
    """Insert a waiting job; returns its id."""
    row = _WAITING | {
        "name": name,
        "payload": payload,
        "created": now(),
        "article_ids": [],
        "duplicates": 0,
        "attempts": 0,
    }
    job_id = int(connection.execute(sa.insert(jobs).returning(jobs.c.id), row).scalar_one())
    if data is not None:
        connection.execute(sa.insert(job_data), {"job_id": job_id, "data": data, "metadata": metadata})
    return job_id


def finish_job(
    connection: Connection,
    job_id: int,
    article_ids: Sequence[int],
    duplicates: int,
    step: str = "done",
) -> None:
    """Mark a job as done in the caller's transaction, and let its file go."""
    values = {"state": JobState.DONE, "step": step, "share": 1.0, "finished": now(), "owner": None}
    found = {"article_ids": list(article_ids), "duplicates": duplicates}
    connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(values | found))
    connection.execute(sa.delete(job_data).where(job_data.c.job_id == job_id))


def _put_parts(connection: Connection, articles: Sequence[Article], problems: Sequence[UnreadableError]) -> list[int]:
    ids = [put_job(connection, article.file, Payload.ARTICLE, dump_article(article)) for article in articles]
    for problem in problems:
        failed = put_job(connection, problem.file, Payload.FILE, None)
        connection.execute(sa.update(jobs).where(jobs.c.id == failed).values(_failed(problem.reason)))
        ids.append(failed)
    return ids


def _is_empty(connection: Connection) -> bool:
    return all(connection.scalar(sa.select(table.c.id).limit(1)) is None for table in (jobs, articles))


def _failed(reason: str) -> dict[str, Any]:
    return {"state": JobState.FAILED, "reason": reason, "finished": now(), "step": "failed", "owner": None}


def _job(connection: Connection, row: Any) -> Job:
    if row.payload == Payload.STORED:
        return Job(row.id, row.name, article_id=row.article_ids[0])
    stored = connection.execute(
        sa.select(job_data.c.data, job_data.c.metadata).where(job_data.c.job_id == row.id)
    ).one()
    if row.payload == Payload.ARTICLE:
        return Job(row.id, row.name, article=load_article(stored.data))
    return Job(row.id, row.name, data=stored.data, metadata=load_metadata(stored.metadata))
