"""The nearest by codes and halves are those that every vector, compared in full, gives."""

import numpy as np
import pytest

from analysis.store.vector_block import VectorBlock
from analysis.store.vector_file import AsOf
from analysis.store.vector_rows import Newer
from analysis.store.vector_scan import contenders
from analysis.store.vector_table import VectorTable

DIMENSIONS = 64


def units(rng, count):
    """Unit vectors around forty directions."""
    centres = rng.standard_normal((40, DIMENSIONS))
    found = centres[rng.integers(40, size=count)] + 0.6 * rng.standard_normal((count, DIMENSIONS))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def table(vectors, split):
    """Statement 10 + n of article n // 7 has vector n; so many rows are in the file."""
    ids = np.arange(10, 10 + len(vectors))
    whole = VectorBlock.of(ids, (ids - 10) // 7, vectors)
    everywhere = np.arange(len(vectors))
    as_of = AsOf("here", DIMENSIONS, 1, 1, 1)
    return VectorTable(as_of, 1, whole.take(everywhere[:split]), whole.take(everywhere[split:]))


@pytest.fixture(scope="module")
def material():
    rng = np.random.default_rng(3)
    return units(rng, 30_000), units(rng, 5)


def best(vectors, query, among, k):
    scores = vectors[among] @ query
    order = np.lexsort((among, -scores))[:k]
    return among[order] + 10, scores[order]


@pytest.mark.parametrize("split", [30_000, 25_000, 0])
@pytest.mark.parametrize("share", [1.0, 0.6, 0.1, 0.005])
def test_the_nearest_are_those_of_the_full_comparison(material, split, share):
    vectors, queries = material
    held = table(vectors, split)
    rng = np.random.default_rng(4)
    among = np.flatnonzero(rng.random(len(vectors)) < share)
    for query in queries:
        ids, scores = held.nearest(query, None if share == 1.0 else rng.permutation(among + 10), 20)
        wanted, exact = best(vectors, query, among, 20)
        # In the order of float16, so two that are nearer to each other than that may change places.
        assert set(ids) == set(wanted)
        assert scores == pytest.approx(exact, abs=2e-4)
        assert (np.diff(scores) <= 0).all()


def test_rows_that_are_unknown_or_named_twice_change_nothing(material):
    vectors, queries = material
    held = table(vectors, 20_000)
    once, _ = held.nearest(queries[0], [10, 500, 25_000], 20)
    twice, _ = held.nearest(queries[0], [25_000, 500, 10, 500, -3, 3, 10**12, 40_010], 20)
    assert once.tolist() == twice.tolist()


def test_what_is_superseded_is_not_found_and_what_is_kept_is(material):
    vectors, _ = material
    held = table(vectors, 29_000)
    ids, _ = held.nearest(vectors[14], None, 1)
    assert ids.tolist() == [24]
    # Article 2 (statements 24 to 30) changed: 26 is as it was, 24 has another vector, the others are gone.
    block = VectorBlock.of(np.array([24]), np.array([2]), -vectors[14][None])
    newer = Newer(block, np.array([2, 4_200]), np.array([26]))
    after = held.followed(newer, AsOf("here", DIMENSIONS, 2, 1, 1))
    assert after.count == len(vectors) - 5 - 7
    assert after.nearest(vectors[14], [24, 25], 5)[0].tolist() == [24]
    assert after.nearest(-vectors[14], None, 1)[0].tolist() == [24]
    assert after.nearest(vectors[16], None, 1)[0].tolist() == [26]
    in_tail = 4_200 * 7
    assert in_tail + 10 not in after.nearest(vectors[in_tail], None, 20)[0]
    assert held.nearest(vectors[14], None, 1)[0].tolist() == [24]  # the earlier table is as it was


@pytest.mark.parametrize("k", [1, 20, 999, 1000, 5000])
def test_contenders_hold_all_that_can_be_among_the_best(k):
    rng = np.random.default_rng(k)
    exact = rng.standard_normal(1000).astype(np.float32)
    rough = exact + rng.uniform(-0.5, 0.5, 1000).astype(np.float32) * 0.01
    wanted = np.argsort(-exact)[:k]
    assert np.isin(wanted, contenders(rough, k, 0.01)).all()
    assert len(contenders(rough, 0, 0.01)) == 0
