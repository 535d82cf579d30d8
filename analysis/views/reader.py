"""An article in pieces, each with what was found in it, for showing everything in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.reading.paragraphs import paragraphs

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Analysis, Article, DateMention, Furniture, Mention
    from analysis.store import Workspace

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in which nothing begins or ends; plain text, to be escaped by whoever shows it.

    ``statement_ids`` and ``event_ids`` are what it is part of, ``mention`` the actor it names and ``party`` the actor's,
    ``date`` the ISO date it means, ``furniture`` the kind of furniture ("byline"), ``focus`` whether it lies in the span
    that was asked for. ``anchors`` are the statements that begin here: their places to jump to.
    """

    text: str
    start: int
    statement_ids: tuple[int, ...] = ()
    event_ids: tuple[int, ...] = ()
    mention: str | None = None
    party: str | None = None
    date: str | None = None
    furniture: str | None = None
    focus: bool = False
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article ready to show: its paragraphs, each a tuple of segments whose texts joined are the paragraph."""

    article_id: int
    article: Article
    paragraphs: tuple[tuple[Segment, ...], ...]
    statement_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Layers:
    """What was found where; statements and events as (start, end, id)."""

    statements: Sequence[Place]
    events: Sequence[Place]
    mentions: Sequence[Mention]
    dates: Sequence[DateMention]
    furniture: Sequence[Furniture]
    focus: tuple[int, int] | None
    edges: list[int] = field(default_factory=list)


def read(workspace: Workspace, article_id: int, focus: tuple[int, int] | None = None) -> Reading:
    """The article in segments.

    Args:
        workspace: where it is.
        article_id: which one.
        focus: (start, end) of what to light above all, such as the statement whose card was clicked.

    Raises:
        UnknownIdError: where there is no such article.
    """
    analysis = workspace.analysis(article_id).analysis
    statements = _places(workspace.frames.statements(), article_id, "statement_id")
    events = _places(workspace.frames.events(), article_id, "event_id")
    layers = _layers(analysis, statements, events, focus)
    text = analysis.article.text
    return Reading(
        article_id=article_id,
        article=analysis.article,
        paragraphs=tuple(tuple(_segments(text, *span, layers)) for span in paragraphs(text)),
        statement_ids=tuple(statement for _, _, statement in statements),
    )


def _places(frame: pd.DataFrame, article_id: int, name: str) -> list[Place]:
    own = frame[frame["article_id"] == article_id].sort_values(["start", "end", name])
    return [(int(a), int(b), int(c)) for a, b, c in zip(own["start"], own["end"], own[name], strict=True)]


def _layers(
    analysis: Analysis, statements: Sequence[Place], events: Sequence[Place], focus: tuple[int, int] | None
) -> _Layers:
    found = (*analysis.mentions, *analysis.dates, *analysis.article.furniture)
    edges = {edge for start, end, _ in (*statements, *events) for edge in (start, end)}
    edges |= {edge for one in found for edge in (one.start, one.end)} | set(focus or ())
    furniture = analysis.article.furniture
    return _Layers(statements, events, analysis.mentions, analysis.dates, furniture, focus, sorted(edges))


def _segments(text: str, start: int, end: int, layers: _Layers) -> Iterator[Segment]:
    """The paragraph from ``start`` to ``end``, cut wherever something begins or ends in it."""
    cuts = [start, *(edge for edge in layers.edges if start < edge < end), end]
    here = _Layers(
        *([one for one in places if one[0] < end and one[1] > start] for places in (layers.statements, layers.events)),
        *(
            [one for one in found if one.start < end and one.end > start]  # type: ignore[attr-defined]
            for found in (layers.mentions, layers.dates, layers.furniture)
        ),
        layers.focus,
    )
    for left, right in zip(cuts, cuts[1:], strict=False):
        yield _segment(text[left:right], left, right, start, here)


def _segment(text: str, left: int, right: int, paragraph: int, here: _Layers) -> Segment:
    mention = next((one for one in here.mentions if one.start <= left and right <= one.end), None)
    date = next((one for one in here.dates if one.start <= left and right <= one.end), None)
    furniture = next((one for one in here.furniture if one.start <= left and right <= one.end), None)
    # A statement that begins in the white space before a paragraph is anchored where the paragraph's text begins.
    begins = {left} | (set(range(paragraph)) if left == paragraph else set())
    return Segment(
        text=text,
        start=left,
        statement_ids=tuple(id_ for start, end, id_ in here.statements if start <= left and right <= end),
        event_ids=tuple(id_ for start, end, id_ in here.events if start <= left and right <= end),
        mention=mention.name if mention else None,
        party=mention.party if mention else None,
        date=date.value if date else None,
        furniture=furniture.kind if furniture else None,
        focus=here.focus is not None and here.focus[0] <= left and right <= here.focus[1],
        anchors=tuple(id_ for start, _, id_ in here.statements if start in begins),
    )
