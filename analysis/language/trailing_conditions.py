"""Conditions behind what was said that the parser hangs elsewhere: "agreed to a truce, provided that they disarm".

Without its condition a statement says another thing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.language.condition_openers import condition_openers
from analysis.language.spans import end_of, last_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def with_condition(doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch of some content, on to the end of the condition that follows it in its sentence.

    Args:
        doc: the parsed article.
        span: the (start, end) of the content.
    """
    words = doc.char_span(*span, alignment_mode="expand")
    if words is None:
        return span
    at = words.end
    at += at < len(doc) and doc[at].text == ","
    at += at + 1 < len(doc) and doc[at].lower_ == "but" and doc[at + 1].lower_ == "only"  # "but only if they disarm"
    # Most contents are followed by no such word, which costs less to see than where their sentence ends.
    opener = _opener(doc, at) if at < len(doc) and doc[at].lower_ in _openers() else None
    end = words[-1].sent.end
    if opener is None or at >= end:
        return span
    last = last_word(doc, at, min(_opened(opener).right_edge.i, end - 1))
    return span[0], end_of(doc[last])


def _opener(doc: Doc, at: int) -> Token | None:
    """The last of the words that open a condition at a place, if any do: "if" of "only if"."""
    following = [token.lower_ for token in doc[at : at + 4]]
    lengths = (len(opener) for opener in _openers().get(following[0], ()) if following[: len(opener)] == opener)
    return next((doc[at + length - 1] for length in lengths), None)


def _opened(opener: Token) -> Token:
    """The head of the phrase or clause that is opened."""
    head = opener
    while head.head.i > opener.i:
        head = head.head
    return head


@cache
def _openers() -> dict[str, list[list[str]]]:
    """The words that open a condition, by the first of them, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for opener in sorted(condition_openers(), key=len, reverse=True):
        found.setdefault(opener.split()[0], []).append(opener.split())
    return found
