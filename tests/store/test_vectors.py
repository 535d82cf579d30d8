"""Search by meaning is exact, follows every change, and needs nothing of its cache file."""

import numpy as np
import pytest

from analysis.store import Workspace
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
    frame = workspace.frames.statements()
    scores = {
        id_: float(vector(words) @ query) for id_, words in zip(frame["statement_id"], frame["content"], strict=True)
    }
    kept = {id_: score for id_, score in scores.items() if rows is None or id_ in rows}
    return sorted(kept.items(), key=lambda pair: (-pair[1], pair[0]))


def check(workspace, query, rows=None, k=20):
    ids, scores = workspace.vectors.search(query, rows=rows, k=k)
    wanted = expected(workspace, query, rows)[:k]
    assert ids.tolist() == [id_ for id_, _ in wanted]
    assert scores == pytest.approx([score for _, score in wanted], abs=1e-6)


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


def test_what_is_added_replaced_and_deleted_is_followed_by_every_process(filled, path):
    query = vector("accept prisoners")
    check(filled, query)
    with Workspace.open(path) as other:
        check(other, query)
        add(other, coded("We accept prisoners, prisoners and prisoners"))
        check(filled, query)
        filled.delete(3)
        check(other, query)
        says = "We reject the corridor"
        other.replace(2, coded(says))
        check(filled, query)
        # A correction changes no vector, and the file stays as it is.
        before = filled.vectors.path.stat()
        filled.corrections.correct(1, "party", "Armenia", "ana")
        check(other, query)
        assert filled.vectors.path.stat().st_ino == before.st_ino


def damage(path, how):
    data = path.read_bytes()
    if how == "deleted":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[:-4])
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "bit in the matrix":
        path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    elif how == "bit in an id":
        path.write_bytes(data[:512] + bytes([data[512] ^ 1]) + data[513:])
    elif how == "head":
        path.write_bytes(b"[1, 2" + data[5:])
    elif how == "left half written":
        path.with_name(path.name + ".new").write_bytes(data[:100])
        path.unlink()


@pytest.mark.parametrize(
    "how", ["deleted", "cut", "emptied", "bit in the matrix", "bit in an id", "head", "left half written"]
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
    assert filled.vectors.vector(2) == pytest.approx(vector("We reject the corridor"))
    assert filled.vectors.vector(99) is None
