"""The condition of a workspace: its queue, what failed, and how much there is of what; counted by the database."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import schema
from analysis.store.address import Address
from analysis.store.jobs import JobState
from analysis.store.worker_lock import WorkerBusyError, WorkerLock

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.workspace import Workspace

_COUNTED = ("articles", "statements", "codings", "events", "corrections")
_JOBS = schema.jobs.c


@dataclass(frozen=True, slots=True)
class QueueCondition:
    """The queue: jobs by state, since when the oldest waits and the running ones run (UTC), whether a worker is there.

    Attributes:
        counts: state -> number of jobs; every state is there.
        waits_since: when the job was put that has waited longest; None where none waits.
        works_since: when the job was begun that has run longest; None where none runs.
        worker: whether a worker holds the workspace at this moment.
        log: the file in which the worker logs; it need not be there.
    """

    counts: dict[str, int]
    waits_since: str | None
    works_since: str | None
    worker: bool
    log: Path


@dataclass(frozen=True, slots=True)
class Storage:
    """Where a workspace lies and what it takes, in bytes.

    Attributes:
        kind: the database, as its users call it.
        place: the file, or the address without password.
        database: of the database with its log of changes not yet in it; of a server, that of the workspace's tables.
        cache: of the vectors' cache.
        free: on the disk on which the cache, and the file if it is one, lie.
        backups: the copies beside the file, the latest first.
    """

    kind: str
    place: str
    database: int
    cache: int
    free: int
    backups: tuple[Path, ...]


def queue_condition(workspace: Workspace) -> QueueCondition:
    """How the queue stands."""
    oldest = sa.select(
        sa.func.min(_JOBS.created).filter(_JOBS.state == JobState.QUEUED),
        sa.func.min(_JOBS.started).filter(_JOBS.state == JobState.RUNNING),
    )
    counts = workspace.queue.counts()
    with workspace.reading() as connection:
        waits, works = connection.execute(oldest).one()
    return QueueCondition(counts, waits, works, _is_worked_on(workspace), _beside(workspace, ".log"))


def failures(workspace: Workspace, limit: int) -> pd.DataFrame:
    """The jobs that failed, the latest first: job_id, name, reason, finished (UTC)."""
    import pandas as pd

    query = sa.select(_JOBS.id.label("job_id"), _JOBS.name, _JOBS.reason, _JOBS.finished)
    with workspace.reading() as connection:
        failed = query.where(_JOBS.state == JobState.FAILED).order_by(_JOBS.id.desc()).limit(limit)
        result = connection.execute(failed)
        return pd.DataFrame(result.all(), columns=list(result.keys()))


def row_counts(workspace: Workspace) -> dict[str, int]:
    """How many articles, statements, codings, events and corrections there are; every statement has one vector."""
    tables = (schema.metadata.tables[name] for name in _COUNTED)
    counts = sa.select(*(sa.select(sa.func.count()).select_from(table).scalar_subquery() for table in tables))
    with workspace.reading() as connection:
        return dict(zip(_COUNTED, connection.execute(counts).one(), strict=True))


def storage(workspace: Workspace) -> Storage:
    """Where a workspace lies, and what it takes."""
    place, path = workspace.place, workspace.path
    on_server = isinstance(place, Address)
    taken = (
        _on_server(workspace, place) if isinstance(place, Address) else _size(path) + _size(_beside(workspace, "-wal"))
    )
    copies = () if on_server else tuple(sorted(path.parent.glob(f"{path.name}.*backup"), reverse=True))
    kind = "PostgreSQL" if on_server else "SQLite"
    free = shutil.disk_usage(path.parent).free
    return Storage(kind, str(place), taken, _size(_beside(workspace, ".vectors")), free, copies)


def _on_server(workspace: Workspace, place: Address) -> int:
    size = sa.text(
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = to_regnamespace(:schema)"
    )
    with workspace.reading() as connection:
        return int(connection.scalar(size, {"schema": place.schema}) or 0)


def _is_worked_on(workspace: Workspace) -> bool:
    try:
        with WorkerLock(workspace, wait_seconds=0):
            return False
    except WorkerBusyError:
        return True


def _beside(workspace: Workspace, suffix: str) -> Path:
    return workspace.path.with_name(workspace.path.name + suffix)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
