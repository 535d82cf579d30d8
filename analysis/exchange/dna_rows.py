"""Coded statements as the Discourse Network Analyzer has them: one for each statement and theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.exchange.selection import records
from analysis.model import StanceLabel

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

# Clear support and oppose are DNA's agreement; a condition, or an unclear stance, is neither yes nor no.
AGREEMENT = {StanceLabel.SUPPORT.value: 1, StanceLabel.OPPOSE.value: 0}


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """One coded statement; empty text is unknown.

    ``agreement`` is 1, 0 or None where the stance takes no clear side; ``score`` the graded stance in [-100, 100],
    ``confidence`` in percent, ``checked`` whether a person corrected or accepted it, ``repeat`` whether another article
    has the same words by the same speaker first.
    """

    article_id: int
    start: int
    end: int
    text: str
    person: str
    organization: str
    concept: str
    theme: str
    stance: str
    agreement: int | None
    score: int
    confidence: int
    checked: bool
    date: str
    condition: str
    repeat: bool


def dna_statements(selection: Selection) -> Iterator[DnaStatement]:
    """The statements in the order of the articles' texts, those without a theme with an empty concept."""
    codings: dict[int, list[dict[str, Any]]] = {}
    for coding in records(selection.evidence.codings.whole()):
        codings.setdefault(coding["statement_id"], []).append(coding)
    for statement in records(selection.evidence.statements.whole()):
        for coding in codings.get(statement["statement_id"], [{}]):
            yield _row(selection, statement, coding)


def _row(selection: Selection, statement: dict[str, Any], coding: dict[str, Any]) -> DnaStatement:
    stance, theme = coding.get("stance") or "", coding.get("theme")
    return DnaStatement(
        article_id=statement["article_id"],
        start=statement["start"],
        end=statement["end"],
        text=statement["text"],
        person=statement["speaker"] or "",
        organization=statement["party"] or "",
        concept=selection.theme(theme) if theme else "",
        theme=theme or "",
        stance=stance,
        agreement=AGREEMENT.get(stance),
        score=round(100 * (coding.get("score") or 0)),
        confidence=round(100 * (coding.get("confidence") or statement["confidence"])),
        checked=any(row.get(mark) for row in (statement, coding) for mark in ("corrected", "reviewed")),
        date=statement["date"] or "",
        condition=coding.get("condition") or "",
        repeat=statement["counts_as"] != statement["statement_id"],
    )


def utf16(text: str, offset: int) -> int:
    """An offset in characters as one in UTF-16 units, which DNA counts."""
    return offset + sum(character > "\uffff" for character in text[:offset])
