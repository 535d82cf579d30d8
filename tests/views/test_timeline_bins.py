"""Reports by lane and time, counted by hand."""

import datetime as dt

import pandas as pd

from analysis.views.lanes import Lanes
from analysis.views.timeline_bins import bins, describe, figure, time_of_square, too_many
from tests.views.material import events


def dated(*rows):
    """An events frame with the days that the dates cover."""
    frame = events(*rows)
    days = pd.to_datetime(frame["date"]).astype("datetime64[s]")
    return frame.assign(first_day=days, last_day=days)


def counted(frame, lanes=Lanes.PARTY):
    found = bins(frame, lanes, {})
    return found[["lane", "begin", "end", "reports", "planned"]].to_numpy().tolist()


def test_reports_of_half_a_year_are_counted_by_weeks_from_monday():
    # 5 and 11 May 2025 are the Monday and the Sunday of one week, the 12th begins the next; 1 December is a Monday.
    frame = dated(
        {"date": "2025-05-05", "parties": ["Iran"]},
        {"date": "2025-05-11", "parties": ["Iran", "Oman"], "planned": True},
        {"date": "2025-05-12", "parties": ["Iran"]},
        {"date": "2025-12-01", "parties": []},
        {"date": None, "parties": ["Iran"]},
    )
    first, second = (dt.date(2025, 5, 5), dt.date(2025, 5, 11)), (dt.date(2025, 5, 12), dt.date(2025, 5, 18))
    last = (dt.date(2025, 12, 1), dt.date(2025, 12, 7))
    assert counted(frame) == [
        ["Iran", *first, 2, 1],
        ["Iran", *second, 1, 0],
        ["Oman", *first, 1, 1],
        ["others", *last, 1, 0],
    ]


def test_a_short_time_is_counted_by_days_and_a_long_one_by_months():
    short = dated({"date": "2025-05-05", "type": "AGREE"}, {"date": "2025-05-06", "type": "AGREE"})
    assert [row[1] for row in counted(short, Lanes.TYPE)] == [dt.date(2025, 5, 5), dt.date(2025, 5, 6)]
    long = dated({"date": "2020-02-05", "type": "AGREE"}, {"date": "2025-05-06", "type": "AGREE"})
    assert [row[1:3] for row in counted(long, Lanes.TYPE)] == [
        [dt.date(2020, 2, 1), dt.date(2020, 2, 29)],
        [dt.date(2025, 5, 1), dt.date(2025, 5, 31)],
    ]


def test_a_reprint_counts_with_its_original_and_alone_where_that_is_filtered_away():
    frame = dated({"date": "2025-05-05", "parties": ["Iran"]}, {"date": "2025-05-05", "parties": ["Iran"], "story": 1})
    assert [row[3] for row in counted(frame)] == [1]
    assert [row[3] for row in counted(frame[1:])] == [1]


def test_a_square_leads_to_its_time_and_lane():
    found = bins(
        dated({"date": "2025-05-05", "parties": ["Iran"]}, {"date": "2025-05-09", "parties": ["Iran"]}), Lanes.PARTY, {}
    )
    (squares,) = figure(found, Lanes.PARTY).data
    point = {"selection": {"points": [{"customdata": list(squares.customdata[1])}]}}
    assert time_of_square(point) == (dt.date(2025, 5, 9), dt.date(2025, 5, 9), "Iran")
    assert time_of_square(None) is None
    assert describe(found).startswith("Reports of events from 5 May 2025 to 9 May 2025")


def test_what_is_of_one_day_is_never_too_much_to_be_shown():
    rows = [{"date": "2025-05-05"}] * 2501
    assert not too_many(dated(*rows))
    assert too_many(dated(*rows, {"date": "2025-05-06"}))
