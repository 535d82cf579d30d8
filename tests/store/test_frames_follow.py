"""Tables that follow changes piece by piece are those that a fresh look at the database gives."""

import datetime as dt
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.coder import Coder
from analysis.store import Filters, StoreError, Workspace
from analysis.store.correction_fields import Correction, Target
from analysis.store.found import read_found
from analysis.store.found_cache import FoundCache
from analysis.store.found_file import FoundFile, read_found_file, write_found_file
from analysis.store.frames import Frames
from tests.store.samples import add, coded
from tests.store.test_recoding import FourWords, codebook

LONG = "Every corridor needs the consent of both of the sides"
SAID = st.sampled_from([LONG, LONG + "!", "We reject the prisoners' grain", "We will see"])
DAYS = st.sampled_from([dt.date(2023, 5, 14), dt.date(2023, 5, 16), dt.date(2023, 8, 1), None])
PLACES = st.integers(0, 3)
BOOKS = [codebook("1", corridors=("corridor",)), codebook("2", grain=("grain",), prisoners=("reject",))]
GIVEN = [("party", "Iran"), ("rejected", True), ("date", "2020")]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), SAID, st.sampled_from(["Ana", "Ben"]), DAYS, st.sampled_from(["Wire", None])),
        st.tuples(st.just("replace"), PLACES, SAID),
        st.tuples(st.just("delete"), PLACES),
        st.tuples(st.just("published"), PLACES, DAYS),
        st.tuples(st.just("code"), st.sampled_from(BOOKS)),
        st.tuples(st.just("correct"), PLACES, st.sampled_from(GIVEN)),
        st.tuples(st.just("event"), PLACES, st.sampled_from([("rejected", True), ("parties", ["Iran", "Oman"])])),
        st.tuples(st.just("rename"), st.sampled_from(["Ana", "Ben"])),
    ),
    max_size=8,
)  # fmt: skip


def tables(frames):
    return [*(read() for read in (frames.statements, frames.codings, frames.events, frames.articles, frames.mentions))]


def assert_same(followed, fresh):
    for one, other in zip(tables(followed), tables(fresh), strict=True):
        pd.testing.assert_frame_equal(one, other)


def pick(frame, column, place):
    ids = frame[column].tolist()
    return int(ids[place % len(ids)]) if ids else None


def take(workspace, step):
    frames = workspace.frames
    match step:
        case ("add", says, speaker, published, source):
            number = len(frames.articles())
            add(workspace, coded(says, speaker, published=published, source=source, file=f"{number}.txt"))
        case ("code", book):
            workspace.recode(Coder(book, FourWords()))
        case ("rename", name):
            workspace.actors.rename(name, f"{name} Lee", "ana")
        case ("correct" | "event" as what, place, (field, value)):
            of = Target.EVENT if what == "event" else Target.STATEMENT
            id_ = pick(
                *((frames.events(), "event_id") if of is Target.EVENT else (frames.statements(), "statement_id")), place
            )
            if id_ is not None:
                workspace.corrections.make([Correction(id_, field, value, of=of)], "ana")
        case (what, place, *rest):
            article = pick(frames.articles(), "article_id", place)
            if article is not None and what == "delete":
                workspace.delete(article)
            elif article is not None and what == "published":
                workspace.set_published(article, rest[0])
            elif article is not None:
                workspace.replace(article, coded(rest[0]))


@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_after_any_changes_the_tables_are_those_of_a_fresh_look(steps):
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "w.db") as workspace:
        add(workspace, coded(LONG))
        add(workspace, coded(LONG + ".", source="Mirror", published=dt.date(2023, 5, 16)), reprint_of=1)
        tables(workspace.frames)
        for step in steps:
            try:
                take(workspace, step)
            except StoreError:
                continue  # refused, such as the renaming of a name that nobody has
            assert_same(workspace.frames, Frames(workspace))


def test_a_repeat_follows_when_what_it_repeats_goes(workspace):
    first = add(workspace, coded(LONG))
    second = add(workspace, coded(LONG + "!", source="Mirror"))
    assert workspace.frames.statements()["counts_as"].tolist() == [1, 1]
    # Where the filters leave only the repeat, it counts itself.
    assert workspace.frames.statements(Filters(sources=("Mirror",)))["counts_as"].tolist() == [2]
    workspace.delete(first)
    assert workspace.frames.statements()[["article_id", "counts_as"]].to_numpy().tolist() == [[second, 2]]


def test_texts_come_with_corrected_spans_in_them(workspace):
    add(workspace, coded("We accept the corridor"))
    row = workspace.frames.statement(1)
    start = row["start"] + row["text"].index("accept")
    workspace.corrections.make([Correction(1, "span", (start, start + len("accept the corridor")))], "ana")
    told = workspace.frames.with_texts(workspace.frames.statements())
    assert told[["title", "text", "cue"]].to_numpy().tolist() == [["Talks", "accept the corridor", "said"]]
    assert "text" not in workspace.frames.statements()


@pytest.fixture
def kept(workspace):
    """A workspace whose tables are kept in a file, and the file."""
    add(workspace, coded(LONG))
    cache = FoundCache(workspace)
    with workspace.reading() as connection:
        found = read_found(connection)
    write_found_file(cache.path, FoundFile(id_of(workspace), workspace.change), found)
    return workspace, cache.path


def id_of(workspace):
    from analysis.store.settings import read_setting

    with workspace.reading() as connection:
        return read_setting(connection, "id")


def test_kept_tables_are_followed_from_where_they_stand(kept):
    workspace, path = kept
    assert read_found_file(path, id_of(workspace), workspace.change) is not None
    add(workspace, coded("We reject prisoners", "Ben", "Iran"))
    fresh = tables(Frames(workspace))
    path.unlink()
    for one, other in zip(fresh, tables(Frames(workspace)), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_a_damaged_or_foreign_file_is_not_believed(kept):
    workspace, path = kept
    whole = path.read_bytes()
    assert read_found_file(path, "another", workspace.change) is None
    assert read_found_file(path, id_of(workspace), workspace.change - 1) is None
    for damaged in (whole[:-9], whole[:5000] + b"?" + whole[5001:], b"", whole[:100]):
        path.write_bytes(damaged)
        assert read_found_file(path, id_of(workspace), workspace.change) is None
        assert Frames(workspace).statements()["statement_id"].tolist() == [1]


def test_a_file_of_a_way_that_a_backup_undid_is_not_believed(kept):
    workspace, path = kept
    with workspace.reading() as connection:
        other = read_found(connection)
    articles = other["articles"]
    other["articles"] = articles.assign(added=articles["added"].str.replace("20", "19", n=1))
    other["statements"] = other["statements"].assign(start=99)
    write_found_file(path, FoundFile(id_of(workspace), workspace.change), other)
    assert Frames(workspace).statements()["start"].tolist() != [99]
