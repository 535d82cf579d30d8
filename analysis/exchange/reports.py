"""The sentences that report one event, with what is known of their articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.cards import UNKNOWN_OUTLET

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection
    from analysis.views.timeline import TimelineEvent


@dataclass(frozen=True, slots=True)
class Report:
    """One sentence that reports an event; ``published`` is ISO 8601 or None, ``link`` opens it in the app."""

    event_id: int
    article_id: int
    text: str
    sentence: str
    start: int
    end: int
    title: str
    outlet: str
    author: str
    url: str
    published: str | None
    reprint: bool
    confidence: float
    checked: bool
    link: str


def reports(selection: Selection, happening: TimelineEvent) -> list[Report]:
    """The reports of an event that the selection has, the surest original one first and reprints last."""
    rows = selection.event_rows
    found = [_report(selection, rows[id_]) for id_ in happening.report_ids if id_ in rows]
    return sorted(
        found, key=lambda report: (report.reprint, -report.confidence, report.published or "9", report.event_id)
    )


def _report(selection: Selection, row: dict[str, Any]) -> Report:
    return Report(
        event_id=row["event_id"],
        article_id=row["article_id"],
        text=row["text"],
        sentence=" ".join(row["sentence_text"].split()),
        start=row["start"],
        end=row["end"],
        title=row["title"],
        outlet=row["source"] or UNKNOWN_OUTLET,
        author=row["author"] or "",
        url=row["url"] or "",
        published=row["published"],
        reprint=row["reprint_of"] is not None,
        confidence=row["confidence"],
        checked=bool(row.get("corrected") or row.get("reviewed")),
        link=selection.link(row["article_id"], event=row["event_id"]),
    )
