"""The worker as a process of its own, ``python -m analysis work WORKSPACE``: whether it is needed, and its start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from analysis.home import DATABASE
from analysis.store import Workspace
from analysis.store.address import Address, Place
from analysis.store.worker_lock import WorkerBusyError, WorkerLock

REPOSITORY = Path(__file__).resolve().parent.parent
_LOG_BYTES = 1_000_000


def ensure_worker(workspace: Workspace) -> bool:
    """Start a worker in the background if jobs wait and none works on them; returns whether one was started.

    Cheap enough for every look at the queue: that is also how the jobs of a worker that died go on.
    """
    if not workspace.queue.left():
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
