"""The statement card: everything a page shows of one statement, as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.store import Workspace


@dataclass(frozen=True, slots=True)
class CardTheme:
    """The stance of the card's statement on one theme; ``name`` is the theme's name in words."""

    theme: str
    name: str
    stance: str
    score: float
    confidence: float
    condition: str | None
    suggested: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One statement. ``before``, ``words`` and ``after`` together are its sentence.

    ``date`` is in words ("17 April 2025", "date unknown" where ``date_known`` is false); ``start`` and ``end`` are the
    offsets of the statement in its article; ``reprints`` are the other outlets that carry the same words; ``weak`` says
    that the extraction's confidence is below 0.5.
    """

    statement_id: int
    article_id: int
    speaker: str
    party: str
    role: str
    kind: str
    date: str
    date_known: bool
    outlet: str
    title: str
    themes: tuple[CardTheme, ...]
    content: str
    before: str
    words: str
    after: str
    start: int
    end: int
    confidence: float
    reprints: tuple[str, ...]
    corrected: bool
    weak: bool


def cards(workspace: Workspace, statement_ids: Sequence[int], names: Mapping[str, str] | None = None) -> list[Card]:
    """The cards of the statements, in the order of the ids; an id that is gone is left out.

    Args:
        workspace: where the statements are.
        statement_ids: the statements wanted.
        names: theme id -> name (``options.theme_names``); an id without a name is shown with spaces for underscores.
    """
    raise NotImplementedError


def lit(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in pieces, true where a piece is a word of the query (or of a phrase in its quotation marks).

    The pieces joined are the text. Words match in any inflection that shares their stem.
    """
    raise NotImplementedError
