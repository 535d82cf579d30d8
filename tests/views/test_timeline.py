import time

import pytest

from analysis.views.lanes import Lanes
from analysis.views.timeline import find, group, reports, themes_of_events, undated
from analysis.views.timeline_figure import describe, event_of_point, figure
from tests.views.material import codings, events

DOHA = {"date": "2024-08-15", "place": "Doha", "parties": ["Israel", "Qatar"], "text": "negotiators met in Doha"}


def groups(*rows):
    return [happening.report_ids for happening in group(events(*rows))]


def test_reports_of_one_meeting_in_other_words_are_one_event():
    other = {
        "date": "2024-08-15",
        "place": "Doha",
        "parties": ["Israel", "Egypt"],
        "text": "a new round of talks in Doha",
    }
    assert groups(DOHA, other) == [(1, 2)]


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2024-08-16"},
        {"place": "Cairo", "text": "officials met in Cairo"},
        {"type": "ASSAULT", "text": "an air strike on a school"},
        {"parties": ["Sudan", "Chad"], "text": "ministers talked about refugees"},
        {"date": None},
    ],
)
def test_another_day_place_kind_or_party_is_another_event(other):
    assert len(groups(DOHA, DOHA | other)) == 2


def test_a_plan_and_its_report_are_one_event_that_happened():
    happening = group(events(DOHA | {"planned": True}, DOHA))[0]
    assert happening.report_ids == (1, 2)
    assert not happening.planned


def test_met_and_agreed_in_the_same_words_are_one_event():
    words = {
        "text": "Armenia and Azerbaijan agreed on a corridor",
        "date": "2023-09-20",
        "parties": ["Armenia", "Azerbaijan"],
    }
    assert groups(words | {"type": "AGREE"}, words | {"type": "CONSULT"}) == [(1, 2)]


def test_a_vague_date_joins_the_day_that_it_covers_only_in_the_same_words():
    strike = {
        "type": "ASSAULT",
        "text": "a drone hit the port of Sudan's main city",
        "parties": ["Rapid Support Forces"],
    }
    exact = strike | {"date": "2025-05-06"}
    assert groups(exact, strike | {"date": "2025-05", "precision": "month"}) == [(1, 2)]
    assert (
        len(groups(exact, strike | {"date": "2025-05", "precision": "month", "text": "shells fell on a market"})) == 2
    )
    assert len(groups(exact, strike | {"date": "2025-04", "precision": "month"})) == 2


def test_without_a_date_only_the_same_words_are_the_same_event():
    swap = {"type": "AGREE", "text": "the sides agreed to swap a thousand prisoners", "parties": ["Yemen", "Houthis"]}
    assert groups(swap, swap) == [(1, 2)]
    assert len(groups(swap, swap | {"text": "the sides agreed to swap the bodies of the dead"})) == 2
    assert len(groups(swap, swap | {"date": "2023-04-14"})) == 2


def test_the_event_takes_the_most_exact_date():
    strike = {"type": "ASSAULT", "text": "a drone hit the port", "parties": ["Sudan"]}
    happening = group(events(strike | {"date": "2025-05", "precision": "month"}, strike | {"date": "2025-05-06"}))[0]
    assert (happening.when, happening.precision) == ("6 May 2025", "day")


def test_a_reprint_is_no_second_article():
    rows = [DOHA, DOHA | {"article_id": 2, "story": 1, "source": "Tribune"}, DOHA | {"article_id": 3}]
    happening = group(events(*rows))[0]
    assert happening.articles == 2
    assert happening.outlets == ("Herald", "Tribune")


def test_undated_events_stay_undated_beside_the_timeline():
    happenings = group(events(DOHA, {"text": "talks broke down", "published": "2025-01-01"}))
    assert [one.label for one in undated(happenings)] == ["talks broke down"]
    assert happenings[-1].date is None
    drawn = figure(happenings)
    assert {data[0] for trace in drawn.data for data in trace.customdata} == {"1"}


def test_a_click_opens_every_report_in_the_order_of_publication():
    frame = events(
        DOHA | {"published": "2024-08-17"}, DOHA | {"published": "2024-08-16"}, {"date": "2024-01-01", "text": "x"}
    )
    happenings = group(frame)
    key = event_of_point({"selection": {"points": [{"customdata": ["1"]}]}})
    assert list(reports(frame, happenings, key)["event_id"]) == [2, 1]
    assert find(happenings, "2") is find(happenings, "1")
    assert reports(frame, happenings, "99").empty
    assert event_of_point({"selection": {"points": []}}) is None


