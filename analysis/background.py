"""The worker as a process of its own: ``python -m analysis work WORKSPACE``, and how the app starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from analysis.home import DATABASE
from analysis.pipeline import local_pool
from analysis.store import Workspace
from analysis.store.address import Address, Place
from analysis.store.worker_lock import WorkerBusyError, WorkerLock
from analysis.worker import Worker

REPOSITORY = Path(__file__).resolve().parent.parent
# So long a worker waits for more, as its models take seconds to load.
IDLE_SECONDS = 120.0
_LOG_BYTES = 1_000_000


def work(place: Place, idle_seconds: float = IDLE_SECONDS) -> bool:
    """Empty the queue of a workspace, wait a while for more, and end; SIGTERM and Ctrl-C end it after the present job.

    Returns:
        False where another worker has the workspace.
    """
    with Workspace.open(place) as workspace:
        # One process a core, where there is enough to do for them.
        pool = partial(local_pool, min(2, os.cpu_count() or 1))
        worker = Worker(workspace, make_executor=pool)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: worker.stopping.set())
        return worker.run(idle_seconds)


def ensure_worker(workspace: Workspace) -> bool:
    """Start a worker in the background if jobs wait and none works on them; returns whether one was started.

    Cheap enough for every look at the queue: that is also how the jobs of a worker that died go on.
    """
    counts = workspace.queue.counts()
    if counts["queued"] + counts["running"] == 0:
        return False
    try:
        with WorkerLock(workspace, wait_seconds=0):
            pass
    except WorkerBusyError:
        return False
    start_worker(workspace)
    return True


def start_worker(workspace: Workspace) -> int:
    """Start a worker that outlives this process; returns its process id. It logs to a file beside the workspace."""
    log = workspace.path.with_name(workspace.path.name + ".log")
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_name(log.name + ".old"))
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "analysis", "work", *_which(workspace.place)],
            cwd=REPOSITORY,
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | _secrets(workspace.place),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return process.pid


def _which(place: Place) -> list[str]:
    return ["--", place.name] if isinstance(place, Address) else [str(place)]


def _secrets(place: Place) -> dict[str, str]:
    """The database, with its password: anyone on the machine may read a process's arguments, its owner its settings."""
    return {DATABASE: place.database.render_as_string(hide_password=False)} if isinstance(place, Address) else {}
