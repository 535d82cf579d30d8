"""``python -m analysis work WORKSPACE``: the worker, in the process that the command runs in."""

from __future__ import annotations

import os
import signal
from functools import partial

from analysis.pipeline import local_pool
from analysis.store import Workspace
from analysis.store.address import Place
from analysis.worker import Worker

# So long a worker waits for more, as its models take seconds to load.
IDLE_SECONDS = 120.0


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
