"""Many files into a workspace at once: through its queue, so that nothing is lost when it is broken off."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from analysis.model import Article
from analysis.pipeline import local_pool
from analysis.reading import UnreadableError
from analysis.worker import Worker

if TYPE_CHECKING:
    from analysis.pipeline import Setup
    from analysis.store import Workspace

# Articles put in the queue in one transaction.
_BATCH = 100
_POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an ingest: numbers of articles, and (file, reason) for each that could not be read or analysed."""

    added: int
    duplicates: int
    failures: tuple[tuple[str, str], ...]


def ingest(
    workspace: Workspace,
    outcomes: Iterable[Article | UnreadableError],
    processes: int = 1,
    setup: Setup | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Ingested:
    """Put articles in the queue and work until it is empty, or another worker has emptied it.

    Args:
        workspace: where to.
        outcomes: what reading gave: articles, and what could not be read.
        processes: how many analyse; 1 is this process.
        setup: the encoder, and the codebook for a workspace that has none yet.
        progress: told how many jobs are over, and of how many.
    """
    ids = queue_outcomes(workspace, outcomes)
    total = len(ids)

    def tell() -> None:
        waiting = workspace.queue.counts()
        progress(max(0, total - waiting["queued"] - waiting["running"]), total)

    tell()
    make_executor = partial(local_pool, processes) if processes > 1 else None
    worker = Worker(workspace, setup, make_executor, after_job=tell)
    while not worker.run():
        # Another worker has the workspace, such as the app's. Should it die, the next round takes its place.
        if workspace.queue.unfinished().isdisjoint(ids):
            break
        time.sleep(_POLL_SECONDS)
        tell()
    return _outcome(workspace, set(ids))


def queue_outcomes(workspace: Workspace, outcomes: Iterable[Article | UnreadableError]) -> list[int]:
    """Put articles, and what could not be read, in the queue; returns the jobs' ids."""
    ids: list[int] = []
    rest = iter(outcomes)
    while batch := list(islice(rest, _BATCH)):
        articles = [found for found in batch if isinstance(found, Article)]
        problems = [found for found in batch if isinstance(found, UnreadableError)]
        ids += workspace.queue.put_articles(articles, problems)
    return ids


def _outcome(workspace: Workspace, ids: set[int]) -> Ingested:
    jobs = workspace.queue.list()
    jobs = jobs[jobs["job_id"].isin(ids)].sort_values("job_id")
    failed = jobs[jobs["state"] == "failed"]
    duplicates = int(jobs["duplicates"].sum())
    return Ingested(
        added=int((jobs["state"] == "done").sum()) - duplicates,
        duplicates=duplicates,
        failures=tuple(zip(failed["name"], failed["reason"], strict=True)),
    )
