"""Reports of events counted by lane and time, where there are too many to stand by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.clicks import clicked
from analysis.views.days import in_words
from analysis.views.lanes import OTHERS, Lanes, labels_of
from analysis.views.numbers import end_to_end, in_order, numbered, paired, shared
from analysis.views.palette import NEUTRAL, party_colour
from analysis.views.style import framed, plural, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from analysis.store.selected import Table

_READ = ["event_id", "type", "parties", "planned", "first_day", "last_day"]
# More reports than this are counted: putting them together, and drawing them, takes longer than a reader waits.
MOST_SINGLE = 2500
# Pixels a lane, and of the largest square.
_LANE, _LARGEST = 44, 26


class Unit(StrEnum):
    """How long a square's time is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def too_many(events: Table) -> bool:
    """Whether dated reports are so many, on more than one day, that they are counted rather than shown one by one."""
    first = events["first_day"]
    return int(first.notna().sum()) > MOST_SINGLE and first.min() < events["last_day"].max()


def events_to_group(events: Table) -> Table:
    """The reports that are few enough to be put together: the dated, the undated, both or none."""
    dated = events["first_day"].notna().to_numpy()
    few = np.where(dated, not too_many(events), int((~dated).sum()) <= MOST_SINGLE)
    return events if few.all() else events[few]


