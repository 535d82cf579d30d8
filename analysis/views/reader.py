"""An article in pieces, each with what was found in it, for showing everything in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.reading.paragraphs import paragraphs

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Analysis, Article
    from analysis.store import Workspace


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in which nothing begins or ends; plain text, to be escaped by whoever shows it.

    ``statement_ids`` and ``event_ids`` are what it is part of, ``mention`` the actor it names and ``party`` the
    actor's, ``date`` the ISO date it means, ``furniture`` the kind of furniture ("byline"), ``focus`` whether it lies
    in the span that was asked for. ``anchors`` are the statements that begin here: their places to jump to.
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
class _Find:
    """What was found at one place: ``layer`` is the field of a segment that it fills, ``value`` what with."""

    start: int
    end: int
    layer: str
    value: int | str
    party: str | None = None


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
    statements = list(_rows(workspace.frames.statements(), article_id, "statement_id"))
    finds = [*statements, *_rows(workspace.frames.events(), article_id, "event_id"), *_finds(analysis)]
    finds += [_Find(*focus, "focus", "")] if focus else []
    text = analysis.article.text
    return Reading(
        article_id=article_id,
        article=analysis.article,
        paragraphs=tuple(tuple(_segments(text, *span, finds)) for span in paragraphs(text)),
        statement_ids=tuple(int(find.value) for find in statements),
    )


def _rows(frame: pd.DataFrame, article_id: int, layer: str) -> Iterator[_Find]:
    """The article's statements or events, as corrected, in the order of the text."""
    own = frame[frame["article_id"] == article_id].sort_values(["start", "end", layer])
    for start, end, id_ in zip(own["start"], own["end"], own[layer], strict=True):
        yield _Find(int(start), int(end), layer, int(id_))


def _finds(analysis: Analysis) -> Iterator[_Find]:
    for mention in analysis.mentions:
        yield _Find(mention.start, mention.end, "mention", mention.name, mention.party)
    for date in analysis.dates:
        yield _Find(date.start, date.end, "date", date.value)
    for furniture in analysis.article.furniture:
        yield _Find(furniture.start, furniture.end, "furniture", furniture.kind)


def _segments(text: str, start: int, end: int, finds: Sequence[_Find]) -> Iterator[Segment]:
    """The paragraph from ``start`` to ``end``, cut wherever something begins or ends in it."""
    here = [find for find in finds if find.start < end and find.end > start]
    edges = {edge for find in here for edge in (find.start, find.end) if start < edge < end}
    for left, right in pairwise(sorted({start, end, *edges})):
        over = [find for find in here if find.start <= left and right <= find.end]
        # What begins in the white space before a paragraph is anchored where the paragraph's text begins.
        begins = [one for one in over if one.start == left or (left == start and not text[one.start : left].strip())]
        yield _segment(text[left:right], left, over, begins)


def _segment(text: str, start: int, over: Sequence[_Find], begins: Sequence[_Find]) -> Segment:
    first = {find.layer: find for find in reversed(over)}
    mention, date, furniture = (first.get(layer) for layer in ("mention", "date", "furniture"))
    return Segment(
        text=text,
        start=start,
        statement_ids=tuple(int(find.value) for find in over if find.layer == "statement_id"),
        event_ids=tuple(int(find.value) for find in over if find.layer == "event_id"),
        mention=str(mention.value) if mention else None,
        party=mention.party if mention else None,
        date=str(date.value) if date else None,
        furniture=str(furniture.value) if furniture else None,
        focus="focus" in first,
        anchors=tuple(int(find.value) for find in begins if find.layer == "statement_id"),
    )
