"""``kill -9`` at a random moment loses nothing that was confirmed, stores nothing by halves and nothing twice.

``PARLEY_KILLS=200 pytest -m reliability tests/reliability/test_kills.py``; a run is repeated by its ``PARLEY_SEED``.
"""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from analysis.pipeline import coder_of
from analysis.store import Workspace, schema
from analysis.store.backup import backup, restore
from analysis.store.invariants import find_problems
from tests.reliability import corpus, deeds
from tests.reliability.conftest import KILLS, SEED
from tests.reliability.kills import Killer

SCHEMAS = Path(__file__).resolve().parents[1] / "store" / "schemas"
# Which share of all kills strikes at what. What is done to files only has no second database.
SHARES = {
    "ingest": 0.15,
    "correct": 0.1,
    "retag": 0.1,
    "migrate": 0.05,
    "export": 0.05,
    "backup": 0.05,
    "restore": 0.05,
}
PARTS = ("dam.txt", "sudan.txt", "more.zip/france.txt", "more.zip/quiet.txt")


@pytest.fixture
def killer(tmp_path, request):
    found = Killer(SEED, tmp_path)
    yield found
    request.config.stash.setdefault(TRIED, Counter()).update(
        {f"{request.node.name} {deed}": times for deed, times in found.struck.items()}
    )


TRIED = pytest.StashKey[Counter[str]]()


def rounds(killer, deed):
    """Numbers of rounds, until enough processes were killed."""
    number = 0
    while killer.struck[deed] < max(1, round(KILLS * SHARES[deed])):
        number += 1
        yield number


def assert_whole(place):
    with Workspace.open(place) as workspace:
        assert find_problems(workspace) == []


def states(workspace, number):
    """State by name of the jobs of a round."""
    jobs = workspace.queue.list()
    own = jobs[jobs["name"].str.startswith(f"{number}/")]
    assert own["name"].is_unique, f"a file of round {number} is in the queue twice"
    return dict(zip(own["name"], own["state"], strict=True))


def findings(workspace, number):
    """What was found in each article of a round, by file."""
    frames = workspace.frames
    articles = frames.with_texts(frames.articles()).set_index("article_id")["file"]
    own = articles[articles.str.startswith(f"{number}/")]
    assert own.is_unique, f"an article of round {number} is there twice"
    frame = frames.with_texts(frames.statements()).astype(object)
    frame = frame.where(frame.notna(), None)
    found = {file.removeprefix(f"{number}/"): [] for file in own}
    columns = ["article_id", "kind", "start", "end", "content", "speaker", "party"]
    for article, *row in frame[columns].itertuples(index=False):
        if article in own.index:
            found[own[article].removeprefix(f"{number}/")].append(row)
    return found


def assert_accounted(workspace, number, confirmed):
    """Every file of a round waits, is worked on, is done with its article or failed with its reason."""
    found = states(workspace, number)
    files = set(corpus.files(number))
    assert files <= set(found) or not (confirmed or found), f"round {number} was queued in part: {found}"
    there = set(workspace.frames.articles()["article_id"])
    for job in workspace.queue.list().to_dict("records"):
        assert job["state"] in ("queued", "running", "done", "failed")
        assert set(job["article_ids"]) <= there or job["payload"] == "stored"
        assert job["state"] != "failed" or job["reason"]


def assert_complete(workspace, number, expected):
    """A round ended as if nothing had happened, or was never begun."""
    found = states(workspace, number)
    if not found:
        return
    assert found.pop(f"{number}/empty.txt") == "failed"
    assert set(found.values()) == {"done"}
    assert findings(workspace, number) == expected


def test_ingest(place, killer, tmp_path):
    reference = str(tmp_path / "reference.db")
    killer.finish(deeds.ingest, reference, 0)
    with Workspace.open(reference) as workspace:
        expected = findings(workspace, 0)
    assert {file: len(found) for file, found in expected.items()} == dict(zip(PARTS, (2, 1, 2, 0), strict=True))
    chance = Random(SEED)  # noqa: S311
    for number in rounds(killer, "ingest"):
        _, confirmed = killer.kill(deeds.ingest, place, number)
        assert_whole(place)
        with Workspace.open(place) as workspace:
            assert_accounted(workspace, number, ("put", number) in confirmed)
        if chance.random() < 0.3:
            killer.kill(deeds.work, place)
            assert_whole(place)
        killer.finish(deeds.work, place)
        assert_whole(place)
        with Workspace.open(place) as workspace:
            assert_complete(workspace, number, expected)
            assert workspace.queue.unfinished() == set()
    with Workspace.open(place) as workspace:
        for earlier in range(1, number + 1):
            assert_complete(workspace, earlier, expected)


def test_corrections(place, killer):
    killer.finish(deeds.ingest, place, 0)
    confirmed = []
    for number in rounds(killer, "correct"):
        confirmed += killer.kill(deeds.correct, place, number)[1]
        assert_whole(place)
        with Workspace.open(place) as workspace:
            log = workspace.corrections.log().set_index("correction_id")
            groups = set(workspace.actors.log()["change_id"])
        batches = Counter(log["batch"].dropna())
        assert set(batches.values()) <= {3}, "corrections made together are there in part"
        for what, value in confirmed:
            if what == "corrected":
                assert log.loc[value[0], "value"] == value[1]
            elif what == "made":
                assert batches[value[0]] == value[1]
            elif what == "undone":
                assert log.loc[value, "undone_by"] == "ben"
            else:
                assert value in groups


