import numpy as np
import pytest

from analysis.store.filters import Filters
from analysis.views.likeness import wording_likeness
from analysis.views.query import read_query
from analysis.views.search import Mode, more_like, search, who_disagrees
from tests.store.samples import StanceLabel, add, coded, vector


def encode(texts):
    return np.stack([vector(text) for text in texts])


def never(_texts):
    raise AssertionError("the encoder was asked")


@pytest.fixture
def talks(workspace):
    """1 accepts a corridor, 2 rejects it, 3 speaks of prisoners, 4 says 1 again in other words."""
    oppose = StanceLabel.OPPOSE
    add(workspace, coded("We accept the corridor to the sea"))
    add(workspace, against(coded("We reject any corridor through our land", "Nikol Pashinyan", "Armenia", oppose)))
    add(workspace, coded("All prisoners must come home", "Ararat Mirzoyan", "Armenia"))
    add(workspace, coded("We can accept a corridor if it is safe", "Jeyhun Bayramov"))
    return workspace


def against(analysed):
    from dataclasses import replace

    return replace(analysed, codings=tuple(tuple(replace(one, score=-0.8) for one in own) for own in analysed.codings))


def ids(hits):
    return [hit.statement_id for hit in hits]


def test_meaning_finds_the_nearest_vectors(talks):
    hits = search(talks, encode, "prisoners", Mode.MEANING, limit=1)
    assert ids(hits) == [3]
    assert hits[0].meaning == pytest.approx(1.0, abs=0.02)


def test_words_finds_all_words_and_needs_no_encoder(talks):
    assert ids(search(talks, never, "the corridor to the sea", Mode.WORDS)) == [1]
    assert set(ids(search(talks, never, "corridor", Mode.WORDS))) == {1, 2, 4}


def test_where_no_statement_has_all_words_those_with_some_come(talks):
    assert ids(search(talks, never, "prisoners of Shusha", Mode.WORDS)) == [3]
    assert search(talks, never, "Zangezur", Mode.WORDS) == []


@pytest.mark.parametrize("mode", list(Mode))
def test_a_phrase_must_occur_as_it_is(talks, mode):
    assert ids(search(talks, encode, '"accept a corridor"', mode)) == [4]
    assert search(talks, encode, '"a corridor accept"', mode) == []


def test_both_puts_first_what_is_near_in_meaning_and_in_wording(talks):
    hits = search(talks, encode, "accept a safe corridor")
    assert ids(hits)[:2] == [4, 1]
    assert hits[0].score == pytest.approx(0.45 * hits[0].meaning + 0.55 * hits[0].words, abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("mode", list(Mode))
def test_filters_come_first_and_the_limit_holds(talks, mode):
    assert ids(search(talks, encode, "corridor", mode, Filters(parties=("Armenia",)), limit=1)) == [2]


@pytest.mark.parametrize("query", ["", "   ", "https://example.org/x", '""', "?!"])
def test_an_empty_query_finds_nothing(talks, query):
    assert search(talks, never, query) == []


def test_nothing_is_found_in_an_empty_workspace(workspace):
    assert search(workspace, encode, "corridor") == []
    assert more_like(workspace, 1) == []
    assert who_disagrees(workspace, 1) == []


def test_a_reprint_is_found_once(talks):
    assert add(talks, coded("We accept the corridor to the sea!", source="Tribune")) == 5
    for mode in Mode:
        assert len({1, 5} & set(ids(search(talks, encode, "accept the corridor to the sea", mode)))) == 1
    assert not {1, 5} & set(ids(more_like(talks, 1)))


def test_more_like_this_leaves_itself_out(talks):
    assert ids(more_like(talks, 1))[0] == 4
    assert 1 not in ids(more_like(talks, 1))
    assert ids(more_like(talks, 1, Filters(parties=("Armenia",)), limit=1)) == [2]


def test_who_disagrees_takes_the_other_side_of_the_same_theme(talks):
    assert ids(who_disagrees(talks, 1)) == [2]
    assert ids(who_disagrees(talks, 2))[0] in {1, 4}
    assert 2 not in ids(who_disagrees(talks, 2))


def test_another_party_disagrees_before_the_own(talks):
    add(talks, against(coded("We no longer accept the corridor to the sea", "Hikmet Hajiyev")))
    assert ids(who_disagrees(talks, 1)) == [2, 5]


def test_a_pasted_post_is_read_as_words():
    query = read_query("#CeasefireNow says @UNHumanRights https://t.co/abc pic.twitter.com/xyz")
    assert query.text == "Ceasefire Now says UNHuman Rights"
    assert query.words == ("ceasefire", "unhuman", "rights")


def test_only_straight_quotation_marks_demand_a_phrase():
    assert read_query('"no corridor" at all').phrases == ("no corridor",)
    assert read_query("He said “no corridor” at all").phrases == ()


def test_a_query_of_function_words_only_is_still_a_query():
    assert read_query("what was it").words == ("what", "was", "it")


def test_the_same_wording_is_most_alike_whatever_its_case():
    likeness = wording_likeness("Lift the blockade", ["lift the BLOCKADE!", "lifting blockades", "fishing rights", ""])
    assert likeness[0] == pytest.approx(1.0)
    assert likeness[0] > likeness[1] > likeness[2]
    assert likeness[3] == 0
    assert wording_likeness("anything", []).shape == (0,)
