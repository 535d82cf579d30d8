"""Statements coded by hand in another tool -> corrections of what Parley found at the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.exchange.selection import records
from analysis.model import StanceLabel
from analysis.reading.coded import CodedStatement
from analysis.store.correction_fields import Correction

if TYPE_CHECKING:
    from analysis.model import Codebook
    from analysis.store import Workspace

# The share of common text from which on two spans are the same statement.
_SAME_SPAN = 0.5
# Letters of a title that tell it from others; DNA cuts long ones.
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A coded statement, or its concept, that could not be taken over, and why."""

    document: str
    statement: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of taking codings over; ``batch`` undoes all of it (None where nothing was placed).

    ``missing`` are the documents whose articles are not in the workspace.
    """

    placed: int
    unplaced: tuple[Unplaced, ...]
    missing: tuple[str, ...]
    batch: str | None


def place_codings(workspace: Workspace, codings: Sequence[CodedStatement], user: str) -> Placed:
    """Take codings over where Parley found a statement at the same place: all together, so that one step undoes them.

    Speaker, party and stance become corrections, and the statement counts as accepted. A concept must be the name or
    the id of a theme. Whatever can't be placed is in the report, with the reason; nothing is dropped in silence.
    """
    places = _Places(workspace)
    corrections: list[Correction] = []
    unplaced: list[Unplaced] = []
    missing: dict[str, None] = {}
    placed = 0
    for coding in codings:
        found = places.find(coding)
        if isinstance(found, str):
            unplaced.append(Unplaced(coding.document, coding.name, coding.text, found))
            if found == _NO_ARTICLE:
                missing[coding.document] = None
            continue
        placed += 1
        corrections += _corrections(coding, found, places)
        if coding.concept and places.theme(coding.concept) is None:
            reason = f"“{coding.concept}” is no theme of the codebook; add it there and take the file in again."
            unplaced.append(Unplaced(coding.document, coding.name, coding.text, reason))
    batch = workspace.corrections.make(corrections, user) if corrections else None
    return Placed(placed, tuple(unplaced), tuple(missing), batch)


_NO_ARTICLE = "The article is not in the workspace, or not analysed yet."
_NO_TEXT = "The words are not in the article’s text."
_NO_STATEMENT = "Parley found no statement there."


class _Places:
    """Finds the statement that a coding is about."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._articles = records(workspace.frames.with_texts(workspace.frames.articles()))
        self._themes = _themes(workspace.codebook())
        self._texts: dict[int, str] = {}
        self._statements: dict[int, list[dict[str, Any]]] = {}
        for row in records(workspace.frames.statements()):
            self._statements.setdefault(row["article_id"], []).append(row)

    def theme(self, concept: str) -> str | None:
        """The id of the theme that a concept names."""
        return self._themes.get(_letters(concept))

    def find(self, coding: CodedStatement) -> dict[str, Any] | str:
        """The row of the statement, or why there is none."""
        reason = _NO_ARTICLE
        for article_id in self._candidates(coding):
            span = self._span(coding, self._text(article_id))
            if span is None:
                reason = _NO_TEXT
                continue
            found = _at(span, self._statements.get(article_id, []))
            if found:
                return found
            reason = _NO_STATEMENT
        return reason

    def _candidates(self, coding: CodedStatement) -> list[int]:
        """Articles that may be the document, of its file or title: first those of its text, then of its outlet."""
        title = _letters(coding.title)[:_TITLE]
        same = [
            row
            for row in self._articles
            if row["file"] == coding.document or (title and _letters(row["title"]).startswith(title))
        ]
        same.sort(
            key=lambda row: (
                row["file"] != coding.document,
                not coding.document_text or self._text(row["article_id"]) != coding.document_text,
                _letters(row["source"] or "") != _letters(coding.source),
            )
        )
        return [row["article_id"] for row in same]

    def _text(self, article_id: int) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._workspace.article(article_id).text
        return self._texts[article_id]

    @staticmethod
    def _span(coding: CodedStatement, text: str) -> tuple[int, int] | None:
        if _letters(text[coding.start : coding.end]) == _letters(coding.text):
            return coding.start, coding.end
        # DNA swaps some punctuation in its lists, and an article may have come from another file.
        words = r"\W+".join(map(re.escape, re.findall(r"\w+", coding.text)))
        matches = list(re.finditer(words, text)) if words else []
        return matches[0].span() if len(matches) == 1 else None


def _at(span: tuple[int, int], statements: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The statement that shares most text with a span, or the only one that lies within it."""

    def share(row: dict[str, Any]) -> float:
        common: float = min(row["end"], span[1]) - max(row["start"], span[0])
        return common / float(max(row["end"], span[1]) - min(row["start"], span[0]))

    best = max(statements, key=share, default=None)
    if best and share(best) >= _SAME_SPAN:
        return best
    within = [row for row in statements if span[0] <= row["start"] and row["end"] <= span[1]]
    return within[0] if len(within) == 1 else None


def _corrections(coding: CodedStatement, found: dict[str, Any], places: _Places) -> Iterator[Correction]:
    id_ = found["statement_id"]
    for field, value in (("speaker", coding.speaker), ("party", coding.party)):
        if value and value != found[field]:
            yield Correction(id_, field, value)
    theme, stance = places.theme(coding.concept or ""), _stance(coding)
    if theme and stance:
        yield Correction(id_, "stance", stance, theme)
    yield Correction(id_, "accepted", True)


def _stance(coding: CodedStatement) -> str | None:
    if coding.stance in tuple(StanceLabel):
        return coding.stance
    if coding.agreement is None:
        return None
    return (StanceLabel.SUPPORT if coding.agreement else StanceLabel.OPPOSE).value


def _themes(codebook: Codebook | None) -> dict[str, str]:
    themes = codebook.themes if codebook else ()
    return {_letters(words): theme.id for theme in themes for words in (theme.id, theme.name)}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
