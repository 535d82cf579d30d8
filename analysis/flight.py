"""What a worker has handed out for analysis: batches of jobs, one at a time here, or many at once on an executor."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analysis.cluster import Cluster
from analysis.pipeline import AHEAD, BATCH, AnalysisError, analyse_batch, batches

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from analysis.model import Article, CodedAnalysis
    from analysis.pipeline import Setup
    from analysis.store.jobs import Job

    Outcomes = list[CodedAnalysis | AnalysisError]


class Flight:
    """Batches of jobs in the order in which they were handed out."""

    def __init__(self, make_executor: Callable[[], Executor] | None) -> None:
        """Prepare; nothing is started before there is a batch.

        Args:
            make_executor: makes what analyses the articles where many wait; few are analysed in this process, which is
                quicker than to start others.
        """
        self._make_executor = make_executor
        self._executor: Executor | None = None
        self._flying: deque[tuple[list[Job], Future[Outcomes]]] = deque()
        # So many jobs are analysed one at a time, as one of them may have killed its process.
        self._doubtful = 0

    def __len__(self) -> int:
        """How many batches are out."""
        return len(self._flying)

    def room(self, waiting: Callable[[], int]) -> int:
        """How many jobs to claim next; 0 where one of those that are out has to end first.

        Args:
            waiting: tells how many jobs wait.
        """
        if self._doubtful:
            return int(not self._flying)
        if self._executor is None and (self._make_executor is None or waiting() < BATCH):
            return 1
        ahead = max(AHEAD, 2 * self._executor.slots) if isinstance(self._executor, Cluster) else AHEAD
        return BATCH if len(self._flying) < ahead else 0

    def analyses_here(self, jobs: int) -> bool:
        """Whether so many jobs, claimed together, are analysed in this process, which dies with what kills it."""
        return self._make_executor is None or (self._executor is None and jobs < BATCH and not self._doubtful)

    def hand_out(self, found: Sequence[tuple[Job, Article]], setup: Setup) -> None:
        """Have the articles of jobs analysed on the executor."""
        if self._executor is None and self._make_executor is not None:
            self._executor = self._make_executor()
        assert self._executor is not None  # noqa: S101 (without one, all is analysed here)
        rest = iter([job for job, _ in found])
        for batch in batches(article for _, article in found):
            jobs = [next(rest) for _ in batch]
            self._flying.append((jobs, self._executor.submit(analyse_batch, batch, setup)))

    def next(self) -> list[tuple[Job, CodedAnalysis | AnalysisError]]:
        """Wait for the batch that is out longest.

        Raises:
            BrokenExecutor: where a process died; the batch stays out, until all are dropped.
            AnalysisError: where the models can't be loaded.
        """
        jobs, future = self._flying[0]
        try:
            outcomes = future.result()
        except AnalysisError as error:
            outcomes = [error] * len(jobs)
        self._flying.popleft()
        self._doubtful = max(0, self._doubtful - len(jobs))
        return list(zip(jobs, outcomes, strict=True))

    def broken(self) -> list[Job]:
        """Drop all, as a process died; returns the jobs that were out, which are analysed one at a time from now on."""
        jobs = [job for of_batch, _ in self._flying for job in of_batch]
        self._doubtful = max(self._doubtful, len(jobs))
        self.drop()
        return jobs

    def drop(self) -> None:
        """End the executor, and forget what is out."""
        self._flying.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None
