"""Who acts towards whom in events, ties by pair, groups as one; drawn by hand from many conflicts."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.views.event_direction import Direction, Place, direction
from analysis.views.matrix import ALWAYS, Period
from analysis.views.relations import even_sample, grouped, pairs, ties, ties_of_events, tones_in_words
from analysis.views.relations_figure import describe, matrix_figure, network_figure, pair_of_point, table
from analysis.views.spoken_about import ActorPlaces
from analysis.views.tie_selection import HOSTILE, TONES, only, within
from tests.views.material import events

NAMES = {
    "Azerbaijan": "Azerbaijan", "Armenia": "Armenia", "Baku": "Azerbaijan", "Yerevan": "Armenia", "Serbia": "Serbia",
    "Kosovo": "Kosovo", "France": "France", "Germany": "Germany", "Iran": "Iran", "Israel": "Israel",
    "the EU": "European Union", "Russia": "Russia", "Ukraine": "Ukraine",
}  # fmt: skip


def places(text):
    found = [
        Place(text.index(name), text.index(name) + len(name), party) for name, party in NAMES.items() if name in text
    ]
    return sorted(found)


@pytest.mark.parametrize(
    ("text", "doers", "others"),
    [
        ("Azerbaijan accused Armenia of shelling", ["Azerbaijan"], ["Armenia"]),
        ("Kosovo was accused by Serbia of breaking the deal", ["Serbia"], ["Kosovo"]),
        ("Iran condemned strikes by Israel", ["Iran"], ["Israel"]),
        ("Sanctions imposed on Russia by the EU", ["European Union"], ["Russia"]),
        ("France and Germany condemned Iran", ["France", "Germany"], ["Iran"]),
        ("the EU imposed sanctions on Russia over its attack on Ukraine", ["European Union"], ["Russia"]),
    ],
)
def test_the_words_say_who_acts_towards_whom(text, doers, others):
    named = places(text)
    found = direction(text, list(dict.fromkeys(place.party for place in named)), named)
    assert (list(found.doers), list(found.others)) == (doers, others)


def test_a_doer_that_a_pronoun_names_stands_first_among_the_parties():
    text = "It warned Iran"
    assert direction(text, ["Israel", "Iran"], places(text)) == Direction(("Israel",), ("Iran",), False)


@pytest.mark.parametrize(
    "text",
    ["new sanctions on Russia over Ukraine", "Serbia asked for calm; Kosovo refused", "Serbia condemned the attack"],
)
def test_where_the_words_dont_say_there_is_no_direction(text):
    named = places(text)
    assert direction(text, [place.party for place in named], named) is None


def event(text, type_, number=1, **more):
    parties = list(dict.fromkeys(place.party for place in places(text)))
    return {
        "event_id": number, "article_id": number, "type": type_, "text": text, "sentence_text": text, "start": 0,
        "end": len(text), "sentence_end": len(text), "date": "2025-05-06", "actors": parties, "parties": parties,
    } | more  # fmt: skip


def mentions(frame):
    rows = [
        {"article_id": row["article_id"], "kind": "country", "text": "", "name": place.party, **place._asdict()}
        for row in frame.drop_duplicates("article_id").to_dict("records")
        for place in places(row["text"])
    ]
    return pd.DataFrame(rows).astype({"party": "str"})


def of(*rows):
    frame = events(*rows)
    return ties_of_events(frame, ActorPlaces(mentions(frame)))


def listed(found):
    return found[["source", "tone", "target"]].values.tolist()


def test_types_of_events_have_tones_and_talks_have_none():
    found = of(
        event("Azerbaijan accused Armenia of shelling", "ACCUSE", 1),
        event("Serbia met Kosovo", "CONSULT", 2),
        event("Iran threatened Israel", "THREATEN", 3),
    )
    assert listed(found) == [["Azerbaijan", "accuse", "Armenia"], ["Iran", "threaten", "Israel"]]
    assert found["day"].tolist() == [dt.date(2025, 5, 6)] * 2


def test_who_agrees_together_cooperates_both_ways_and_who_condemns_together_does_not():
    assert listed(of(event("France and Germany signed a pact", "AGREE"))) == [
        ["France", "cooperate", "Germany"],
        ["Germany", "cooperate", "France"],
    ]
    assert listed(of(event("France and Germany condemned the attack", "ACCUSE"))) == []
    assert len(of(event("Serbia and Kosovo accused each other", "ACCUSE"))) == 2


def test_what_a_party_is_only_about_is_not_refused():
    assert listed(of(event("France opposed lifting sanctions on Russia", "REJECT"))) == []
    assert listed(of(event("Serbia refused talks with Kosovo", "REJECT"))) == [["Serbia", "reject", "Kosovo"]]


def tie(source, target, tone, score, number, origin="statement", **more):
    return {
        "source": source, "target": target, "tone": tone, "score": score, "confidence": 0.8,
        "day": dt.date(2025, 5, number), "origin": origin, "id": number, "counts_as": f"{origin} {number}",
        "outlet": f"Herald {number}", "article_id": number, "sentence": 0, "words": "",
    } | more  # fmt: skip


FOUND = pd.DataFrame(
    [
        tie("Iran", "Israel", "accuse", -0.7, 1),
        tie("Iran", "Israel", "accuse", -0.7, 2, counts_as="statement 1"),
        tie("Iran", "Israel", "threaten", -0.9, 3),
        tie("Iran", "Israel", "threaten", -0.9, 4, "event"),
        tie("France", "Germany", "praise", 1.0, 5),
    ]
)


def test_a_pair_counts_reprints_once_and_lists_them_all_the_latest_first():
    found = pairs(FOUND).set_index(["source", "target"]).loc[("Iran", "Israel")]
    assert (found["ties"], found["tones"]) == (3, {"threaten": 2, "accuse": 1})
    assert found["score"] == pytest.approx(-2.5 / 3)
    assert (found["statement_ids"], found["event_ids"]) == ([3, 2, 1], [4])
    assert tones_in_words(found["tones"]) == "threatens 2, accuses 1"


def test_an_event_of_the_sentence_of_a_statement_counts_once():
    said = FOUND.iloc[[0]]
    same = pd.DataFrame(
        [tie("Iran", "Israel", "act", -1.0, 1, "event"), tie("Israel", "Iran", "act", -1.0, 1, "event")]
    )
    assert ties(said, same)[["source", "origin"]].values.tolist() == [["Iran", "statement"], ["Israel", "event"]]


def test_a_group_stands_for_its_parties_and_not_towards_itself():
    found = grouped(FOUND, {"E2": ("France", "Germany"), "Critics": ("Iran",)})
    assert set(found["source"]) == {"Critics"}
    assert set(found["target"]) == {"Israel"}


def test_tones_and_time_select_ties():
    assert set(only(FOUND, TONES[HOSTILE])["tone"]) == {"accuse", "threaten"}
    assert within(FOUND, Period(dt.date(2025, 5, 2), dt.date(2025, 5, 3)))["id"].tolist() == [2, 3]
    assert len(within(FOUND, ALWAYS)) == 5


def test_both_figures_and_the_table_tell_the_same_pairs():
    by_pair = pairs(FOUND)
    assert table(by_pair)["How"].tolist() == ["threatens 2, accuses 1", "praises 1"]
    for figure in (matrix_figure(by_pair), network_figure(by_pair)):
        clickable = [list(data) for trace in figure.data if trace.customdata is not None for data in trace.customdata]
        assert sorted(clickable) == [["France", "Germany"], ["Iran", "Israel"]]
    assert pair_of_point({"selection": {"points": [{"customdata": ["Iran", "Israel"]}]}}) == ("Iran", "Israel")
    assert describe(by_pair) == (
        "4 ties between 4 parties. Most hostile Iran towards Israel; most friendly France towards Germany."
    )
    assert describe(by_pair.iloc[:0]).startswith("No party says")


# Iran's two come from one outlet; Peru's, from two, is hardly sure; Chad's is one, and from nobody knows where.
DOUBTED = pairs(
    pd.DataFrame(
        [
            tie("Iran", "Israel", "accuse", -0.7, 1, outlet="Herald"),
            tie("Iran", "Israel", "threaten", -0.9, 2, outlet="Herald"),
            tie("Peru", "Chile", "accuse", -0.7, 3, confidence=0.3),
            tie("Peru", "Chile", "accuse", -0.7, 4, "event", confidence=0.5),
            tie("Chad", "Niger", "praise", 1.0, 5, outlet=None),
        ]
    )
)


def test_a_pair_says_what_little_it_stands_on():
    assert dict(zip(DOUBTED["source"], table(DOUBTED)["Stands on"], strict=True)) == {
        "Iran": "2 ties, one outlet only",
        "Peru": "2 ties, only 40% sure",
        "Chad": "1 tie",
    }
    assert "1 pair of low confidence." in describe(DOUBTED)
    assert not pairs(FOUND)["one_outlet"].loc[0]
    of_one_paper = FOUND.assign(outlet="Herald")
    assert not pairs(of_one_paper)["one_outlet"].any()


def test_both_figures_draw_thin_ties_broken_or_hollow_and_unsure_ones_faded():
    squares = matrix_figure(DOUBTED).data[0]
    looks = zip(squares.marker.symbol, squares.marker.opacity, strict=True)
    assert {data[0]: look for data, look in zip(squares.customdata, looks, strict=True)} == {
        "Iran": ("square-open", 1.0),
        "Peru": ("square", 0.4),
        "Chad": ("square-open", 1.0),
    }
    lines = [trace for trace in network_figure(DOUBTED).data if trace.mode == "lines"]
    assert sorted((line.line.dash, round(line.opacity, 2)) for line in lines) == [
        ("dash", 0.75),
        ("dash", 0.75),
        ("solid", 0.3),
    ]


def test_of_very_many_an_even_sample_is_read_and_of_a_part_mostly_the_same_ones():
    ids = np.arange(1, 20_001)
    sample = even_sample(ids, 1000)
    assert len(set(sample.tolist())) == 1000
    # As many from each quarter, give or take.
    assert np.histogram(sample, bins=4, range=(1, 20_001))[0].tolist() == pytest.approx([250] * 4, abs=40)
    half = even_sample(ids[:10_000], 1000)
    assert set(sample[sample <= 10_000].tolist()) <= set(half.tolist())
    assert even_sample(np.array([9, 3]), 1000).tolist() == [3, 9]
