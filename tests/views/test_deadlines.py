import datetime as dt

import pandas as pd
import pytest

from analysis.views.deadlines import deadlines, deadlines_in
from analysis.views.timeline import group
from tests.views.material import day, events, statements

SAID = day("2025-07-14")


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("He would impose them unless there was a deal within 50 days.", "within 50 days", "2025-09-02"),
        ("The junta has ten days to answer.", "has ten days to", "2025-07-24"),
        ("She issued a 48-hour ultimatum.", "48-hour ultimatum", "2025-07-16"),
        ("Talks must begin in the next two weeks.", "in the next two weeks", "2025-07-28"),
        ("He gave Hamas 72 hours to reply.", "gave Hamas 72 hours to", "2025-07-17"),
    ],
)
def test_a_span_of_time_counts_from_the_day_it_was_said(text, words, due):
    assert deadlines_in(text, SAID) == [(words, day(due))]


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("Iran must answer by Friday.", "Friday", "by Friday"),
        ("Troops must leave no later than 1 August.", "1 August", "no later than 1 August"),
        ("He gave the junta until 1 August to answer.", "1 August", "gave the junta until 1 August"),
        ("The deadline of 1 August stands.", "1 August", "deadline of 1 August"),
    ],
)
def test_a_date_that_lies_ahead_is_a_deadline_behind_the_words_for_it(text, date, words):
    start = text.index(date)
    assert deadlines_in(text, SAID, [(start, start + len(date), "2025-08-01")]) == [(words, day("2025-08-01"))]
    assert deadlines_in(text, day("2025-08-01"), [(start, start + len(date), "2025-08-01")]) == []


@pytest.mark.parametrize(
    "text",
    ["The talks lasted ten days.", "The 30-day ceasefire held.", "It ends within weeks.", "A 50-day march began."],
)
def test_other_spans_of_time_are_no_deadlines(text):
    assert deadlines_in(text, SAID) == []


@pytest.mark.parametrize(
    "text", ["They meet on 1 August.", "The truce holds until 1 August.", "In force since 1 August."]
)
def test_other_dates_are_no_deadlines(text):
    start = text.index("1 August")
    assert deadlines_in(text, SAID, [(start, start + 8, "2025-08-01")]) == []


NONE = pd.DataFrame(columns=["article_id", "start", "end", "text", "value", "precision"])
TEXT = "Turkey said that Greece has 30 days to withdraw its ships."


def found(happened=(), **more):
    said = {"content": TEXT, "sentence_text": TEXT, "party": "Türkiye", "date": "2025-07-14"} | more
    return deadlines(statements(said, said | {"counts_as": 1}), NONE, group(events(*happened)), {1: set()})


def test_a_deadline_has_its_statement_its_day_and_its_party_and_reprints_set_none():
    (deadline,) = found()
    assert (deadline.statement_id, deadline.said, deadline.due) == (1, SAID, day("2025-08-13"))
    assert (deadline.party, deadline.words) == ("Türkiye", "has 30 days to")


def test_what_was_reported_after_is_of_the_same_party_and_in_its_words():
    happened = {"text": "Türkiye saw Greece withdraw its ships", "date": "2025-08-10", "parties": ["Türkiye", "Greece"]}
    assert found([happened])[0].after == ("1",)
    assert found([happened | {"parties": ["Greece"]}])[0].after == ()
    assert found([happened | {"date": "2025-07-01"}])[0].after == ()
    assert found([happened | {"date": "2025-12-01"}])[0].after == ()
    assert found([happened | {"text": "Türkiye elected a parliament"}])[0].after == ()


def test_whether_it_has_passed_is_said_as_of_today_and_of_the_last_article():
    (deadline,) = found()
    due = deadline.due
    week = dt.timedelta(days=7)
    assert deadline.state(due - week, due - week) == "runs for 7 more days"
    assert deadline.state(due, due) == "ends today"
    assert deadline.state(due + week, due - week) == "has passed, and no article here is later"
    assert deadline.state(due + week, None) == "has passed, and no article here is later"
    assert deadline.state(due + week, due + week) == "has passed"


def test_undated_statements_set_no_deadline():
    assert found(date=None) == []
