"""Articles go their way in order, and one that fails stops no other."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from analysis.background import ensure_worker, start_worker
from analysis.coding.encoder import HashingEncoder
from analysis.ingest import ingest
from analysis.model import Article
from analysis.pipeline import BATCH, AnalysisError, Setup, analyse_article, analyse_articles, local_pool, store
from analysis.reading.errors import UnreadableError
from analysis.store import Workspace
from analysis.store.worker_lock import WorkerLock
from analysis.worker import Worker

REPOSITORY = Path(__file__).resolve().parent.parent
SETUP = Setup(encoder=HashingEncoder)
SUDAN = (
    "Sudan's army chief Abdel Fattah al-Burhan said on Tuesday that he would not accept a ceasefire "
    "before the Rapid Support Forces leave all cities. “We will not negotiate under fire,” he said in Port Sudan."
)
KOSOVO = (
    "Kosovo's Prime Minister Albin Kurti rejected the proposal on Friday. "
    "Serbia's President Aleksandar Vucic said the talks in Brussels should go on."
)


class BrokenEncoder(HashingEncoder):
    """Fails at one word, as a model may at one text."""

    def encode(self, texts):
        if any("Brussels" in text for text in texts):
            raise MemoryError("no room for Brussels")
        return super().encode(texts)


def article(text, file="a.txt", **fields):
    return Article(file=file, title="", text=text, **fields)


def test_an_article_is_analysed_and_coded_whole():
    coded = analyse_article(article(SUDAN, published=dt.date(2025, 3, 5)), SETUP)
    assert coded.analysis.article.text == SUDAN
    assert len(coded.codings) == len(coded.vectors) == len(coded.analysis.statements) >= 2
    assert "2025-03-04" in [date.value for date in coded.analysis.dates]
    assert coded.encoder == "hashing-4096"
    for statement in coded.analysis.statements:
        assert SUDAN[statement.start : statement.end] == statement.text


def test_results_keep_the_order_and_a_failure_names_its_file():
    articles = [article(SUDAN, "one.txt"), article(KOSOVO, "two.txt"), article(SUDAN, "three.txt")]
    results = list(analyse_articles(articles, setup=Setup(encoder=BrokenEncoder)))
    assert isinstance(results[1], AnalysisError)
    assert results[1].file == "two.txt"
    assert "no room for Brussels" in results[1].reason
    assert [result.analysis.article.file for result in results[::2]] == ["one.txt", "three.txt"]


def test_many_processes_give_what_one_gives():
    articles = [article(text, f"{number}.txt") for number, text in enumerate([SUDAN, KOSOVO] * 3)]
    with local_pool(2) as pool:
        many = list(analyse_articles(iter(articles), pool, SETUP))
    assert many == list(analyse_articles(articles, None, SETUP))


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_near_copy_in_another_outlet_is_linked_as_a_reprint(tmp_path, at_once):
    story = " ".join(
        f"On day {number} the delegations met again in Geneva and spoke about point {number}." for number in range(30)
    )
    with Workspace.open(tmp_path / "w.db") as workspace:
        given = [(story, "Wire"), (f"By our staff. {story} More later.", "Herald"), (KOSOVO, "Herald")]
        coded = [(analyse_article(article(text, source=source), SETUP), None) for text, source in given]
        pieces = (coded[start : start + at_once] for start in range(0, 3, at_once))
        first, copy, other = (id_ for piece in pieces for id_ in store(workspace, piece))
        frame = workspace.frames.articles().set_index("article_id")["reprint_of"]
        assert frame[copy] == first
        assert frame[[first, other]].isna().all()


def zipped(**files):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


def test_analyses_that_the_workspace_refuses_fail_by_name_also_in_a_batch(tmp_path):
    with Workspace.open(tmp_path / "w.db") as workspace:
        store(workspace, [(analyse_article(article(SUDAN), SETUP), None)])
        other = Setup(encoder=partial(HashingEncoder, 64))
        batch = [article(f"{KOSOVO} That was on day {number}.", f"{number}.txt") for number in range(BATCH)]
        came = ingest(workspace, batch, partial(ThreadPoolExecutor, 1), other)
        assert (came.added, came.duplicates) == (0, 0)
        assert [file for file, _ in came.failures] == [f"{number}.txt" for number in range(BATCH)]
        assert all("hashing-64" in reason for _, reason in came.failures)
        assert len(workspace.frames.articles()) == 1


def test_the_worker_says_for_every_file_done_or_why_not(tmp_path):
    with Workspace.open(tmp_path / "w.db") as workspace:
        workspace.queue.put("sudan.txt", SUDAN.encode())
        workspace.queue.put("again.txt", SUDAN.encode())
        workspace.queue.put("empty.txt", b"")
        archive = zipped(kosovo__txt=KOSOVO, empty__txt="", metadata__csv="file,published\nkosovo.txt,2025-02-07\n")
        workspace.queue.put("batch.zip", archive)
        assert Worker(workspace, SETUP).run()
        jobs = workspace.queue.list().set_index("name")
        assert jobs["state"].to_dict() == {
            "sudan.txt": "done",
            "again.txt": "done",
            "empty.txt": "failed",
            "batch.zip": "done",
            "batch.zip/kosovo.txt": "done",
            "batch.zip/empty.txt": "failed",
        }
        assert jobs.loc["again.txt", "duplicates"] == 1
        assert jobs.loc["empty.txt", "reason"]
        articles = workspace.frames.with_texts(workspace.frames.articles()).set_index("file")
        assert articles["published"].dropna().to_dict() == {"batch.zip/kosovo.txt": "2025-02-07"}
        assert len(articles) == 2
        assert workspace.codebook() == SETUP.codebook


def test_a_date_set_by_the_analyst_resolves_the_relative_dates(tmp_path):
    with Workspace.open(tmp_path / "w.db") as workspace:
        workspace.queue.put("sudan.txt", SUDAN.encode())
        Worker(workspace, SETUP).run()
        workspace.set_published(1, dt.date(2025, 3, 5))
        Worker(workspace, SETUP).run()
        assert "2025-03-04" in [date.value for date in workspace.analysis(1).analysis.dates]
        assert workspace.queue.counts() == {"queued": 0, "running": 0, "done": 2, "failed": 0}


def test_only_one_worker_works_on_a_workspace(tmp_path):
    with Workspace.open(tmp_path / "w.db") as workspace, WorkerLock(workspace):
        workspace.queue.put("sudan.txt", SUDAN.encode())
        assert not Worker(workspace, SETUP).run()
        assert not ensure_worker(workspace)
        assert workspace.queue.counts()["queued"] == 1


def test_ingest_counts_what_came_of_it(tmp_path):
    outcomes = [article(SUDAN, "a.txt"), UnreadableError("b.pdf", "It is locked."), article(SUDAN, "c.txt")]
    seen = []
    with Workspace.open(tmp_path / "w.db") as workspace:
        result = ingest(workspace, outcomes, setup=SETUP, progress=lambda done, total: seen.append((done, total)))
        assert (result.added, result.duplicates, result.failures) == (1, 1, (("b.pdf", "It is locked."),))
        assert seen[0][1] == seen[-1][0] == 3
        again = ingest(workspace, [article(SUDAN, "a.txt")], setup=SETUP)
        assert (again.added, again.duplicates) == (0, 1)


SLOW_WORKER = """
import sys, time
from pathlib import Path
from analysis.coding.encoder import HashingEncoder
from analysis.pipeline import Setup
from analysis.store import Workspace
from analysis.worker import Worker
class Slow(HashingEncoder):
    def encode(self, texts):
        if any("under fire" in text for text in texts):
            Path(sys.argv[2]).touch()
            time.sleep(60)
        return super().encode(texts)