def test_themes_come_from_the_statements_in_the_same_sentence():
    import pandas as pd

    frame = events({"article_id": 7, "sentence_start": 40}, {"article_id": 7, "sentence_start": 90})
    statements = pd.DataFrame({"statement_id": [1, 2], "sentence_start": [40, 10]})
    coded = codings(
        ("Israel", "hostages", 1, "2024", {"article_id": 7}), ("Israel", "aid", 1, "2024", {"article_id": 7})
    )
    assert themes_of_events(frame, statements, coded) == {1: ["hostages"]}


def test_an_event_stands_in_the_lane_of_each_party():
    drawn = figure(group(events(DOHA)))
    assert sorted(drawn.layout.yaxis.ticktext) == ["Israel", "Qatar"]
    assert [data[0] for data in drawn.data[0].customdata] == ["1", "1"]
    by_type = figure(group(events(DOHA)), Lanes.TYPE)
    assert list(by_type.layout.yaxis.ticktext) == ["Talks"]


def test_vague_dates_are_spans_planned_events_hollow_and_more_articles_larger():
    rows = [
        DOHA,
        DOHA,
        {"date": "2024-09", "precision": "month", "planned": True, "text": "a summit", "parties": ["Israel"]},
    ]
    drawn = {trace.name: trace for trace in figure(group(events(*rows))).data}
    assert list(drawn["some day between"].x[:2]) == ["2024-09-01", "2024-09-30"]
    assert drawn["planned"].marker.symbol == "circle-open"
    assert drawn["happened"].marker.size[0] > drawn["planned"].marker.size[0]


def test_points_of_one_day_do_not_cover_each_other():
    texts = ["shells fell", "a bridge burned", "a convoy left"]
    rows = [{"date": "2025-02-01", "text": text, "parties": ["M23"], "type": "ASSAULT"} for text in texts]
    rows.append({"date": "2025-06-01", "text": "a truce", "parties": ["M23"]})
    heights = figure(group(events(*rows))).data[0].y
    assert len(set(heights[:3])) == 3


def test_no_event_draws_an_empty_timeline_and_says_so():
    assert group(events()) == []
    figure([])
    assert describe([]) == "No event with a known date."


def test_the_sentence_counts_what_is_drawn_and_what_is_not():
    happenings = group(events(DOHA, DOHA, {"text": "talks"}))
    assert describe(happenings) == (
        "1 event, 0 of them planned, first 15 August 2024, last 15 August 2024; most reported: talks, 15 August 2024, "
        "in 2 articles. 1 event without a known date beside it."
    )


def test_five_thousand_events_are_grouped_and_drawn_in_seconds():
    import random

    chance = random.Random(1)  # noqa: S311
    words = [f"word{number}" for number in range(400)]
    rows = [
        {
            "date": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "text": " ".join(chance.sample(words, 9)),
            "parties": chance.sample(["A", "B", "C", "D", "E"], 2),
            "type": chance.choice(["ASSAULT", "CONSULT", "AGREE"]),
        }
        for _ in range(5000)
    ]
    began = time.perf_counter()
    figure(group(events(*rows)))
    # A second or two on an idle machine; what this guards against is comparing all with all.
    assert time.perf_counter() - began < 40


def test_an_event_says_what_makes_it_unsure():
    twice = {"text": "talks opened in Doha", "date": "2025-05-01", "place": "Doha", "confidence": 0.4}
    other = {"text": "shells fell on the port", "date": "2024-01-01", "type": "ASSAULT", "source": "Tribune"}
    alone, two, sure = (
        group(frame)[-1].doubts
        for frame in (
            events(other, twice),
            events(other, twice, twice),
            events(other, twice, twice | {"source": "Tribune", "confidence": 0.8}),
        )
    )
    assert alone == ("one article only", "only 40% sure")
    assert two == ("one outlet only", "only 40% sure")
    assert sure == ()
    # Where there is one outlet at all, it goes without saying.
    assert group(events(twice, twice))[0].doubts == ("only 40% sure",)
