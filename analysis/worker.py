"""What empties a workspace's queue: one worker a workspace, in no page's script, resumed after any end."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from analysis.access import WORKER
from analysis.flight import Flight
from analysis.logs import about
from analysis.model import Article
from analysis.pipeline import AnalysisError, Setup, analyse_article, coder_of, store
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.fingerprint import content_hash
from analysis.reading.reading_process import ReadingProcess
from analysis.store import StoreError, UnavailableError, Workspace
from analysis.store.jobs import Job
from analysis.store.near_copies import NearCopies
from analysis.store.queue import LEASE_SECONDS
from analysis.store.worker_lock import WorkerBusyError, WorkerLock

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from analysis.model import CodedAnalysis

_POLL_SECONDS = 0.5
# How long to wait before a database is tried again that can't be used, and until when.
_RETRY_SECONDS = 10.0
_PATIENCE_SECONDS = 120.0
_RECODING = "coding the statements by the changed codebook"
_ANALYSING = "finding who said what, when, and what happened"
_log = logging.getLogger(__name__)


class Worker:
    """Works on the jobs of a workspace, one after the other, or many at once on an executor; writes from one thread."""

    def __init__(
        self,
        workspace: Workspace,
        setup: Setup | None = None,
        make_executor: Callable[[], Executor] | None = None,
        after_job: Callable[[], None] = lambda: None,
        more: Callable[[], bool] = lambda: False,
    ) -> None:
        """Prepare; nothing is done before :meth:`run`.

        Args:
            workspace: whose queue.
            setup: the encoder, and the codebook for a workspace that has none yet.
            make_executor: makes what analyses the articles where many wait; few, and all where it is not given, are
                analysed in this process.
            after_job: called when a job has ended.
            more: called when the queue runs short; puts more in it, and says whether there was more.
        """
        self.workspace = workspace.as_user(WORKER)
        self.owner = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self._setup = setup or Setup()
        self._flight = Flight(make_executor)
        self._after_job = after_job
        self._more = more
        self._near_copies = NearCopies(workspace)
        self._reading = ReadingProcess()

    def run(self, idle_seconds: float = 0.0) -> bool:
        """Work until no job has come for a while, or :attr:`stopping` is set.

        Returns:
            False where another worker has this workspace, and nothing was done.
        """
        while not self.stopping.is_set():
            try:
                with WorkerLock(self.workspace) as lock:
                    self._work(lock, idle_seconds)
            except WorkerBusyError:
                return False
            # A job that was put while the lock was still held started no other worker.
            if not self.workspace.queue.counts()["queued"]:
                break
        return True

    def _work(self, lock: WorkerLock, idle_seconds: float) -> None:
        ended = threading.Event()
        try:
            # Whoever holds the lock is the only one: what runs otherwise was left by a worker that died.
            self.workspace.queue.recover(alive=[])
        except UnavailableError as error:
            self._wait_out(error)
            self.workspace.queue.recover(alive=[])
        threading.Thread(target=self._keep, args=(lock, ended), daemon=True).start()
        try:
            self._until_idle(idle_seconds)
            self.workspace.queue.release(self.owner)
        finally:
            ended.set()
            self._reading.close()
            self._flight.drop()

    def _until_idle(self, idle_seconds: float) -> None:
        idle_since = time.monotonic()
        while not self.stopping.is_set():
            try:
                worked = self._step()
            except BrokenExecutor:
                self._start_again()
                continue
            except UnavailableError as error:
                self._wait_out(error)
                continue
            if worked:
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since >= idle_seconds:
                return
            else:
                self.stopping.wait(_POLL_SECONDS)

    def _wait_out(self, error: UnavailableError) -> None:
        """Give back what is in work, once the database can be used again: nothing of it counts as attempted.

        Raises:
            UnavailableError: where it still can't after a while; whoever looks at the queue starts a worker again.
        """
        self._flight.drop()
        given_up = time.monotonic() + _PATIENCE_SECONDS
        while not self.stopping.is_set():
            _log.warning("%s", error)
            self.stopping.wait(_RETRY_SECONDS)
            try:
                self.workspace.queue.release(self.owner)
            except UnavailableError as again:
                if time.monotonic() >= given_up:
                    raise
                error = again
            else:
                return

    def _step(self) -> bool:
        """Do a piece of work; False where there is none."""
        queue = self.workspace.queue
        room = self._flight.room(lambda: queue.counts()["queued"])
        claimed = queue.claim_many(self.owner, room) if room else []
        if claimed:
            self._begin_all(claimed)
        elif room and self._more():
            return True
        elif len(self._flight):
            self._finish_all(self._flight.next())
        else:
            return False
        return True

    def _guard(self, job: Job, work: Callable[[Job], None]) -> None:
        """Work on a job; what goes wrong with it is said of it, and the next one gets its turn."""
        try:
            work(job)
        except (AnalysisError, UnreadableError) as error:
            _log.warning("a file failed", extra=about(job=job.id, file=job.name), exc_info=error)
            self.workspace.queue.fail(job.id, error.reason)
        except UnavailableError:
            raise
        except StoreError as error:
            self.workspace.queue.fail(job.id, str(error))
        self._after_job()

    def _begin_all(self, jobs: Sequence[Job]) -> None:
        """Read the articles of jobs, and analyse those that are not there yet."""
        here = self._flight.analyses_here(len(jobs))
        read: list[tuple[Job, Article]] = []
        for job in jobs:
            self._guard(job, lambda job: self._begin(job, read))
        found = self._not_there(read)
        if here:
            for job, article in found:
                self._guard(job, partial(self._analyse, article=article))
        elif found:
            self.workspace.queue.hand_out([job.id for job, _ in found], _ANALYSING)
            self._flight.hand_out(found, self._current_setup())

    def _begin(self, job: Job, read: list[tuple[Job, Article]]) -> None:
        """Do a job that needs no analysis, or put its article among those read."""
        if job.codebook:
            self._recode(job)
        elif (article := self._article(job)) is not None:
            read.append((job, article))

    def _not_there(self, read: Sequence[tuple[Job, Article]]) -> list[tuple[Job, Article]]:
        """The articles that are to be analysed; of the others it is noted that they came again."""
        hashes = {job.id: content_hash(article) for job, article in read if job.article_id is None}
        known = self.workspace.find_all(list(hashes.values()))
        return [
            (job, article)
            for job, article in read
            if hashes.get(job.id) not in known
            or self.workspace.add_copy(hashes[job.id], article.file, job=job.id) is None
        ]

    def _analyse(self, job: Job, article: Article) -> None:
        self.workspace.queue.progress(job.id, 0.3, _ANALYSING)
        self._finish(job, analyse_article(article, self._current_setup()))

    def _finish_all(self, batch: Sequence[tuple[Job, CodedAnalysis | AnalysisError]]) -> None:
        """Store a batch of analyses: new articles together, and one by one where that fails, to find the culprit."""
        new = {
            job.id: (outcome, job.id)
            for job, outcome in batch
            if not isinstance(outcome, AnalysisError) and job.article_id is None
        }
        try:
            store(self.workspace, list(new.values()), self._near_copies)
        except UnavailableError:
            raise
        except StoreError:
            unfinished = self.workspace.queue.unfinished()
            new = {id_: one for id_, one in new.items() if id_ not in unfinished}
        for job, outcome in batch:
            if job.id in new:
                self._after_job()
            else:
                self._guard(job, partial(self._finish, outcome=outcome))

    def _recode(self, job: Job) -> None:
        """Bring all codings to the codebook in force; nothing needs loading where they are there already."""
        if self.workspace.codebooks.waiting():
            self.workspace.queue.progress(job.id, 0.0, _RECODING)
            coder = coder_of(self._current_setup())

            def progress(share: float) -> None:
                self.workspace.queue.progress(job.id, share, _RECODING)

            self.workspace.recode(coder, min(2, os.cpu_count() or 1), progress)
        self.workspace.queue.done(job.id, [])

    def _finish(self, job: Job, outcome: CodedAnalysis | AnalysisError) -> None:
        if isinstance(outcome, AnalysisError):
            raise outcome
        if job.article_id is not None:
            self.workspace.replace(job.article_id, outcome, job=job.id)
        else:
            store(self.workspace, [(outcome, job.id)], self._near_copies)

    def _article(self, job: Job) -> Article | None:
        """The one article of a job; None where its file holds several, and the job is split into one for each."""
        if job.article_id is not None:
            return self.workspace.article(job.article_id)
        if job.article is not None:
            return job.article
        outcomes = list(self._reading.articles(job.name, job.data or b"", job.metadata))
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

    def _keep(self, lock: WorkerLock, ended: threading.Event) -> None:
        while not ended.wait(LEASE_SECONDS / 4):
            if not lock.is_held():
                _log.error("the database's server has freed the worker's lock: ending, so that no two work at once")
                self.stopping.set()
                return
            try:
                self.workspace.queue.keep(self.owner)
            except UnavailableError as error:
                _log.warning("%s", error)

    def _start_again(self) -> None:
        """After a process of the executor died: one job at a time, so that the one that kills it is found."""
        out = self._flight.broken()
        if len(out) == 1:
            self.workspace.queue.count_attempt(out[0].id)
        self.workspace.queue.recover(alive=[])
