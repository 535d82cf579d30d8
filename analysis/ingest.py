"""Many files into a workspace at once: through its queue, so that nothing is lost when it is broken off."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from analysis.model import Article
from analysis.reading.errors import UnreadableError
from analysis.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from analysis.pipeline import Setup
    from analysis.store import Workspace

# Articles read and put in the queue in one transaction; the processes have as much to do when the next are read.
_BATCH = 64
_POLL_SECONDS = 1.0
_TELL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an ingest: numbers of articles, and (file, reason) for each that could not be read or analysed."""

    added: int
    duplicates: int
    failures: tuple[tuple[str, str], ...]


def ingest(
    workspace: Workspace,
    outcomes: Iterable[Article | UnreadableError],
    make_executor: Callable[[], Executor] | None = None,
    setup: Setup | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Ingested:
    """Put articles in the queue and work until it is empty, or another worker has emptied it.

    Args:
        workspace: where to.
        outcomes: what reading gave: articles, and what could not be read.
        make_executor: makes what analyses them where there are many, such as a :func:`analysis.pipeline.local_pool`;
            this process if not given.
        setup: the encoder, and the codebook for a workspace that has none yet.
        progress: told how many jobs are over, and of how many.
    """
    put = _Put(workspace, outcomes)
    put.more()
    told = time.monotonic()

    def tell(now: bool = False) -> None:
        nonlocal told
        if now or time.monotonic() - told >= _TELL_SECONDS:
            waiting = workspace.queue.counts()
            progress(max(0, len(put.ids) - waiting["queued"] - waiting["running"]), len(put.ids))
            told = time.monotonic()

    tell(now=True)
    worker = Worker(workspace, setup, make_executor, after_job=tell, more=put.more)
    while not worker.run():
        # Another worker has the workspace, such as the app's. Should it die, the next round takes its place.
        if not put.more():
            if workspace.queue.unfinished().isdisjoint(put.ids):
                break
            time.sleep(_POLL_SECONDS)
        tell()
    tell(now=True)
    return Ingested(*workspace.queue.results(put.ids))


class _Put:
    """Puts what is read in the queue, piece by piece as the worker gets on, so that no corpus fills the memory."""

    def __init__(self, workspace: Workspace, outcomes: Iterable[Article | UnreadableError]) -> None:
        self.ids = array("q")
        self._workspace = workspace
        self._rest = iter(outcomes)

    def more(self) -> bool:
        """Put the next articles, and what could not be read; False where there is nothing left."""
        batch = list(islice(self._rest, _BATCH))
        articles = [found for found in batch if isinstance(found, Article)]
        problems = [found for found in batch if isinstance(found, UnreadableError)]
        if batch:
            self.ids.extend(self._workspace.queue.put_articles(articles, problems))
        return bool(batch)
