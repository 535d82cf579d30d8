"""A statement's words as the speaker's: what a card shows and what the encoder reads."""

from __future__ import annotations

import re

from analysis.model import Statement, StatementKind

_MARKS = "\"“”„«»'‘’ \t\n,"
_THAT = re.compile(r"^that\b[\s,]*", re.IGNORECASE)


def content(statement: Statement) -> str:
    """Give the speaker's words: without quotation marks, a leading "that" and an inserted "he said", in one line.

    A position is told with its act: "rejected the plan", also where the statement's span is "the plan". Marks inside
    the words stay, so that a quotation within a reported clause can be told from the rest.
    """
    pieces = [_piece(statement, start, end) for start, end in statement.parts or ((statement.start, statement.end),)]
    if statement.kind is StatementKind.DIRECT:
        pieces = [_unquoted(piece) for piece in pieces]
    words = " ".join(" ".join(pieces).split())
    if statement.kind is StatementKind.INDIRECT:
        words = words if _is_pronoun(statement) else _THAT.sub("", words)
    if statement.kind is StatementKind.POSITION and statement.cue and statement.cue.end <= statement.start:
        words = f"{' '.join(statement.cue.text.split())} {words}"
    return words


def _is_pronoun(statement: Statement) -> bool:
    """Whether a leading "that" is what is spoken of, as in "that is not what it signed"."""
    first = next((token for token in statement.tokens if token.start >= statement.start), None)
    return first is not None and first.dep != "mark"


def _piece(statement: Statement, start: int, end: int) -> str:
    return statement.text[start - statement.start : end - statement.start]


def _unquoted(piece: str) -> str:
    piece = piece.strip().removeprefix("''").removeprefix("``").removesuffix("''").strip()
    # A closing mark may stand before or after the comma: both go, a full stop stays.
    piece = re.sub(r"\n\s*[\"“„«]", " ", piece.lstrip(_MARKS))  # a quotation over paragraphs opens each anew
    return re.sub(r"[\s\"“”„«»]*,?[\s\"“”„«»]*$", "", piece)
