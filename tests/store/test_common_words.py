"""A search for any of several words doesn't go through all that hold a common one."""

import pytest

from analysis.store import Workspace, sqlite
from tests.store.samples import add, coded


@pytest.fixture
def talks(path, monkeypatch):
    monkeypatch.setattr(sqlite, "_COMMON", 3)
    with Workspace.open(path) as workspace:
        for says in ("Accept a corridor", "Accept a truce", "Accept prisoners", "Corridor for all", "A corridor now"):
            add(workspace, coded(says))
        yield workspace


def found(workspace, query):
    return {statement for statement, _ in workspace.match_words(query, any_word=True)}


def test_rare_words_are_enough_each(talks):
    assert found(talks, "truce prisoners") == {2, 3}


def test_of_common_words_two_must_be_there(talks):
    assert found(talks, "accept corridor") == {1}
    assert found(talks, "accept corridor prisoners") == {1, 3}


def test_a_common_word_beside_rare_ones_counts_and_does_not_find(talks):
    assert found(talks, "corridor truce") == {2}


def test_a_common_word_alone_or_beside_unknown_ones_finds_all_that_hold_it(talks):
    assert found(talks, "corridor") == {1, 4, 5}
    assert found(talks, "corridor Zangezur") == {1, 4, 5}
    assert found(talks, "Zangezur Shusha") == set()
