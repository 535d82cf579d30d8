"""An article in pieces, each with what was found in it, for showing everything in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.model import Article
    from analysis.store import Workspace


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in which nothing begins or ends; plain text, to be escaped by whoever shows it.

    ``statement_ids`` and ``event_ids`` are what it is part of, ``mention`` the actor it names, ``date`` the ISO date it
    means, ``furniture`` the kind of furniture ("byline"), ``focus`` whether it lies in the span that was asked for.
    ``anchors`` are the statements that begin here: their places to jump to.
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


def read(workspace: Workspace, article_id: int, focus: tuple[int, int] | None = None) -> Reading:
    """The article in segments.

    Args:
        workspace: where it is.
        article_id: which; LookupError from the store if it is gone.
        focus: (start, end) of what to light above all, such as the statement whose card was clicked.
    """
    raise NotImplementedError
