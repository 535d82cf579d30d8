"""The timeline as a figure: a lane a party, type or theme; a point an event."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.views.clicks import clicked
from analysis.views.lanes import Lanes, Point, lane_labels, place
from analysis.views.style import LOW_CONFIDENCE, framed, plural, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.views.timeline import TimelineEvent

# Pixels a lane.
_LANE = 44
# More points than this make the small copy of the figure under it slow.
_MOST_FOR_SLIDER = 1500
# How solid the point of an event is that is little sure.
_FADED = 0.35


def figure(
    happenings: Sequence[TimelineEvent], lanes: Lanes = Lanes.PARTY, names: Mapping[str, str] | None = None
) -> go.Figure:
    """The dated events on a zoomable line of time; custom data (key,).

    Points grow with the number of articles; a date known to the week, month or year is a span; planned events are
    hollow, and those of which the surest report is one of low confidence faded. An event of several parties (or
    themes) stands in the lane of each. What has no date is not drawn.

    Args:
        happenings: what ``timeline.group`` gives.
        lanes: what a lane stands for.
        names: theme id -> name.
    """
    labels = lane_labels(happenings, lanes, names or {})
    points = place(happenings, lanes, labels)
    traces = list(_spans([point for point in points if point.end > point.start]))
    for planned, name in ((False, "happened"), (True, "planned")):
        if own := [point for point in points if point.happening.planned == planned]:
            traces.append(_marks(own, planned, name))
    figure = framed(traces)
    _lay_out(figure, list(labels.values()), lanes)
    _lay_out_time(figure, points)
    return figure


def event_of_point(selection: Mapping[str, object] | None) -> str | None:
    """The key of the event that was clicked."""
    return next((texts[0] for texts in clicked(selection)), None)


def describe(happenings: Sequence[TimelineEvent]) -> str:
    """What the figure shows, in one or two sentences."""
    dated = [one for one in happenings if one.date]
    unknown = len(happenings) - len(dated)
    beside = f" {plural(unknown, 'event')} without a known date beside it." if unknown else ""
    if not dated:
        return f"No event with a known date.{beside}"
    most = max(dated, key=lambda one: one.articles)
    planned = sum(one.planned for one in dated)
    return (
        f"{plural(len(dated), 'event')}, {planned} of them planned, first {dated[0].when}, last {dated[-1].when}; most "
        f"reported: {most.type_words}, {most.when}, in {plural(most.articles, 'article')}.{beside}"
    )


def _spans(points: Sequence[Point]) -> Iterator[dict[str, Any]]:
    """Lines from the first to the last day that a date covers: one trace a colour, as a line has only one."""
    for number, colour in enumerate(sorted({point.colour for point in points})):
        own = [point for point in points if point.colour == colour]
        yield {
            "type": "scatter",
            "x": [day for point in own for day in (point.start.isoformat(), point.end.isoformat(), None)],
            "y": [height for point in own for height in (point.height, point.height, None)],
            "mode": "lines",
            "line": {"color": colour, "width": 5},
            "opacity": 0.45,
            "hoverinfo": "skip",
            "name": "some day between",
            "legendgroup": "span",
            "showlegend": number == 0,
        }


def _marks(points: Sequence[Point], planned: bool, name: str) -> dict[str, Any]:
    colours = [point.colour for point in points]
    hover = {
        one.key: "<br>".join(_hover(one)) for one in {point.happening.key: point.happening for point in points}.values()
    }
    marker: dict[str, Any] = {"symbol": "circle-open", "line": {"width": 2}} if planned else {"line": {"width": 0}}
    return {
        "type": "scatter",
        "x": [point.middle.isoformat() for point in points],
        "y": [point.height for point in points],
        "mode": "markers",
        "marker": {
            **marker,
            "color": colours,
            "size": [_size(point.happening.articles) for point in points],
            "opacity": [_FADED if point.happening.confidence < LOW_CONFIDENCE else 0.9 for point in points],
        },
        "customdata": [[point.happening.key] for point in points],
        "hovertext": [hover[point.happening.key] for point in points],
        "hoverinfo": "text",
        "name": name,
    }


def _size(articles: int) -> float:
    return min(8 + 5 * math.sqrt(articles - 1), 30)


def _hover(happening: TimelineEvent) -> Iterator[str]:
    yield f"<b>{wrap(happening.label, 44, 4)}</b>"
    yield f"{happening.when}, {wrap(happening.type_words)}{', planned' if happening.planned else ''}"
    if happening.parties:
        yield wrap(", ".join(happening.parties), 44, 2)
    count = [plural(happening.articles, "article")] if happening.articles > 1 else []
    yield wrap(", ".join([*count, *happening.doubts]), 44, 2)


def _lay_out(figure: go.Figure, labels: Sequence[str], lanes: Lanes) -> None:
    figure.update_layout(
        title_text=f"What happened, by {lanes.value}",
        height=220 + _LANE * max(len(labels), 2),
        margin={"t": 76, "b": 40},
        legend={"itemsizing": "constant"},
    )
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[wrap(label, 14) for label in labels],
        range=[max(len(labels), 1) - 0.5, -0.5],
        fixedrange=True,
    )


def _lay_out_time(figure: go.Figure, points: Sequence[Point]) -> None:
    """Buttons and a small copy for zooming; some days of air on both sides, so that one event alone has an axis too."""
    if not points:
        figure.update_xaxes(visible=False)
        return
    first, last = min(point.start for point in points), max(point.end for point in points)
    air = max((last - first) * 0.03, dt.timedelta(days=7))
    buttons = [
        {"count": count, "step": step, "stepmode": "backward", "label": label}
        for count, step, label in ((1, "month", "1 month"), (6, "month", "6 months"), (1, "year", "1 year"))
    ]
    look = {
        "x": 0,
        "y": 1.0,
        "yanchor": "bottom",
        "bgcolor": "rgba(128,128,128,0.15)",
        "activecolor": "rgba(128,128,128,0.45)",
    }
    figure.update_xaxes(
        type="date",
        range=[(first - air).isoformat(), (last + air).isoformat()],
        rangeselector={"buttons": [*buttons, {"step": "all", "label": "all"}], **look},
        rangeslider={
            "visible": len(points) <= _MOST_FOR_SLIDER,
            "thickness": 0.08,
            "bgcolor": "rgba(128,128,128,0.08)",
        },
    )
