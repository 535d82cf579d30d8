"""A full disk, a read-only one, a lock, no memory, a clock that jumps, damage: a sentence, and nothing by halves."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner

from analysis import worker as working
from analysis.__main__ import cli
from analysis.store import StoreError, UnavailableError, Workspace, sqlite
from analysis.store.invariants import find_problems
from tests.reliability import corpus, deeds
from tests.reliability.conftest import SEED
from tests.reliability.kills import Killer

SCHEMAS = Path(__file__).resolve().parents[1] / "store" / "schemas"
FAULTS = 20  # how often a cache is damaged, and workers come while the clock jumps
ROUNDS = 3


@pytest.fixture
def disk():
    """A disk of 4 MB, which all users of the system may look at."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("mounting a small disk takes root")
    folder.chmod(0o755)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@contextmanager
def full(disk):
    """Leave no room on a disk for a while."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink(missing_ok=True)


@contextmanager
def read_only(disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@contextmanager
def locked(path):
    """Another program writes, and takes its time."""
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def worker_at(path):
    """A worker that works meanwhile, and is at its end afterwards."""
    workspace = Workspace.open(path)
    worker = working.Worker(workspace, deeds.SETUP)
    thread = threading.Thread(target=worker.run, args=(1.0,))
    thread.start()
    yield
    thread.join(120)
    assert not thread.is_alive()
    workspace.close()


def put(workspace, number):
    workspace.queue.put_all([(name, data, None) for name, data in corpus.files(number).items()])


def assert_all_done(workspace, numbers):
    """All is done but the file that is empty, which nobody can read."""
    jobs = workspace.queue.list()
    ended = dict(zip(jobs["name"], jobs["state"], strict=True))
    assert {name for name, state in ended.items() if state != "done"} == {f"{number}/empty.txt" for number in numbers}
    assert len(workspace.frames.articles()) == 4 * len(numbers)
    assert find_problems(workspace) == []


@pytest.fixture
def quick(monkeypatch):
    """A worker that tries again soon."""
    monkeypatch.setattr(working, "_RETRY_SECONDS", 0.2)


@pytest.mark.usefixtures("quick")
def test_a_full_disk_stores_nothing_by_halves_and_work_goes_on_when_there_is_room(disk, caplog):
    path = disk / "talks.db"
    with Workspace.open(path) as workspace:
        for number in range(ROUNDS):
            put(workspace, number)
        with full(disk):
            with pytest.raises(UnavailableError, match=r"disk that holds .*talks\.db is full. Make room"):
                workspace.queue.put("large.txt", os.urandom(200_000))
            with worker_at(path):
                time.sleep(3)
                assert find_problems(workspace) == []
                assert workspace.queue.counts()["failed"] == 0
                (disk / "filler").unlink()
        assert "is full. Make room" in caplog.text
        assert_all_done(workspace, range(ROUNDS))
        assert workspace.queue.list()["name"].tolist().count("large.txt") == 0


def test_on_a_full_disk_nothing_is_migrated_backed_up_or_exported(disk):
    path, out = disk / "old.db", disk / "out.csv"
    path.write_bytes(gzip.decompress((SCHEMAS / "0001.db.gz").read_bytes()))
    (disk / "new.db").write_bytes(path.read_bytes())
    Workspace.open(disk / "new.db").close()
    next(disk.glob("new.db.*.backup")).unlink()
    out.write_text("old")
    before = path.read_bytes()
    with full(disk):
        with pytest.raises(StoreError, match=r"older schema 0001, and no copy could be made|is full"):
            Workspace.open(path)
        backed = CliRunner().invoke(cli, ["backup", str(disk / "new.db"), str(disk / "a.backup")])
        exported = CliRunner().invoke(cli, ["export", str(disk / "new.db"), "--out", str(out)])
    assert (backed.exit_code, exported.exit_code) == (1, 1)
    assert "full" in backed.output
    assert "full" in exported.output
    assert out.read_text() == "old"
    assert sorted(file.name for file in disk.iterdir() if file.suffix in (".part", ".backup")) == []
    with sqlite3.connect(path) as connection, sqlite3.connect(":memory:") as source:
        source.deserialize(before)
        assert list(connection.iterdump()) == list(source.iterdump())
    with Workspace.open(path) as workspace:
        assert find_problems(workspace) == []


def test_who_may_not_write_to_a_workspace_is_told_so(disk, tmp_path):
    path, killer = disk / "talks.db", Killer(SEED, tmp_path)
    with Workspace.open(path) as workspace:
        put(workspace, 0)
        (confirmed,) = killer.finish(deeds.write_as_nobody, str(path))
        assert confirmed[0] == "refused"
        assert confirmed[1].startswith(f"{path} may not be written to. Give the right to write to it")
        assert len(workspace.queue.list()) == 5
        assert find_problems(workspace) == []


def test_on_a_read_only_disk_every_command_ends_with_a_sentence(disk):
    path = disk / "talks.db"
    with Workspace.open(path) as workspace:
        put(workspace, 0)
    with read_only(disk):
        for command in (
            ["ingest", __file__, "-w", str(path)],
            ["work", str(path)],
            ["check", str(path)],
            ["backup", str(path)],
            ["restore", str(path), str(disk / "new.db")],
            ["ingest", __file__, "-w", str(disk / "new.db")],
        ):
            ended = CliRunner().invoke(cli, command)
            assert (ended.exit_code, command) == (1, command)
            assert ended.output.startswith("Error: "), command
    with Workspace.open(path) as workspace:
        assert len(workspace.queue.list()) == 5
        assert find_problems(workspace) == []


@pytest.mark.usefixtures("quick")
def test_a_lock_of_a_minute_is_waited_out(tmp_path, caplog):
    path = tmp_path / "talks.db"
    with Workspace.open(path) as workspace:
        put(workspace, 0)
        with ExitStack() as lock:
            lock.enter_context(locked(path))
            with worker_at(path):
                began = time.monotonic()
                assert len(workspace.queue.list()) == 5  # who reads isn't kept waiting
                assert time.monotonic() - began < sqlite.BUSY_SECONDS / 2
                with pytest.raises(UnavailableError, match="locked by another process for a minute"):
                    workspace.queue.put("late.txt", b"late")
                assert time.monotonic() - began >= sqlite.BUSY_SECONDS - 1
                lock.close()
        assert_all_done(workspace, [0])
    assert "locked by another process for a minute" in caplog.text


def test_an_article_that_kills_its_worker_is_given_up_and_the_others_are_done(tmp_path):
    path, killer = str(tmp_path / "talks.db"), Killer(SEED, tmp_path)
    with Workspace.open(path) as workspace:
        put(workspace, 0)
        for word in ("poison", "gluttony"):
            text = f"Sudan's army rejected a ceasefire and {word} on Tuesday."
            workspace.queue.put(f"{word}.txt", text.encode())
        put(workspace, 1)
        deaths = 0
        while workspace.queue.unfinished():
            deaths += not killer.survives(deeds.work_among_deadly, path)
            assert find_problems(workspace) == []
        jobs = workspace.queue.list().set_index("name")
        assert deaths == 3
        assert jobs.loc["poison.txt", "state"] == jobs.loc["gluttony.txt", "state"] == "failed"
        assert jobs.loc["poison.txt", "reason"].startswith("The analysis broke off 3 times on this file")
        assert "MemoryError" in jobs.loc["gluttony.txt", "reason"]
        over = jobs.drop(["poison.txt", "gluttony.txt", "0/empty.txt", "1/empty.txt"])
        assert set(over["state"]) == {"done"}
        assert len(workspace.frames.articles()) == 8


def test_a_clock_that_jumps_by_hours_loses_no_job_and_does_none_twice(tmp_path, monkeypatch):
    path, real, jump = tmp_path / "talks.db", time.time, Random(SEED)  # noqa: S311
    with Workspace.open(path) as workspace:
        for number in range(ROUNDS):
            put(workspace, number)
        monkeypatch.setattr(time, "time", lambda: real() + jump.uniform(-5, 5) * 3600)
        with worker_at(path):
            # Another one comes while the first one's leases seem to have run out.
            for _ in range(FAULTS):
                with Workspace.open(path) as other:
                    assert working.Worker(other, deeds.SETUP).run() in (True, False)
                time.sleep(0.05)
        assert_all_done(workspace, range(ROUNDS))
        with workspace.reading() as connection:
            assert set(connection.exec_driver_sql("SELECT attempts FROM jobs").scalars()) <= {0, 1}


def test_a_damaged_cache_is_made_anew(tmp_path):
    path, chance = tmp_path / "talks.db", Random(SEED)  # noqa: S311
    with Workspace.open(path) as workspace:
        put(workspace, 0)
        working.Worker(workspace, deeds.SETUP).run()
        query = workspace.vectors.vector(2)
        expected = workspace.vectors.search(query)
    for _ in range(FAULTS):
        damage(next(tmp_path.glob("talks.db.vectors")), chance)
        with Workspace.open(path) as workspace:
            ids, scores = workspace.vectors.search(query)
            assert ids.tolist() == expected[0].tolist()
            np.testing.assert_allclose(scores, expected[1], atol=1e-6)


def damage(file, chance):
    data = bytearray(file.read_bytes())
    for _ in range(3):
        data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
    file.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
