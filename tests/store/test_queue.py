"""Jobs survive what may happen to those who work on them."""

import datetime as dt

import pytest

from analysis.model import Article, DateOrigin, Furniture
from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import Metadata, read_metadata
from analysis.store import StoreError, UnknownIdError, Workspace
from analysis.store.queue import MAX_ATTEMPTS
from tests.store.samples import add, coded

ARTICLE = Article(
    "z.zip/a.txt",
    "Title",
    "Text",
    dt.date(2024, 2, 29),
    DateOrigin.PAGE,
    "Herald",
    furniture=(Furniture(0, 2, "byline"),),
)


def states(queue):
    frame = queue.list()
    return dict(zip(frame["name"], frame["state"], strict=True))


def test_jobs_are_claimed_once_in_their_order_with_what_they_carry(workspace):
    table = read_metadata(b"file,published,source\na.txt,2024-02-01,Herald\n")
    workspace.queue.put("a.txt", b"bytes \x00", table)
    workspace.queue.put("b.txt", b"b", Metadata("b.txt", dt.date(2024, 3, 1), author="B"))
    workspace.queue.put_articles([ARTICLE])
    with Workspace.open(workspace.place) as other:
        first, second = workspace.queue.claim("one"), other.queue.claim("two")
        third, fourth = workspace.queue.claim("one"), other.queue.claim("two")
    assert (first.name, first.data, first.metadata["a.txt"].source) == ("a.txt", b"bytes \x00", "Herald")
    assert (second.name, second.metadata) == ("b.txt", Metadata("b.txt", dt.date(2024, 3, 1), author="B"))
    assert third.article == ARTICLE
    assert fourth is None


def test_files_are_put_all_or_none_and_once_where_asked(workspace):
    files = [("a.txt", b"a", None), ("b.txt", b"b", None)]
    with pytest.raises(TypeError):
        workspace.queue.put_all([*files, ("c.txt", b"c", "no metadata")])
    assert len(workspace.queue.list()) == 0
    assert len(workspace.queue.put_all(files, if_empty=True)) == 2
    assert workspace.queue.put_all(files, if_empty=True) == []


def test_progress_and_end_are_seen(workspace):
    job = workspace.queue.put("a.txt", b"a")
    workspace.queue.claim("one")
    workspace.queue.progress(job, 0.5, "reading")
    row = workspace.queue.list().iloc[0]
    assert (row["state"], row["share"], row["step"]) == ("running", 0.5, "reading")
    workspace.queue.note(job, "A date was set aside.")
    workspace.queue.done(job, [4], duplicates=1)
    # A worker that comes late says nothing more.
    workspace.queue.progress(job, 0.2, "reading")
    row = workspace.queue.list().iloc[0]
    assert (row["state"], row["share"], row["step"], row["reason"]) == ("done", 1.0, "done", "A date was set aside.")
    assert (row["article_ids"], row["duplicates"]) == ([4], 1)
    assert row["created"] <= row["started"] <= row["finished"]


def test_an_archive_becomes_a_job_for_each_part(workspace):
    job = workspace.queue.put("z.zip", b"zip")
    workspace.queue.claim("one")
    workspace.queue.split(job, [ARTICLE], [UnreadableError("z.zip/b.pdf", "It is locked.")])
    assert states(workspace.queue) == {"z.zip": "done", "z.zip/a.txt": "queued", "z.zip/b.pdf": "failed"}
    failed = workspace.queue.list().set_index("name").loc["z.zip/b.pdf"]
    assert failed["reason"] == "It is locked."
    with pytest.raises(StoreError, match="add the file anew"):
        workspace.queue.retry(int(failed["job_id"]))


def test_a_failed_job_can_be_tried_again_with_its_file(workspace):
    job = workspace.queue.put("a.txt", b"a")
    workspace.queue.claim("one")
    workspace.queue.fail(job, "It could not be read.")
    assert workspace.queue.list()["reason"].tolist() == ["It could not be read."]
    workspace.queue.retry(job)
    assert workspace.queue.list()["reason"].isna().all()
    assert workspace.queue.claim("one").data == b"a"
    with pytest.raises(StoreError):
        workspace.queue.retry(job)
    with pytest.raises(UnknownIdError, match="no job 99"):
        workspace.queue.retry(99)


def test_jobs_of_the_dead_go_back_and_are_given_up_after_some_deaths(workspace):
    workspace.queue.put("a.txt", b"a")
    for _ in range(MAX_ATTEMPTS):
        assert states(workspace.queue) == {"a.txt": "queued"}
        workspace.queue.claim("dead")
        workspace.queue.recover(alive=["dead"])
        assert states(workspace.queue) == {"a.txt": "running"}
        workspace.queue.recover(alive=[])
    assert states(workspace.queue) == {"a.txt": "failed"}
    assert "broke off 3 times" in workspace.queue.list()["reason"][0]


def test_a_lease_that_ran_out_frees_a_job_and_keeping_it_does_not(workspace, monkeypatch):
    workspace.queue.put("a.txt", b"a")
    workspace.queue.put("b.txt", b"b")
    workspace.queue.claim("one")
    workspace.queue.claim("two")
    real = dt.datetime.now().timestamp()
    monkeypatch.setattr("time.time", lambda: real + 45)
    workspace.queue.keep("one")
    monkeypatch.setattr("time.time", lambda: real + 90)
    workspace.queue.recover()
    assert states(workspace.queue) == {"a.txt": "running", "b.txt": "queued"}


def test_what_is_given_back_counts_as_not_attempted(workspace):
    workspace.queue.put("a.txt", b"a")
    for _ in range(MAX_ATTEMPTS + 2):
        workspace.queue.claim("one")
        workspace.queue.release("one")
    workspace.queue.recover(alive=[])
    assert states(workspace.queue) == {"a.txt": "queued"}


def test_a_job_is_done_with_its_article_or_neither_is(workspace):
    job = workspace.queue.put("a.txt", b"a")
    workspace.queue.claim("one")
    add(workspace, coded(), job=job)
    assert states(workspace.queue) == {"a.txt": "done"}
    again = workspace.queue.put("b.txt", b"a")
    workspace.queue.claim("one")
    assert workspace.add_copy("no such hash", "b.txt", job=again) is None
    assert states(workspace.queue)["b.txt"] == "running"


def test_clearing_forgets_what_is_over(workspace):
    for name in ("done", "failed", "waiting"):
        workspace.queue.put(name, b"a")
    workspace.queue.done(1, [])
    workspace.queue.fail(2, "Reason.")
    assert workspace.queue.clear() == 2
    assert states(workspace.queue) == {"waiting": "queued"}
    assert workspace.queue.counts() == {"queued": 1, "running": 0, "done": 0, "failed": 0}
    assert workspace.queue.unfinished() == {3}
    assert workspace.queue.left() == 1


def test_the_last_files_of_each_state_are_listed_and_all_are_counted(workspace):
    for name in ("a.txt", "b.txt", "c.txt"):
        workspace.queue.put(name, b"text")
    workspace.queue.claim("one")
    found = workspace.queue.latest(1)
    assert list(zip(found["name"], found["state"], strict=True)) == [("c.txt", "queued"), ("a.txt", "running")]
    assert workspace.queue.counts(of_files=True) == {"queued": 2, "running": 1, "done": 0, "failed": 0}
