"""The stretches of a text that stand in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

OPENING = "“„«"
CLOSING = "”»"
# A mark of feet, inches or minutes is no quotation mark: 6'2".
_MARK = re.compile(r"[“„«”»]|(?<!\d)\"|(?<=[^\s\d]\d)\"|(?<=[,.!?…]\d)\"|'''?|``|\"")


# Single marks are apostrophes too: they hold a quotation only where one opens after white space and the one that closes
# stands at a stop or a comma.
_SINGLE = re.compile(r"(?<![^\s(])[‘'](?=[^\W\d_]).+?(?:(?<=[,.!?…])[’'](?!\w)|(?<=\w)[’'](?=[,.](?:\s|$)))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks, as character offsets.

    ``parts`` has one (start, end) pair for each paragraph that the quotation runs over; ``closed`` is False where its
    closing mark is missing.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    closed: bool = True
    mark: int = 1  # characters of the opening mark: two for ''

    def covers(self, start: int, end: int) -> bool:
        """Whether the stretch lies within the quotation."""
        return any(a <= start and end <= b for a, b in self.parts)


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Find quotations in curly, straight, doubled and angle marks, and in single ones where a paragraph has no others.

    A quotation that a paragraph leaves open goes on in the next paragraph if that one opens with a mark, as printers
    do; otherwise its closing mark was forgotten, and it ends with the sentence (with the paragraph, if the paragraph
    opens with it).

    Args:
        text: the text of an article.
        paragraphs: its paragraphs, as (start, end) offsets.

    Returns:
        The quotations in the order of the text; they never overlap.
    """
    pieces = [_in_paragraph(text, start, end) for start, end in paragraphs]
    joined: list[Quotation] = []
    for index, piece in enumerate(pieces):
        goes_on = bool(index and joined and pieces[index - 1] and _continues(joined[-1], piece, paragraphs, index))
        for number, quotation in enumerate(piece):
            if goes_on and number == 0:
                last = joined.pop()
                joined.append(Quotation(last.start, quotation.end, last.parts + quotation.parts, quotation.closed))
            else:
                joined.append(quotation)
    return [_ended(text, quotation, paragraphs) for quotation in joined]


def _continues(last: Quotation, piece: list[Quotation], paragraphs: list[tuple[int, int]], index: int) -> bool:
    """Whether the first quotation of a paragraph goes on from the open last one of the paragraph before."""
    open_to_the_end = not last.closed and last.end == paragraphs[index - 1][1]
    return bool(piece) and open_to_the_end and piece[0].start == paragraphs[index][0]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _can_open(text, mark, start, end):
                opened = mark
        elif _can_close(text, mark, end):
            span = (opened.start(), mark.end())
            if mark.start() > opened.end():
                found.append(Quotation(*span, (span,), mark=len(opened.group())))
            opened = None
        elif mark.group() in OPENING:
            opened = mark
    if opened is not None:
        span = (opened.start(), end)
        found.append(Quotation(*span, (span,), closed=False, mark=len(opened.group())))
    return found or [Quotation(*single.span(), (single.span(),)) for single in _SINGLE.finditer(text, start, end)]


def _can_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.end() >= end or mark.group() in CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    # A straight mark after a word or a digit closes something, or measures it.
    return mark.group() in OPENING or not (before.isalnum() and not text[mark.end()].isalnum())


def _can_close(text: str, mark: re.Match[str], end: int) -> bool:
    if mark.group() not in OPENING:
        return True
    # An opening mark typed for a closing one: it follows a word and a space or a stop follows it.
    after = text[mark.end()] if mark.end() < end else " "
    return not text[mark.start() - 1].isspace() and not after.isalnum()


def _ended(text: str, quotation: Quotation, paragraphs: list[tuple[int, int]]) -> Quotation:
    """Give a quotation without a closing mark the end of its sentence or paragraph."""
    if quotation.closed or len(quotation.parts) > 1:
        return quotation
    if any(start == quotation.start for start, _ in paragraphs):
        return quotation
    stop = re.search(r"[.!?](?=\s|$)", text[quotation.start : quotation.end])
    end = quotation.start + stop.start() if stop else quotation.end
    return Quotation(quotation.start, end, ((quotation.start, end),), closed=False, mark=quotation.mark)


def gaps(quotations: list[Quotation], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between start and end that lie outside the quotations."""
    inside = [part for quotation in quotations for part in quotation.parts if part[0] < end and part[1] > start]
    edges = [start, *(offset for part in sorted(inside) for offset in part), end]
    return [(a, b) for a, b in list(pairwise(edges))[::2] if b > a]
