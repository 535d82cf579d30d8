"""Which later events concern a statement, worked out by hand."""

import pytest

from analysis.views.related import Aftermath
from analysis.views.timeline import group
from tests.views.material import day, events

SHIPS = {"text": "Greece withdrew its ships from the strait", "date": "2025-08-10", "parties": ["Greece"]}
SAID = {"party": "Greece", "speaker": "Kyriakos Mitsotakis", "content": "Our ships leave the strait."}


def after(*happened, themes=frozenset(), last="2025-08-31", **said):
    events_told = group(events(*happened), {number: ["trade"] for number in range(1, 9)})
    return [
        event.key
        for event in Aftermath(events_told).of(SAID | {"day": day("2025-08-01")} | said, set(themes), day(last))
    ]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, True),
        ({"date": "2025-08-01"}, False),  # the day on which it was said
        ({"date": "2025-08-31"}, True),  # the last day
        ({"date": "2025-09-01"}, False),
        ({"date": None}, False),
        ({"planned": True}, False),
        ({"parties": ["Türkiye"]}, False),
        ({"parties": ["Türkiye"], "actors": ["Kyriakos Mitsotakis"]}, True),
        ({"text": "Greece sold its ships"}, False),  # one word in common
    ],
)
def test_it_is_of_the_same_party_or_speaker_later_and_in_the_same_words(more, found):
    assert after(SHIPS | more) == (["1"] if found else [])


def test_a_theme_in_common_is_enough():
    other = SHIPS | {"text": "Greece opened a new market"}
    assert after(other) == []
    assert after(other, themes={"trade"}) == ["1"]


def test_they_come_in_the_order_of_the_timeline_each_once():
    first = SHIPS | {"date": "2025-08-20", "text": "Greece closed the strait to all ships", "type": "YIELD"}
    assert after(first, SHIPS | {"actors": ["Kyriakos Mitsotakis"]}) == ["2", "1"]


def test_who_is_not_known_is_concerned_by_nothing():
    assert after(SHIPS, party=float("nan"), speaker=float("nan"), themes={"trade"}) == []
