"""A cluster gives what one process gives, also when its workers and its driver are killed; and says what is wrong."""

import os
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from analysis.cluster import Cluster, ClusterError, version
from analysis.coding.encoder import HashingEncoder
from analysis.ingest import ingest
from analysis.model import Article
from analysis.pipeline import BATCH, Setup
from analysis.store import Workspace, schema

pytest.importorskip("distributed")
REPOSITORY = Path(__file__).resolve().parent.parent
SETUP = Setup(encoder=HashingEncoder)
ROUNDS = 9


def articles(count):
    return [
        Article(
            f"{number}.txt",
            f"Talks, day {number}",
            f"Kosovo's Prime Minister Albin Kurti rejected proposal {number} on Friday. "
            f"Serbia's President Aleksandar Vucic said that the talks on point {number} should go on.",
        )
        for number in range(count)
    ]


def contents(workspace):
    """All that is stored of the articles, with the ids; without when, and in how many transactions, it was stored."""
    tables = (schema.articles, schema.texts, schema.copies, schema.mentions, schema.dates, schema.statements,
              schema.parses, schema.codings, schema.events, schema.vectors)  # fmt: skip
    with workspace.reading() as connection:
        return {
            table.name: connection.execute(
                sa.select(*(column for column in table.c if column.name not in ("added", "change")))
                .order_by(*table.primary_key)
            ).all()
            for table in tables
        }  # fmt: skip


@contextmanager
def dask_cluster(workers):
    """A scheduler and workers, each a process of its own on a port of this machine; gives address and processes."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler = subprocess.Popen(
        [*command, "--no-dashboard"], stderr=subprocess.PIPE, text=True, env=environment, cwd=REPOSITORY
    )
    processes = []
    try:
        address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
        processes += [start_worker(address) for _ in range(workers)]
        yield address, processes
    finally:
        for process in [*processes, scheduler]:
            process.kill()
            process.wait()


def start_worker(address):
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--no-dashboard"], env=environment, cwd=REPOSITORY, **quiet)


def test_a_scheduler_that_cannot_be_reached_is_said(monkeypatch):
    monkeypatch.setattr("analysis.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1 .*`dask scheduler`"):
        Cluster("tcp://127.0.0.1:1")


@pytest.mark.reliability
def test_a_cluster_gives_what_one_process_gives_though_a_worker_dies(tmp_path):
    found = articles(3 * BATCH)
    with Workspace.open(tmp_path / "one.db") as one, Workspace.open(tmp_path / "many.db") as many:
        ingest(one, found, setup=SETUP)
        with dask_cluster(2) as (address, workers):
            kill = KillOnce(workers[0])
            result = ingest(many, found, partial(Cluster, address), SETUP, kill)
        assert kill.done
        assert (result.added, result.duplicates, result.failures) == (3 * BATCH, 0, ())
        assert contents(many) == contents(one)


class KillOnce:
    """Kills a process when something is done."""

    def __init__(self, process):
        self.process, self.done = process, False

    def __call__(self, done, _total):
        if done and not self.done:
            self.process.kill()
            self.done = True


DRIVER = """
import sys
from functools import partial
from analysis.cluster import Cluster
from analysis.ingest import ingest
from analysis.store import Workspace
from tests.test_cluster import SETUP, articles
with Workspace.open(sys.argv[1]) as workspace:
    print(ingest(workspace, articles(int(sys.argv[3])), partial(Cluster, sys.argv[2]), SETUP))
"""


@pytest.mark.reliability
def test_drivers_and_workers_that_are_killed_at_random_give_the_same_database(tmp_path):
    """Two of three rounds kill the driver, the others a worker; then a driver is left alone."""
    dice = random.Random(5)  # noqa: S311 (no secret)
    count = 4 * BATCH
    with Workspace.open(tmp_path / "one.db") as one, Workspace.open(tmp_path / "many.db") as many:
        ingest(one, articles(count), setup=SETUP)
        with dask_cluster(2) as (address, workers):
            command = [sys.executable, "-c", DRIVER, str(many.path), address, str(count)]
            for number in range(ROUNDS):
                driver = subprocess.Popen(command, cwd=REPOSITORY)
                time.sleep(dice.uniform(2, 12))
                if number % 3 == 2:
                    workers.pop(0).kill()
                    workers.append(start_worker(address))
                    time.sleep(dice.uniform(0, 5))
                driver.kill()
                driver.wait()
            subprocess.run(command, cwd=REPOSITORY, check=True, timeout=600)
        assert many.queue.counts()["failed"] == 0
        assert contents(many) == contents(one)


@pytest.fixture
def other_version(monkeypatch):
    """This process has another version than the workers."""
    monkeypatch.setattr("analysis.cluster._PARTS", ())
    version.cache_clear()
    yield
    version.cache_clear()


@pytest.mark.reliability
@pytest.mark.usefixtures("other_version")
def test_a_worker_of_another_version_is_refused():
    refused = pytest.raises(ClusterError, match=r"The worker tcp://.* has another version of Parley")
    with dask_cluster(1) as (address, _), refused:
        Cluster(address)
