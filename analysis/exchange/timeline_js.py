"""The events as JSON for Knight Lab's TimelineJS (timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import TYPE_CHECKING, Any

from analysis.exchange.reports import Report, reports
from analysis.views.days import in_words

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection
    from analysis.views.timeline import TimelineEvent

# TimelineJS shows text as HTML: other addresses than these must not become links.
_SAFE = ("http://", "https://")


def timeline_js(selection: Selection) -> bytes:
    """The timeline: an event once, with each article that reports it.

    A date that is known to the week, month or year spans it, and is shown in words. TimelineJS has no place for what
    has no date: such events are listed on the title slide.
    """
    dated = [one for one in selection.happenings if one.date]
    undated = [one for one in selection.happenings if not one.date]
    document = {
        "title": {"text": {"headline": "Timeline", "text": _undated(undated)}},
        "events": [_event(selection, one) for one in dated],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _event(selection: Selection, happening: TimelineEvent) -> dict[str, Any]:
    assert happening.date  # noqa: S101 (the caller passes dated events only)
    whole_day = happening.end == happening.date
    sources = "".join(f"<li>{_source(report)}</li>" for report in reports(selection, happening))
    about = [f"{happening.type_words}{', planned' if happening.planned else ''}", happening.place]
    about.append(", ".join(happening.parties))
    text = f"<p>{escape(' · '.join(filter(None, about)))}</p><ul>{sources}</ul>"
    return {
        "unique_id": f"event-{happening.key}",
        "start_date": _date(happening.date),
        **({} if whole_day or not happening.end else {"end_date": _date(happening.end)}),
        "display_date": happening.when,
        "text": {"headline": escape(happening.label), "text": text},
        "group": happening.parties[0] if happening.parties else happening.type_words,
    }


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _source(report: Report) -> str:
    words = escape(f"{report.outlet}, {in_words(report.published) if report.published else 'undated'}: {report.title}")
    link = report.url if report.url.startswith(_SAFE) else report.link
    return f'<a href="{escape(link)}">{words}</a> (confidence {report.confidence:.0%})'


def _undated(happenings: list[TimelineEvent]) -> str:
    if not happenings:
        return ""
    items = "".join(f"<li>{escape(one.label)}</li>" for one in happenings)
    return f"<p>Date unknown:</p><ul>{items}</ul>"
