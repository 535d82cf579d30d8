"""Search by meaning is exact to float16, follows every change, and needs nothing of its cache file."""

import os
import threading

import numpy as np
import pytest
import sqlalchemy as sa

from analysis.store import Workspace, schema, vector_table, vectors
from tests.store.samples import add, coded, vector


@pytest.fixture
def filled(workspace):
    for says in (
        "We accept the corridor",
        "We reject the corridor",
        "We accept the prisoners",
        "We reject the prisoners",
    ):
        add(workspace, coded(says))
    return workspace


def expected(workspace, query, rows=None):
    """Cosines of all statements, worked out one by one."""
    columns = schema.statements.c
    with workspace.reading() as connection:
        rows_there = connection.execute(sa.select(columns.id, columns.content)).all()
    scores = {id_: float(vector(words) @ query) for id_, words in rows_there}
    kept = {id_: score for id_, score in scores.items() if rows is None or id_ in rows}
    return sorted(kept.items(), key=lambda pair: (-pair[1], pair[0]))


def check(workspace, query, rows=None, k=20):
    ids, scores = workspace.vectors.search(query, rows=rows, k=k)
    wanted = expected(workspace, query, rows)[:k]
    assert ids.tolist() == [id_ for id_, _ in wanted]
    assert scores == pytest.approx([score for _, score in wanted], abs=5e-4)


def test_the_nearest_come_first_among_all_or_among_some(filled):
    query = vector("accept corridor")
    check(filled, query)
    check(filled, query, k=2)
    check(filled, query, rows=[4, 2])
    check(filled, query, rows=np.array([3, 99, 1]), k=1)
    check(filled, query, rows=[])
    check(filled, query, k=0)


def test_of_equal_ones_the_lowest_ids_are_taken(workspace):
    for number in range(9):
        add(workspace, coded(f"We accept corridor {number}"))
    ids, scores = workspace.vectors.search(vector("accept corridor"), k=4)
    assert ids.tolist() == [1, 2, 3, 4]
    assert len(set(scores.tolist())) == 1


def test_an_empty_workspace_finds_nothing(workspace):
    ids, scores = workspace.vectors.search(vector("accept"))
    assert len(ids) == len(scores) == 0


def test_a_query_of_other_dimensions_is_refused(filled):
    with pytest.raises(ValueError, match=r"shape \(4,\)"):
        filled.vectors.search(np.ones(3, dtype=np.float32))


def test_what_is_added_replaced_and_deleted_is_followed_by_every_process(filled):
    query = vector("accept prisoners")
    check(filled, query)
    with Workspace.open(filled.place) as other:
        check(other, query)
        add(other, coded("We accept prisoners, prisoners and prisoners"))
        check(filled, query)
        filled.delete(3)
        check(other, query)
        says = "We reject the corridor"
        other.replace(2, coded(says))
        check(filled, query)
    with Workspace.open(filled.place) as third:
        check(third, query)


def test_a_cache_that_lost_its_seal_is_checked_whole_and_sealed_again(filled, path):
    check(filled, vector("accept"))
    cache, sealed = filled.vectors.path, filled.vectors.path.stat()
    os.utime(cache, ns=(1, 1))  # as after a copy
    with Workspace.open(path) as other:
        check(other, vector("accept"))
    assert (cache.stat().st_ino, cache.stat().st_mtime_ns) == (sealed.st_ino, sealed.st_mtime_ns)


def test_the_file_is_written_anew_only_once_much_is_not_in_it(filled, path, monkeypatch):
    monkeypatch.setattr(vectors, "_LOOSE", 3)
    query = vector("accept prisoners")
    check(filled, query)
    cache, first = filled.vectors.path, filled.vectors.path.stat().st_ino
    with Workspace.open(path) as other:
        check(other, query)
        for number in range(3):
            add(filled, coded(f"We accept prisoners {number}"))
            check(filled, query)
        assert cache.stat().st_ino == first
        filled.delete(1)
        check(filled, query)  # the fourth row that differs
        add(filled, coded("We accept prisoners again"))
        check(filled, query)
        written_in_the_background()
        assert cache.stat().st_ino != first
        check(other, query)
    second = cache.stat().st_ino
    with Workspace.open(path) as third:
        check(third, query)
        assert third.vectors.is_true()
    add(filled, coded("We accept prisoners at last"))
    check(filled, query)
    assert cache.stat().st_ino == second


