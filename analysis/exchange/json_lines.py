"""An analysis as one JSON object: what ``python -m analysis analyse`` prints a line of."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.model import Article, CodedAnalysis, Coding, DateMention, Event, Span, Statement


def analysis_object(coded: CodedAnalysis) -> dict[str, Any]:
    """An analysis as what JSON can hold.

    Offsets count Unicode characters of the article's text from 0, ``end`` is one past the last; dates are ISO 8601;
    what isn't known is None.

    Returns:
        file, article, statements (each with its source, cue, speaker, party and themes), dates and events.
    """
    analysis = coded.analysis
    return {
        "file": analysis.article.file,
        "article": _article(analysis.article),
        "statements": [_statement(s, themes) for s, themes in zip(analysis.statements, coded.codings, strict=True)],
        "dates": [_date(date) for date in analysis.dates],
        "events": [_event(event) for event in analysis.events],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_origin": article.published_origin.value,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "language": article.language,
    }


def _statement(statement: Statement, themes: Sequence[Coding]) -> dict[str, Any]:
    return {
        "kind": statement.kind.value,
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "cue": statement.cue.text if statement.cue else None,
        "source": _span(statement.source),
        "speaker": statement.speaker,
        "party": statement.party,
        "role": statement.role,
        "date": statement.date,
        "confidence": round(statement.confidence, 3),
        "themes": [_theme(coding) for coding in themes],
    }


def _theme(coding: Coding) -> dict[str, Any]:
    return {
        "theme": coding.theme,
        "stance": coding.stance.value,
        "score": round(coding.score, 3),
        "confidence": round(coding.confidence, 3),
        "condition": coding.condition,
        "suggested": coding.suggested,
        "evidence": list(coding.evidence),
    }


def _date(date: DateMention) -> dict[str, Any]:
    return asdict(date) | {"precision": date.precision.value}


def _event(event: Event) -> dict[str, Any]:
    found = asdict(event) | {"type": event.type.value, "confidence": round(event.confidence, 3)}
    del found["sentence"]
    return found | {"precision": event.precision.value if event.precision else None}


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else asdict(span)
