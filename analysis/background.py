"""The worker as a process of its own: ``python -m analysis work WORKSPACE``, and how the app starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from filelock import Timeout

from analysis.store import Workspace
from analysis.worker import Worker, worker_lock

REPOSITORY = Path(__file__).resolve().parent.parent
# So long a worker waits for more, as its models take seconds to load.
IDLE_SECONDS = 120.0
_LOG_BYTES = 1_000_000


def work(path: Path, idle_seconds: float = IDLE_SECONDS) -> bool:
    """Empty the queue of a workspace, wait a while for more, and end; SIGTERM and Ctrl-C end it after the present job.

    Returns:
        False where another worker has the workspace.
    """
    with Workspace.open(path) as workspace:
        worker = Worker(workspace)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: worker.stopping.set())
        return worker.run(idle_seconds)


def ensure_worker(path: Path) -> bool:
    """Start a worker in the background if jobs wait and none works on them; returns whether one was started.

    Cheap enough for every look at the queue: that is also how the jobs of a worker that died go on.
    """
    with Workspace.open(path) as workspace:
        path = workspace.path
        counts = workspace.queue.counts()
    if counts["queued"] + counts["running"] == 0:
        return False
    try:
        worker_lock(path).acquire(timeout=0).lock.release()
    except Timeout:
        return False
    start_worker(path)
    return True


def start_worker(path: Path) -> int:
    """Start a worker that outlives this process; returns its process id. It logs to a file beside the workspace."""
    log = path.with_name(path.name + ".log")
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_name(log.name + ".old"))
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "analysis", "work", str(path)],
            cwd=REPOSITORY,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return process.pid