def written_in_the_background():
    for thread in threading.enumerate():
        if thread.name == "vectors":
            thread.join()


def damage(path, how):
    data = path.read_bytes()
    if how == "deleted":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[:-4])
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "bit in the halves":
        path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    elif how == "bit in the codes":
        path.write_bytes(data[:-33] + bytes([data[-33] ^ 1]) + data[-32:])  # before the halves of 4 x 4 numbers
    elif how == "bit in an id":
        path.write_bytes(data[:512] + bytes([data[512] ^ 1]) + data[513:])
    elif how == "head":
        path.write_bytes(b"[1, 2" + data[5:])
    elif how == "left half written":
        path.with_name(path.name + ".new").write_bytes(data[:100])
        path.unlink()


@pytest.mark.parametrize(
    "how",
    ["deleted", "cut", "emptied", "bit in the halves", "bit in the codes", "bit in an id", "head", "left half written"],
)
def test_the_cache_is_made_anew_where_it_is_missing_or_damaged(filled, path, how):
    query = vector("reject prisoners")
    check(filled, query)
    damage(filled.vectors.path, how)
    with Workspace.open(path) as other:
        check(other, query)
        whole = other.vectors.path.read_bytes()
    with Workspace.open(path) as third:
        check(third, query)
        assert third.vectors.path.read_bytes() == whole


def test_a_cache_that_counts_changes_of_a_database_that_is_gone_is_not_used(filled, path):
    check(filled, vector("accept"))
    for number in range(3):
        add(filled, coded(f"Prisoners {number}"))
    filled.delete(6)
    check(filled, vector("accept"))
    filled.vectors.path.unlink()
    with Workspace.open(path) as other:
        check(other, vector("accept"))  # writes a cache as of the ninth change
    # Another database, of the same workspace, with other nine changes.
    with filled.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.delete(schema.articles).where(schema.articles.c.id == 7))
        connection.execute(sa.update(schema.articles).values(change=1))
    with Workspace.open(path) as third:
        check(third, vector("prisoners"))


def test_what_a_disk_changes_silently_is_noticed_when_it_matters(filled, path, monkeypatch):
    monkeypatch.setattr(vector_table, "_FEW", 0)  # so that four statements are searched as many are
    query = vector("accept corridor")
    check(filled, query)
    cache = filled.vectors.path
    sealed, data = cache.stat().st_mtime_ns, bytearray(cache.read_bytes())
    data[-4 * 4 * 2 + 1] ^= 0x40  # the exponent of the first half of the first statement
    cache.write_bytes(data)
    os.utime(cache, ns=(sealed, sealed))
    with Workspace.open(path) as other:
        assert not other.vectors.is_true()
        check(other, query)
        assert other.vectors.is_true()


def test_the_cache_of_another_workspace_of_the_same_name_is_not_used(filled, path):
    check(filled, vector("accept"))
    filled.close()
    cache = filled.vectors.path.read_bytes()
    for file in path.parent.glob("talks.db*"):
        file.unlink()
    with Workspace.open(path) as other:
        for says in ("Prisoners first", "Prisoners second", "Corridor third", "Accept fourth"):
            add(other, coded(says))
        other.vectors.path.write_bytes(cache)
        check(other, vector("corridor"))


def test_where_the_cache_cannot_be_written_search_works_from_memory(filled):
    filled.vectors.path.mkdir()
    check(filled, vector("accept prisoners"))


def test_the_vector_of_one_statement(filled):
    assert np.array_equal(filled.vectors.vector(2), vector("We reject the corridor"))
    assert filled.vectors.vector(99) is None