def bins(
    events: Table, lanes: Lanes, names: Mapping[str, str], themes: Mapping[int, Sequence[str]] | None = None
) -> pd.DataFrame:
    """How many dated reports there are in each lane and time; reprints count once.

    Args:
        events: the events frame of ``evidence.gather``.
        lanes: what a lane stands for; an event of several parties counts in each of their lanes.
        names: theme id -> name.
        themes: event id -> theme ids, for lanes by theme.

    Returns:
        Columns lane, label, begin and end (datetime.date, the first and last day of the time), reports, planned. By
        lane, those with most reports first, and time.
    """
    import pandas as pd

    dated = events[_READ][events["first_day"].notna() & _originals(events)]
    days = _middle(dated)
    begins, ends = _bounds(days, unit_of(days))
    times, first, time = np.unique(begins, return_index=True, return_inverse=True)
    at, lane, known = _in_lanes(_lanes(dated, lanes, themes or {}))
    labels = labels_of(dict(zip(known, np.bincount(lane, minlength=len(known)).tolist(), strict=True)), lanes, names)
    shown = list(labels)
    place = np.array([shown.index(one if one in labels else OTHERS) for one in known], dtype=np.intp)
    square = paired(place[lane], time[at], len(times))
    reports, planned = (
        np.bincount(square, weights, len(shown) * len(times)).astype(np.int64)
        for weights in (None, dated["planned"].to_numpy(float)[at])
    )
    filled = np.flatnonzero(reports)
    own, of_time = [shown[one] for one in filled // max(len(times), 1)], filled % max(len(times), 1)
    return pd.DataFrame(
        {
            "lane": pd.Series(own, dtype="str"),
            "label": pd.Series([labels[one] for one in own], dtype="str"),
            "begin": pd.Series(times[of_time].astype("datetime64[D]").tolist(), dtype=object),
            "end": pd.Series(ends[first][of_time].astype("datetime64[D]").tolist(), dtype=object),
            "reports": reports[filled],
            "planned": planned[filled],
        }
    )


def unit_of(days: NDArray[np.datetime64]) -> Unit:
    """The time of a square for a row of days, so that some hundred squares stand in a lane at most."""
    length = int((days.max() - days.min()) / np.timedelta64(1, "D")) if len(days) else 0
    return Unit.DAY if length <= 120 else Unit.WEEK if length <= 3 * 366 else Unit.MONTH


def figure(counted: pd.DataFrame, lanes: Lanes) -> go.Figure:
    """A square for each lane and time, the larger the more reports; custom data (first day, last day, lane)."""
    labels = list(dict.fromkeys(counted["label"]))
    heights = {label: height for height, label in enumerate(labels)}
    most = max(counted["reports"], default=1)
    middles = [begin + (end - begin) / 2 for begin, end in zip(counted["begin"], counted["end"], strict=True)]
    rows = counted.to_dict("records")
    squares = {
        "type": "scatter",
        "x": [day.isoformat() for day in middles],
        "y": [heights[label] for label in counted["label"]],
        "mode": "markers",
        "marker": {
            "symbol": "square",
            "size": (4 + (_LARGEST - 4) * np.sqrt(counted["reports"] / most)).tolist(),
            "color": [_colour(lane, lanes) for lane in counted["lane"]],
            "line": {"width": 0},
        },
        "customdata": [[str(row["begin"]), str(row["end"]), row["lane"]] for row in rows],
        "hovertext": [f"<b>{wrap(row['label'], 44)}</b><br>{time_in_words(row)}<br>{_counted(row)}" for row in rows],
        "hoverinfo": "text",
        "showlegend": False,
    }
    ticks = {"tickvals": list(range(len(labels))), "ticktext": [wrap(label, 14) for label in labels]}
    return framed(
        [squares],
        title={"text": f"Reports of events, by {lanes.value}"},
        height=140 + _LANE * max(len(labels), 2),
        xaxis={"type": "date"},
        yaxis={**ticks, "range": [max(len(labels), 1) - 0.5, -0.5], "fixedrange": True},
    )


def time_of_square(selection: Mapping[str, object] | None) -> tuple[dt.date, dt.date, str] | None:
    """The first day, the last day and the lane of the square that was clicked."""
    found = next(iter(clicked(selection)), None)
    return None if found is None else (dt.date.fromisoformat(found[0]), dt.date.fromisoformat(found[1]), found[2])


def time_in_words(row: Mapping[Any, Any]) -> str:
    """The time of a square as it is read."""
    if row["begin"] == row["end"]:
        return in_words(row["begin"])
    return f"{in_words(row['begin'])} – {in_words(row['end'])}"


def describe(counted: pd.DataFrame) -> str:
    """What the figure shows, in one or two sentences."""
    if counted.empty:
        return "No report with a known date."
    total = counted.groupby(["begin", "end"]).agg(reports=("reports", "sum")).reset_index()
    busiest = total.sort_values("reports", kind="stable").to_dict("records")[-1]
    return (
        f"Reports of events from {in_words(min(counted['begin']))} to {in_words(max(counted['end']))}, counted by lane "
        f"and time; most in {time_in_words(busiest)}: {plural(busiest['reports'], 'report')} over all lanes shown."
    )


def _counted(row: Mapping[Any, Any]) -> str:
    return plural(row["reports"], "report") + (f", {row['planned']:,} of them planned" if row["planned"] else "")


def _colour(lane: str, lanes: Lanes) -> str:
    return party_colour(lane) if lanes is Lanes.PARTY and lane != OTHERS else NEUTRAL


def _originals(events: Table) -> NDArray[np.bool_]:
    """Reports that stand for themselves: no reprints, unless the filters have taken away what they reprint."""
    story, article = (events[name].to_numpy(np.int64) for name in ("story", "article_id"))
    there = np.zeros(int(max(story.max(initial=0), article.max(initial=0))) + 1, dtype=bool)
    there[article] = True
    originals: NDArray[np.bool_] = (story == article) | ~there[story]
    return originals


def _lanes(events: pd.DataFrame, lanes: Lanes, themes: Mapping[int, Sequence[str]]) -> list[Sequence[str]]:
    """The lanes that each report is in, none where it is in that of all others; many reports share one list."""
    if lanes is Lanes.PARTY:
        return events["parties"].tolist()
    if lanes is Lanes.THEME:
        return [themes.get(event, ()) for event in events["event_id"]]
    type_, types = numbered(events["type"])
    lists = [[str(one)] for one in types]
    return [lists[number] for number in type_.tolist()]


def _in_lanes(lists: Sequence[Sequence[str]]) -> tuple[NDArray[np.intp], NDArray[np.intp], list[str]]:
    """A place in the lists and the number of a lane for each report and lane, and the lanes, as they first occur."""
    of_list, different = shared(lists)
    lane, known = in_order([one for own in different for one in own or (OTHERS,)])
    sizes = np.array([len(own) or 1 for own in different], dtype=np.intp)
    many = sizes[of_list]
    begin = (np.cumsum(sizes) - sizes)[of_list]
    return np.repeat(np.arange(len(lists)), many), lane[end_to_end(begin, many)], list(known)


def _middle(events: pd.DataFrame) -> NDArray[np.datetime64]:
    first, last = (events[name].to_numpy("datetime64[D]") for name in ("first_day", "last_day"))
    middle: NDArray[np.datetime64] = first + (last - first) // 2
    return middle


def _bounds(days: NDArray[np.datetime64], unit: Unit) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """The first and the last day of the time in which each day lies; weeks begin on Monday."""
    one = np.timedelta64(1, "D")
    if unit is Unit.DAY:
        return days.astype("datetime64[s]"), days.astype("datetime64[s]")
    if unit is Unit.WEEK:
        # 5 January 1970 was a Monday.
        begin = days - ((days.astype(np.int64) + 3) % 7) * one
        return begin.astype("datetime64[s]"), (begin + 6 * one).astype("datetime64[s]")
    month = days.astype("datetime64[M]")
    end = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - one
    return month.astype("datetime64[s]"), end.astype("datetime64[s]")
