"""Statements that people coded in another tool."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """One statement coded by hand.

    ``name`` and ``document`` name it and its article, for messages; ``title``, ``source`` (the outlet) and
    ``document_text`` are the document's, empty where unknown. ``start`` and ``end`` are offsets in characters into the
    document. ``concept`` is a theme by its name or id, ``agreement`` 1 or 0, ``stance`` a label of ``StanceLabel``;
    None where it isn't known.
    """

    name: str
    document: str
    title: str
    source: str
    document_text: str
    start: int
    end: int
    text: str
    speaker: str | None
    party: str | None
    concept: str | None
    agreement: int | None
    stance: str | None


def from_utf16(text: str, offset: int) -> int:
    """An offset in UTF-16 units, as Java and so DNA counts, as one in characters."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * max(offset, 0)]
    return len(units.decode("utf-16-le", "ignore"))


def waiting() -> str:
    """What a reader says of codings, which are no part of an article."""
    return (
        "What was coded in it by hand is not taken over yet: once the article is analysed, add the same file on the "
        "page Export, under “Coded by hand”."
    )
