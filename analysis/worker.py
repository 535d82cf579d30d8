"""What empties a workspace's queue: one worker a workspace, in no page's script, resumed after any end."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from analysis.access import WORKER
from analysis.model import Article
from analysis.pipeline import AHEAD, AnalysisError, Setup, analyse_article, coder_of, store
from analysis.reading import SetAsideError, UnreadableError, read_articles
from analysis.reading.fingerprint import content_hash
from analysis.store import StoreError, Workspace
from analysis.store.jobs import Job
from analysis.store.near_copies import NearCopies
from analysis.store.queue import LEASE_SECONDS

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from analysis.model import CodedAnalysis

_POLL_SECONDS = 0.5
# Longer than anyone holds the lock who only asks whether a worker has it.
_LOCK_SECONDS = 2.0
_RECODING = "coding the statements by the changed codebook"
_log = logging.getLogger(__name__)


def worker_lock(path: Path) -> FileLock:
    """The lock that a workspace's worker holds as long as it works; the system frees it when the worker dies."""
    return FileLock(f"{path}.worker.lock", timeout=_LOCK_SECONDS)


class Worker:
    """Works on the jobs of a workspace, one after the other, or many at once on an executor; writes from one thread."""

    def __init__(
        self,
        workspace: Workspace,
        setup: Setup | None = None,
        make_executor: Callable[[], Executor] | None = None,
        after_job: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare; nothing is done before :meth:`run`.

        Args:
            workspace: whose queue.
            setup: the encoder, and the codebook for a workspace that has none yet.
            make_executor: makes what analyses the articles; they are analysed in this process if not given.
            after_job: called when a job has ended.
        """
        self.workspace = workspace.as_user(WORKER)
        self.owner = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self._setup = setup or Setup()
        self._make_executor = make_executor
        self._executor: Executor | None = None
        self._ahead = AHEAD
        self._after_job = after_job
        self._near_copies = NearCopies(workspace)
        self._flight: deque[tuple[Job, Future[CodedAnalysis]]] = deque()

    def run(self, idle_seconds: float = 0.0) -> bool:
        """Work until no job has come for a while, or :attr:`stopping` is set.

        Returns:
            False where another worker has this workspace, and nothing was done.
        """
        while not self.stopping.is_set():
            try:
                with worker_lock(self.workspace.path):
                    self._work(idle_seconds)
            except Timeout:
                return False
            # A job that was put while the lock was still held started no other worker.
            if not self.workspace.queue.counts()["queued"]:
                break
        return True

    def _work(self, idle_seconds: float) -> None:
        ended = threading.Event()
        # Whoever holds the lock is the only one: what runs otherwise was left by a worker that died.
        self.workspace.queue.recover(alive=[])
        threading.Thread(target=self._keep, args=(ended,), daemon=True).start()
        try:
            self._until_idle(idle_seconds)
            self.workspace.queue.release(self.owner)
        finally:
            ended.set()
            self._drop_executor()

    def _until_idle(self, idle_seconds: float) -> None:
        idle_since = time.monotonic()
        while not self.stopping.is_set():
            try:
                worked = self._step()
            except BrokenExecutor:
                self._start_again()
                continue
            if worked:
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since >= idle_seconds:
                return
            else:
                self.stopping.wait(_POLL_SECONDS)

    def _step(self) -> bool:
        """Do a piece of work; False where there is none."""
        claimed = self.workspace.queue.claim(self.owner) if len(self._flight) < self._ahead else None
        if claimed is not None:
            self._guard(claimed, self._begin)
        elif self._flight:
            job, future = self._flight.popleft()
            self._guard(job, lambda job: self._finish(job, future.result()))
        else:
            return False
        return True

    def _guard(self, job: Job, work: Callable[[Job], None]) -> None:
        """Work on a job; what goes wrong with it is said of it, and the next one gets its turn."""
        try:
            work(job)
        except (AnalysisError, UnreadableError) as error:
            _log.warning("job %d failed", job.id, exc_info=error)
            self.workspace.queue.fail(job.id, error.reason)
        except StoreError as error:
            self.workspace.queue.fail(job.id, str(error))
        self._after_job()

    def _begin(self, job: Job) -> None:
        if job.codebook:
            self._recode(job)
            return
        self.workspace.queue.progress(job.id, 0.1, "reading")
        article = self._article(job)
        if article is None:
            return
        known = None
        if job.article_id is None:
            known = self.workspace.add_copy(content_hash(article), article.file, job=job.id)
        if known is None:
            self._analyse(job, article)

    def _analyse(self, job: Job, article: Article) -> None:
        self.workspace.queue.progress(job.id, 0.3, "finding who said what, when, and what happened")
        if self._make_executor is None:
            self._finish(job, analyse_article(article, self._current_setup()))
            return
        self._executor = self._executor or self._make_executor()
        future = self._executor.submit(analyse_article, article, self._current_setup())
        self._flight.append((job, future))

    def _recode(self, job: Job) -> None:
        """Bring all codings to the codebook in force; nothing needs loading where they are there already."""
        if self.workspace.codebooks.waiting():
            self.workspace.queue.progress(job.id, 0.0, _RECODING)
            coder = coder_of(self._current_setup())

            def progress(share: float) -> None:
                self.workspace.queue.progress(job.id, share, _RECODING)

            self.workspace.recode(coder, min(2, os.cpu_count() or 1), progress)
        self.workspace.queue.done(job.id, [])

    def _finish(self, job: Job, coded: CodedAnalysis) -> None:
        self.workspace.queue.progress(job.id, 0.9, "storing")
        if job.article_id is not None:
            self.workspace.replace(job.article_id, coded, job=job.id)
        else:
            store(self.workspace, coded, self._near_copies, job=job.id)

    def _article(self, job: Job) -> Article | None:
        """The one article of a job; None where its file holds several, and the job is split into one for each."""
        if job.article_id is not None:
            return self.workspace.article(job.article_id)
        if job.article is not None:
            return job.article
        outcomes = list(read_articles(job.name, job.data or b"", job.metadata))
        articles = [found for found in outcomes if isinstance(found, Article)]
        if notes := [found.reason for found in outcomes if isinstance(found, SetAsideError)]:
            self.workspace.queue.note(job.id, " ".join(notes))
        problems = [f for f in outcomes if isinstance(f, UnreadableError) and not isinstance(f, SetAsideError)]
        if len(articles) + len(problems) == 1:
            if problems:
                raise problems[0]
            return articles[0]
        self.workspace.queue.split(job.id, articles, problems)
        return None

    def _current_setup(self) -> Setup:
        """The setup with the codebook that is in force now."""
        codebook = self.workspace.codebook()
        if codebook is None:
            self.workspace.save_codebook(self._setup.codebook)
        elif codebook != self._setup.codebook:
            self._setup = replace(self._setup, codebook=codebook)
        return self._setup

    def _keep(self, ended: threading.Event) -> None:
        while not ended.wait(LEASE_SECONDS / 4):
            self.workspace.queue.keep(self.owner)

    def _start_again(self) -> None:
        """After a process of the executor died: one job at a time, so that the one that kills it is found."""
        self._drop_executor()
        self._ahead = 1
        self.workspace.queue.recover(alive=[])

    def _drop_executor(self) -> None:
        self._flight.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None