def test_retagging(place, killer):
    for number in range(3):
        killer.finish(deeds.ingest, place, number)
    saved = set()
    for number in rounds(killer, "retag"):
        saved |= {value for _, value in killer.kill(deeds.retag, place, number)[1]}
        assert_whole(place)
        killer.finish(deeds.work, place)
        assert_whole(place)
        with Workspace.open(place) as workspace:
            versions = {one.codebook.version for one in workspace.codebooks.versions()}
            assert saved <= versions
            assert workspace.codebooks.waiting() == 0
            assert workspace.queue.unfinished() == set()
            assert codings(workspace) == coded_from_scratch(workspace)


def codings(workspace):
    frame = workspace.frames.codings()[["statement_id", "theme", "stance", "score"]]
    return sorted(frame.itertuples(index=False, name=None))


def coded_from_scratch(workspace):
    from dataclasses import replace

    ids = [int(id_) for id_ in workspace.frames.statements()["statement_id"]]
    coder = coder_of(replace(deeds.SETUP, codebook=workspace.codebook()))
    read = workspace.statements(ids)
    found = coder.code([read[id_] for id_ in ids])[0]
    return sorted(
        (id_, coding.theme, coding.stance.value, coding.score)
        for id_, of_one in zip(ids, found, strict=True)
        for coding in of_one
    )


def test_migration(killer, tmp_path):
    older = [file for file in sorted(SCHEMAS.glob("*.db.gz")) if not file.name.startswith(schema.VERSION)]
    for number in rounds(killer, "migrate"):
        path = tmp_path / f"{number}.db"
        path.write_bytes(gzip.decompress(older[number % len(older)].read_bytes()))
        before = dump(path)
        killer.kill(deeds.migrate, str(path), number)
        assert version(path) == schema.VERSION or dump(path) == before
        with Workspace.open(path) as workspace:
            assert find_problems(workspace) == []
            assert len(workspace.frames.statements()) == 6
            assert len(workspace.corrections.log()) >= 3
        copies = list(tmp_path.glob(f"{number}.db.*.backup"))
        assert copies
        for copy in copies:
            assert dump(copy) == before
        assert not list(tmp_path.glob(f".{number}.db*.part"))


def test_making_a_workspace(place, killer):
    for number in rounds(killer, "migrate"):
        new = place.replace("talks.db", f"{number}.db") if place.endswith(".db") else f"{place}-{number}"
        killer.kill(deeds.migrate, new, number)
        assert_whole(new)
        with Workspace.open(new) as workspace:
            assert workspace.queue.counts()["queued"] == 0


def dump(path):
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def version(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_export(place, killer, tmp_path):
    killer.finish(deeds.ingest, place, 0)
    folder = tmp_path / "exports"
    folder.mkdir()
    forms = ("csv", "xlsx", "dna", "brief-docx")
    whole = {}
    for form in forms:
        killer.finish(deeds.export, place, str(folder / form), form)
        whole[form] = (folder / form).read_bytes()
    for number in rounds(killer, "export"):
        form = forms[number % len(forms)]
        target = folder / form
        target.write_bytes(b"old")
        killer.kill(deeds.export, place, str(target), form)
        assert target.read_bytes() == b"old" or is_whole(target, whole[form])
        killer.finish(deeds.export, place, str(target), form)
        assert sorted(file.name for file in folder.iterdir()) == sorted(forms)


def is_whole(file, expected):
    if file.name == "csv":
        return file.read_bytes() == expected
    if file.name == "dna":
        with sqlite3.connect(file) as connection:
            return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with zipfile.ZipFile(file) as packed:
        return packed.testzip() is None


def test_backup(killer, tmp_path):
    place, folder = tmp_path / "talks.db", tmp_path / "backups"
    folder.mkdir()
    killer.finish(deeds.ingest, str(place), 0)
    for number in rounds(killer, "backup"):
        target = folder / f"{number}.backup"
        killer.kill(deeds.backup, str(place), str(target))
        if target.exists():
            restored = tmp_path / f"{number}.db"
            restore(target, restored)
            assert_whole(restored)
            assert len(dump(target)) == len(dump(place))
        backup(place, folder / f"{number}-again.backup")
        assert not list(folder.glob(".*"))


def test_restore(killer, tmp_path):
    place, one, both = tmp_path / "talks.db", tmp_path / "one.backup", tmp_path / "both.backup"
    killer.finish(deeds.ingest, str(place), 0)
    backup(place, one)
    killer.finish(deeds.ingest, str(place), 1)
    backup(place, both)
    for _ in rounds(killer, "restore"):
        with Workspace.open(place) as open_meanwhile:
            killer.kill(deeds.restore, str(one), str(place))
            assert find_problems(open_meanwhile) == []
            assert len(open_meanwhile.frames.articles()) in (4, 8)
        assert_whole(place)
        for kept in tmp_path.glob("talks.db.*.replaced.backup"):
            with sqlite3.connect(kept) as connection:
                assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] in (4, 8)
            kept.unlink()
        restore(both, place, replace=True)
        assert not list(tmp_path.glob(".talks.db*.part"))