Worker(Workspace.open(sys.argv[1]), Setup(encoder=Slow)).run()
"""


def test_the_job_of_a_killed_worker_is_done_by_the_next(tmp_path):
    path, begun = tmp_path / "w.db", tmp_path / "begun"
    with Workspace.open(path) as workspace:
        workspace.queue.put("kosovo.txt", KOSOVO.encode())
        workspace.queue.put("sudan.txt", SUDAN.encode())
        process = subprocess.Popen([sys.executable, "-c", SLOW_WORKER, str(path), str(begun)], cwd=REPOSITORY)
        deadline = time.monotonic() + 90
        while not begun.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert workspace.queue.counts() == {"queued": 0, "running": 1, "done": 1, "failed": 0}
        assert len(workspace.frames.articles()) == 1
        assert Worker(workspace, SETUP).run()
        assert workspace.queue.counts() == {"queued": 0, "running": 0, "done": 2, "failed": 0}
        assert len(workspace.frames.articles()) == 2
        assert workspace.queue.list()["duplicates"].sum() == 0


class DeadlyEncoder(HashingEncoder):
    """Ends its process at one text, as a lack of memory does."""

    def encode(self, texts):
        if any("under fire" in text for text in texts):
            os._exit(9)
        return super().encode(texts)


@pytest.mark.slow
def test_a_text_that_kills_its_process_is_given_up_and_the_others_are_done(tmp_path):
    with Workspace.open(tmp_path / "w.db") as workspace:
        others = [article(f"{KOSOVO} That was day {number}.", f"{number}.txt") for number in range(BATCH)]
        workspace.queue.put_articles([article(SUDAN, "sudan.txt"), *others])
        assert Worker(workspace, Setup(encoder=DeadlyEncoder), partial(local_pool, 1)).run()
        jobs = workspace.queue.list().set_index("name")
        assert jobs["state"].to_dict() == {"sudan.txt": "failed"} | {other.file: "done" for other in others}
        assert "broke off 3 times" in jobs.loc["sudan.txt", "reason"]


@pytest.mark.slow
def test_a_started_worker_outlives_its_starter_and_ends_at_sigterm(tmp_path):
    path = tmp_path / "w.db"
    with Workspace.open(path) as workspace:
        workspace.queue.put("kosovo.txt", KOSOVO.encode())
        process = start_worker(workspace)
        deadline = time.monotonic() + 120
        while workspace.queue.counts()["done"] == 0 and time.monotonic() < deadline:
            time.sleep(0.5)
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        assert workspace.queue.counts()["done"] == 1
        with WorkerLock(workspace):
            pass
