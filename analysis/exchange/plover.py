"""The events as JSON lines in PLOVER, the Political Language Ontology for Verifiable Event Records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.exchange.reports import Report, reports
from analysis.model import EventType

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection
    from analysis.views.timeline import TimelineEvent

# The quads of the PLOVER manual (Open Event Data Alliance, 2023): verbal and material cooperation and conflict.
_QUADS = {
    1: (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
    2: (EventType.COOPERATE, EventType.AID, EventType.RETREAT),
    3: (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    4: (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT),
}
QUAD_CODES = {type_.value: code for code, types in _QUADS.items() for type_ in types}
_UNKNOWN = "unknown"


def plover(selection: Selection) -> bytes:
    """An event a line, however many articles report it; UTF-8.

    Parley doesn't tell who acted from whom it was done to, so all that are named are ``actor``. PLOVER requires a date:
    that of an event whose date the articles don't say is empty, and ``comment`` says so, as it does of a plan, of how
    sure the report is, and of the other reports.
    """
    lines = [json.dumps(_event(selection, one), ensure_ascii=False) for one in selection.happenings]
    return "".join(f"{line}\n" for line in lines).encode()


def _event(selection: Selection, happening: TimelineEvent) -> dict[str, Any]:
    found = reports(selection, happening)
    first = found[0]
    named = [{"entity_text": name} for name in happening.actors] + [
        {"entity_text": name, "code": name} for name in happening.parties if name not in happening.actors
    ]
    end = happening.end.isoformat() if happening.end and happening.end != happening.date else None
    record = {
        "id": f"parley-{happening.key}",
        "has_event": True,
        "date": happening.date.isoformat() if happening.date else "",
        "enddate": end,
        "actor": named or [{"entity_text": _UNKNOWN}],
        "event": happening.type,
        "event_loc": happening.place,
        "event_text": first.text,
        "quad_code": QUAD_CODES[happening.type],
        "link": first.link,
        "text": first.sentence,
        "text_info": {"start": first.start, "end": first.end},
        "cite_info": _citation(first),
        "coder": "Parley",
        "comment": " ".join(_remarks(happening, found)),
    }
    return {name: value for name, value in record.items() if value is not None}


def _citation(report: Report) -> dict[str, str]:
    cited = f"{report.outlet}, {report.published or 'undated'}, {report.title}"
    known = {"citation": cited, "url": report.url, "title": report.title, "publication": report.outlet}
    return {name: value for name, value in (known | {"language": "en"}).items() if value}


def _remarks(happening: TimelineEvent, found: list[Report]) -> list[str]:
    remarks = [f"Confidence {found[0].confidence:.0%}{', checked by a person' if found[0].checked else ''}."]
    remarks += [] if happening.date else ["Date unknown."]
    remarks += [f"Date as reported: {happening.when}."] if happening.end != happening.date else []
    remarks += ["Planned, not reported as happened."] if happening.planned else []
    others = [f"{report.outlet} ({report.published or 'undated'}, {report.link})" for report in found[1:]]
    return remarks + ([f"Also reported by {'; '.join(others)}."] if others else [])
