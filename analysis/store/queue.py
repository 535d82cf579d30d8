"""Files that wait for analysis, or had theirs: the queue lies in the workspace's database, so a restart loses none."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.access import Act
from analysis.reading.plain import dump_metadata
from analysis.store import tables
from analysis.store.acts import listed
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.jobs import WAITING, Job, JobState, Payload, failed, finish_jobs, load_jobs, put_job, put_parts
from analysis.store.moments import now
from analysis.store.schema import articles, job_data, jobs

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

    from analysis.model import Article
    from analysis.reading.errors import UnreadableError
    from analysis.reading.metadata import Metadata, MetadataTable
    from analysis.store.workspace import Workspace

# A worker that says nothing for so long is taken to be dead.
LEASE_SECONDS = 60.0
# The most values that one query lists.
_AT_ONCE = 500
# A file on which the worker died so often is given up, so that the others get their turn.
MAX_ATTEMPTS = 3
_UNFINISHED = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
_BROKE_OFF = (
    f"The analysis broke off {MAX_ATTEMPTS} times on this file, perhaps for want of memory; split the file in parts."
)


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

    def put_all(
        self, files: Sequence[tuple[str, bytes, Metadata | MetadataTable | None]], if_empty: bool = False
    ) -> list[int]:
        """Put files, as (name, data, metadata), all or none; returns the jobs' ids.

        Args:
            files: as for :meth:`put`.
            if_empty: put them only where the workspace has neither an article nor a job.
        """
        if if_empty and not self._untouched():
            return []
        with self._workspace.writing(Act.ADD_FILES, **listed([name for name, _, _ in files])) as connection:
            if if_empty and not _is_empty(connection):
                return []
            return [
                put_job(connection, name, Payload.FILE, data, dump_metadata(metadata)) for name, data, metadata in files
            ]

    def put_articles(self, articles: Sequence[Article], problems: Sequence[UnreadableError] = ()) -> list[int]:
        """Put articles that were read already, and what could not be read as failed jobs; returns the jobs' ids."""
        names = [*(article.file for article in articles), *(problem.file for problem in problems)]
        with self._workspace.writing(Act.ADD_FILES, **listed(names)) as connection:
            return put_parts(connection, articles, problems)

    def claim(self, owner: str) -> Job | None:
        """Take the job that has waited longest; None where none waits.

        Args:
            owner: who works on it from now on, and calls :meth:`keep` so that it stays theirs.
        """
        return next(iter(self.claim_many(owner, 1)), None)

    def claim_many(self, owner: str, limit: int) -> list[Job]:
        """Take the jobs that have waited longest, ``limit`` at most; see :meth:`claim`."""
        columns = jobs.c
        waiting = sa.select(columns.id, columns.name, columns.payload, columns.article_ids)
        first = waiting.where(columns.state == JobState.QUEUED).order_by(columns.id).limit(limit)
        values = {"state": JobState.RUNNING, "step": "reading", "share": 0.1, "reason": None, "started": now()}
        values |= {"owner": owner, "lease": time.time() + LEASE_SECONDS, "attempts": columns.attempts + 1}
        with self._workspace.writing(Act.WORK) as connection:
            rows = connection.execute(first).all()
            if rows:
                claimed = columns.id.in_([row.id for row in rows])
                connection.execute(sa.update(jobs).where(claimed).values(values))
            return load_jobs(connection, rows)

    def hand_out(self, job_ids: Sequence[int], step: str) -> None:
        """Say that jobs are worked on by another process than their owner, whose death is then no fault of theirs."""
        values = {"share": 0.3, "step": step, "attempts": jobs.c.attempts - 1}
        self._update(jobs.c.id.in_(job_ids) & (jobs.c.state == JobState.RUNNING), values)

    def count_attempt(self, job_id: int) -> None:
        """Say that a process to which a job was handed out died of it."""
        self._update(jobs.c.id == job_id, {"attempts": jobs.c.attempts + 1})

    def keep(self, owner: str) -> None:
        """Say that the owner is alive and still works on its jobs."""
        self._update(_of(owner), {"lease": time.time() + LEASE_SECONDS})

    def release(self, owner: str) -> None:
        """Give back what the owner has not finished; it counts as not attempted."""
        attempts = sa.case((jobs.c.attempts > 0, jobs.c.attempts - 1), else_=0)
        self._update(_of(owner), WAITING | {"attempts": attempts})

    def recover(self, alive: Sequence[str] | None = None) -> None:
        """Put the jobs of dead owners back in the queue; give up those on which an owner died too often.

        Args:
            alive: the owners that are alive; those whose time has run out are dead where not given.
        """
        dead = jobs.c.lease < time.time() if alive is None else jobs.c.owner.not_in(alive)
        left = (jobs.c.state == JobState.RUNNING) & dead
        with self._workspace.writing(Act.WORK) as connection:
            given_up = left & (jobs.c.attempts >= MAX_ATTEMPTS)
            connection.execute(sa.update(jobs).where(given_up).values(failed(_BROKE_OFF)))
            connection.execute(sa.update(jobs).where(left).values(WAITING))

    def progress(self, job_id: int, share: float, step: str) -> None:
        """Say how far a running job is: a share in [0, 1], and in words what is being done."""
        running = (jobs.c.id == job_id) & (jobs.c.state == JobState.RUNNING)
        self._update(running, {"share": share, "step": step})

    def note(self, job_id: int, note: str) -> None:
        """Say of a running job what was set aside, in a sentence; shown as its reason also when it is done."""
        self._update(jobs.c.id == job_id, {"reason": note})

    def done(self, job_id: int, article_ids: Sequence[int], duplicates: int = 0) -> None:
        """Finish a job with the articles that came of it, ``duplicates`` of which were there before."""
        with self._workspace.writing(Act.WORK) as connection:
            finish_jobs(connection, {job_id: article_ids}, duplicates)

    def fail(self, job_id: int, reason: str) -> None:
        """End a job without a result; ``reason`` is a sentence for its user. Its file is kept for another try."""
        self._update(jobs.c.id == job_id, failed(reason))

    def split(self, job_id: int, articles: Sequence[Article], problems: Sequence[UnreadableError]) -> None:
        """Finish the job of an archive or a table with one job for each of its articles and each unreadable part."""
        with self._workspace.writing(Act.WORK) as connection:
            put_parts(connection, articles, problems)
            finish_jobs(connection, {job_id: []}, step=f"articles found: {len(articles)}, unreadable: {len(problems)}")

    def retry(self, job_id: int) -> None:
        """Put a failed job back in the queue.

        Raises:
            UnknownIdError: where there is no such job.
            StoreError: where it did not fail, or its file is not kept, as it was a part of an archive.
        """
        query = sa.select(jobs.c.state, jobs.c.payload).where(jobs.c.id == job_id)
        kept = sa.select(job_data.c.job_id).where(job_data.c.job_id == job_id)
        with self._workspace.writing(Act.RETRY, job=job_id) as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                raise UnknownIdError("job", job_id)
            own = row.payload in (Payload.STORED, Payload.CODEBOOK)
            has_work = own or connection.scalar(kept) is not None
            if row.state != JobState.FAILED or not has_work:
                raise StoreError("Only a job that failed and whose file is kept can be tried again; add the file anew.")
            again = WAITING | {"attempts": 0, "finished": None, "reason": None}
            connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(again))

    def retry_all(self) -> int:
        """Put all failed jobs back in the queue whose files are kept; returns how many."""
        own = jobs.c.payload.in_([Payload.STORED, Payload.CODEBOOK])
        has_work = own | sa.exists().where(job_data.c.job_id == jobs.c.id)
        again = WAITING | {"attempts": 0, "finished": None, "reason": None}
        with self._workspace.writing(Act.RETRY_ALL) as connection:
            failed_jobs = (jobs.c.state == JobState.FAILED) & has_work
            return connection.execute(sa.update(jobs).where(failed_jobs).values(again)).rowcount

    def clear(self) -> int:
        """Forget the jobs that are done or failed, and the files of the failed ones; returns how many."""
        over = jobs.c.state.in_([JobState.DONE, JobState.FAILED])
        with self._workspace.writing(Act.CLEAR_QUEUE) as connection:
            return connection.execute(sa.delete(jobs).where(over)).rowcount

    def list(self) -> pd.DataFrame:
        """All jobs, the last put first.

        Columns: job_id, name, payload (file, article, stored or codebook), state, step (in words), share (in [0, 1]),
        reason (why it failed, or what was set aside), created, started, finished (UTC), article_ids (list), duplicates
        (articles that were there before).
        """
        with self._workspace.reading() as connection:
            return tables.jobs_table(connection)

    def latest(self, most: int) -> pd.DataFrame:
        """The last jobs of each state, up to so many of each, the last put first; the columns of :meth:`list`.

        Those that bring what is coded up to a codebook are left out.
        """
        with self._workspace.reading() as connection:
            return tables.latest_jobs(connection, [state.value for state in JobState], most)

    def counts(self, of_files: bool = False) -> dict[str, int]:
        """How many jobs are in each state, all or those that put something in; every state is there."""
        query = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        if of_files:
            query = query.where(jobs.c.payload != "codebook")
        with self._workspace.reading() as connection:
            found = {row[0]: row[1] for row in connection.execute(query)}
        return {state.value: found.get(state, 0) for state in JobState}

    def results(self, job_ids: Sequence[int]) -> tuple[int, int, tuple[tuple[str, str], ...]]:
        """What came of jobs: how many articles are new, how many were there, and (name, reason) of each that failed."""
        done = duplicates = 0
        failures: list[tuple[str, str]] = []
        columns = (jobs.c.state, jobs.c.duplicates, jobs.c.name, jobs.c.reason)
        with self._workspace.reading() as connection:
            for start in range(0, len(job_ids), _AT_ONCE):
                query = (
                    sa.select(*columns)
                    .where(jobs.c.id.in_(list(job_ids[start : start + _AT_ONCE])))
                    .order_by(jobs.c.id)
                )
                for row in connection.execute(query):
                    done += row.state == JobState.DONE
                    duplicates += row.duplicates
                    if row.state == JobState.FAILED:
                        failures.append((row.name, row.reason))
        return done - duplicates, duplicates, tuple(failures)

    def left(self) -> int:
        """How many jobs wait or run; found without looking through those that are over."""
        with self._workspace.reading() as connection:
            return int(connection.scalar(sa.select(sa.func.count()).where(_UNFINISHED)) or 0)

    def unfinished(self) -> set[int]:
        """The ids of the jobs that wait or run."""
        query = sa.select(jobs.c.id).where(_UNFINISHED)
        with self._workspace.reading() as connection:
            return set(connection.scalars(query))

    def _untouched(self) -> bool:
        with self._workspace.reading() as connection:
            return _is_empty(connection)

    def _update(self, which: sa.ColumnElement[bool], values: Mapping[str, Any]) -> None:
        with self._workspace.writing(Act.WORK) as connection:
            connection.execute(sa.update(jobs).where(which).values(values))


def _is_empty(connection: Connection) -> bool:
    """Whether the workspace has neither an article nor a job."""
    return not any(connection.scalar(sa.select(table.c.id).limit(1)) for table in (jobs, articles))


def _of(owner: str) -> sa.ColumnElement[bool]:
    """The running jobs of an owner."""
    return (jobs.c.owner == owner) & (jobs.c.state == JobState.RUNNING)
