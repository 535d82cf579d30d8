"""Search inside the database finds what comparing all vectors finds: exactly, or nearly all of it from the index."""

import numpy as np
import pytest
import sqlalchemy as sa

from analysis.store import Workspace
from analysis.store.database_vectors import DatabaseVectors
from benchmarks.postgres_search import fill, themed
from tests.store.samples import add, coded, vector

COUNT, DIMENSIONS = 6_000, 64


@pytest.fixture
def talks(make_address, monkeypatch):
    monkeypatch.setenv("PARLEY_SEARCH", "database")
    with Workspace.open(make_address("talks")) as workspace:
        yield workspace


def test_the_setting_chooses_it_and_the_nearest_come_first(talks):
    assert isinstance(talks.vectors, DatabaseVectors)
    assert talks.vectors.search(vector("accept"))[0].tolist() == []
    for says in ("We accept the corridor", "We reject the corridor", "We accept the prisoners"):
        add(talks, coded(says))
    ids, scores = talks.vectors.search(vector("accept corridor"), k=2)
    assert ids.tolist() == [1, 3] or ids.tolist() == [1, 2]
    assert scores[0] == pytest.approx(float(vector("We accept the corridor") @ vector("accept corridor")), abs=1e-6)
    assert talks.vectors.search(vector("accept corridor"), rows=[3, 2, 99])[0].tolist() in ([2, 3], [3, 2])
    assert talks.vectors.search(vector("accept corridor"), rows=[])[0].tolist() == []
    assert talks.vectors.vector(2) == pytest.approx(vector("We reject the corridor"))
    assert talks.vectors.dimensions == 4
    with pytest.raises(ValueError, match=r"shape \(4,\)"):
        talks.vectors.search(np.ones(3, dtype=np.float32))
    assert not talks.vectors.path.exists()


def test_a_file_has_its_cache_whatever_the_setting(path, monkeypatch):
    monkeypatch.setenv("PARLEY_SEARCH", "database")
    with Workspace.open(path) as workspace:
        assert not isinstance(workspace.vectors, DatabaseVectors)


def test_the_index_finds_at_least_95_in_100_under_every_filter(talks):
    generator = np.random.default_rng(1)
    matrix = themed(COUNT, DIMENSIONS, generator)
    fill(talks, matrix)
    # So few are compared one by one that every filter but the narrowest asks the index.
    search = DatabaseVectors(talks, exact_up_to=5)
    search.make_index()
    for share in (1.0, 0.5, 0.05, 0.01, 0.001):
        found = []
        for query in themed(20, DIMENSIONS, generator):
            rows = np.sort(generator.choice(COUNT, max(int(share * COUNT), 1), replace=False)) + 1
            best = rows[np.argsort(-(matrix[rows - 1] @ query), kind="stable")][:20]
            ids, scores = search.search(query, None if share == 1 else rows, k=20)
            assert scores == pytest.approx(matrix[ids - 1] @ query, abs=1e-5)
            assert set(ids) <= set(rows)
            found.append(len(set(ids) & set(best)) / len(best))
        assert np.mean(found) >= 0.95, f"{share:.1%}: {np.mean(found):.3f}"


def test_without_an_index_all_are_compared_and_it_is_made_meanwhile(talks):
    generator = np.random.default_rng(2)
    matrix = themed(300, DIMENSIONS, generator)
    fill(talks, matrix)
    search = DatabaseVectors(talks, exact_up_to=5)
    query = themed(1, DIMENSIONS, generator)[0]
    ids, _ = search.search(query, k=10)
    assert ids.tolist() == (np.argsort(-(matrix @ query), kind="stable")[:10] + 1).tolist()
    search._maker.join(30)
    with talks.reading() as connection:
        plan = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('vectors_near')"
        assert connection.scalar(sa.text(plan))
