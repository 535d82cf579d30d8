"""The latest part of some evidence, in whole days."""

import datetime as dt

import pandas as pd
import pytest

from analysis.views.evidence import Evidence
from analysis.views.latest import Latest, Much, latest
from tests.views.material import codings, events, statements

DAYS = ["2025-05-01", "2025-05-02", "2025-05-02", "2025-05-03", None]


@pytest.fixture
def evidence():
    """Five statements with a coding each, one of them undated, and a report of an event on each of three days."""
    dated = [{"date": day} for day in DAYS[:4:3]] + [{"date": "2025-05-02"}]
    found = events(*dated)
    found["first_day"] = pd.to_datetime(found["date"]).astype("datetime64[s]")
    said = statements(*({"content": "We agree", "date": day} for day in DAYS))
    return Evidence(said, codings(*(("Kosovo", "talks", 1.0, day) for day in DAYS)), found, pd.DataFrame())


def of(evidence: Evidence, statements: int = 9, events: int = 9) -> Latest:
    return latest(evidence, Much(statements, events), Much(statements, events))


def test_what_is_not_very_much_is_left_whole(evidence):
    found = of(evidence, statements=4)
    assert (found.evidence, found.since) == (evidence, None)


def test_of_very_much_the_latest_whole_days_are_kept(evidence):
    # With two statements at most, 2 May would be cut in half: it is left out.
    found = of(evidence, statements=2)
    assert found.since == dt.date(2025, 5, 3)
    assert found.evidence.statements["statement_id"].tolist() == [4]
    assert found.evidence.codings["statement_id"].tolist() == [4]
    assert found.evidence.events["event_id"].tolist() == [2]


def test_of_more_than_is_read_whole_less_may_be_read(evidence):
    assert latest(evidence, most=Much(1, 1), whole=Much(4, 3)).since is None
    assert latest(evidence, most=Much(2, 9), whole=Much(3, 9)).since == dt.date(2025, 5, 3)


def test_a_last_day_with_more_than_that_is_kept_whole(evidence):
    short = Evidence(evidence.statements[1:3], evidence.codings, evidence.events, evidence.articles)
    assert of(short, statements=1).evidence.statements["statement_id"].tolist() == [2, 3]


def test_of_very_many_events_the_latest_whole_days_are_kept_with_what_was_said_then(evidence):
    found = of(evidence, events=2)
    assert found.since == dt.date(2025, 5, 2)
    assert found.evidence.events["event_id"].tolist() == [2, 3]
    assert found.evidence.statements["statement_id"].tolist() == [2, 3, 4]


def test_events_that_are_planned_leave_no_statement_of_the_last_day_out(evidence):
    planned = evidence.events.whole().assign(first_day=pd.Timestamp("2026-01-01"))
    found = of(Evidence(evidence.statements, evidence.codings, planned, evidence.articles), events=1)
    assert found.since == dt.date(2025, 5, 3)
    assert found.evidence.statements["statement_id"].tolist() == [4]
