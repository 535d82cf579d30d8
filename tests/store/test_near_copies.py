"""A near copy is found among many, and is always linked to an article that is no copy itself."""

import numpy as np
import pytest

from analysis.reading.fingerprint import PERMUTATIONS
from analysis.store.near_copies import SAME_STORY, NearCopies

NUMBERS = np.random.default_rng(1).integers(0, 2**32, (300, PERMUTATIONS), dtype=np.uint32)


class Articles:
    """The signatures of a workspace, of which an article may be deleted."""

    def __init__(self, signatures):
        self.by_id = dict(enumerate(signatures, start=1))

    def signatures(self, after=0):
        return [(id_, signature) for id_, signature in self.by_id.items() if id_ > after][:100]

    def signatures_of(self, ids):
        return [(id_, self.by_id[id_]) for id_ in ids if id_ in self.by_id]


def like(row, equal):
    """A signature of which so many numbers are those of a row; the others share their lowest byte, as by chance."""
    numbers = row + np.where(np.arange(PERMUTATIONS) < equal, 0, 256).astype(np.uint32)
    return numbers.astype("<u4").tobytes()


@pytest.fixture
def articles():
    return Articles([row.astype("<u4").tobytes() for row in NUMBERS])


@pytest.mark.parametrize(("equal", "found"), [(128, 201), (77, 201), (76, None), (0, None)])
def test_near_is_what_shares_enough_numbers_in_full(articles, equal, found):
    # 77 of 128 numbers are just over 0.6
    assert 76 / PERMUTATIONS < SAME_STORY <= 77 / PERMUTATIONS
    assert NearCopies(articles).originals_of([like(NUMBERS[200], equal)]) == [found]


def test_the_nearest_wins_then_the_first(articles):
    near = NearCopies(articles)
    articles.by_id[301] = like(NUMBERS[7], 100)
    assert near.originals_of([like(NUMBERS[7], 128)]) == [8]
    # 118 numbers in common with 301, 110 with 8
    assert near.originals_of([like(NUMBERS[7], 110)]) == [301]
    articles.by_id[302] = articles.by_id[8]
    assert near.originals_of([like(NUMBERS[7], 128)]) == [8]


def test_a_deleted_article_has_no_copies(articles):
    near = NearCopies(articles)
    assert near.originals_of([like(NUMBERS[7], 128)]) == [8]
    del articles.by_id[8]
    assert near.originals_of([like(NUMBERS[7], 128)]) == [None]


def test_a_signature_of_another_make_is_like_none(articles):
    articles.by_id[301] = b"short"
    assert NearCopies(articles).originals_of([b"short"]) == [None]
