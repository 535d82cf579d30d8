"""The paragraphs of a text, whether each is one line or several lines of a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

# Mail and typewriter conventions wrap at 72 to 80 columns; a line longer than this is a paragraph by itself.
MAX_WRAPPED_LINE = 90
MIN_WRAPPED_LINE = 40
# A line that is this much shorter than the others ends its paragraph, even if the next word had been too long.
_FULL = 0.75
_FULL_AT_STOP = 0.9
_LINE = re.compile(r"\S[^\n]*(?<=\S)")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$")
SPEAKER_LINE = re.compile(
    r"""(?:
        Q(?:\s{2,}|:\s|\t)                                  # a reporter's question
      | (?:[A-Z][A-Z.'’&-]*\s){0,6}[A-Z][A-Z.'’&-]+          # MS. PSAKI, SECRETARY RUBIO, THE PRESIDENT
        (?:\s\([^)\n]{1,40}\))?(?:,\s[^:\n]{1,40})?:(?=\s|$)
      | (?:(?:Mr|Mrs|Ms|Dr|Secretary|President|Minister|Question|Answer|Moderator|Interviewer)\b\.?\s?){1,2}
        (?:[A-Z][\w.'’-]+\s?){0,3}:\s
    )""",
    re.VERBOSE,
)
_DIVIDED = re.compile(r"[a-z]-$")
_ITEM = re.compile(r"(?:[•●▪◦‣*–—-]|\(?\d{1,2}[.)])\s")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Split a text into paragraphs.

    Lines of a text that isn't wrapped are one paragraph each. In a text that is hard-wrapped, lines are joined until a
    blank line, a line that is clearly shorter than the others, a speaker of a transcript or the item of a list.

    Returns:
        Spans (start, end) in characters, in order, without surrounding white space.
    """
    lines = _lines(text)
    return _join(text, lines, _wrapped_width(text, lines))


def wrapped_paragraphs(text: str) -> list[tuple[int, int]]:
    """Split a text that is known to be wrapped, at whatever width, such as that of a PDF; see :func:`paragraphs`."""
    lines = _lines(text)
    return _join(text, lines, _usual_length(lines)) if lines else []


def _lines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in _LINE.finditer(text)]


def _join(text: str, lines: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in lines:
        if spans and width and _continues(text, spans[-1], start, width):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _usual_length(lines: list[tuple[int, int]]) -> int:
    """What nine of ten lines are not longer than; a single long address must not set the width."""
    lengths = sorted(end - start for start, end in lines)
    return lengths[int(0.9 * (len(lengths) - 1) + 0.5)]


def _wrapped_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width that the text is wrapped at, or 0 where it isn't."""
    breaks = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a[1], b[0])]
    if not breaks or any(end - start > 2 * MAX_WRAPPED_LINE for start, end in lines):
        return 0
    width = _usual_length([line for line, _ in breaks])
    if not MIN_WRAPPED_LINE <= width <= MAX_WRAPPED_LINE:
        return 0
    full = [a for a, b in breaks if _is_full(text, a, b[0], width)]
    ends = sum(1 for start, end in full if _SENTENCE_END.search(text, start, end))
    wrapped = len(full) >= 0.6 * len(breaks) and ends <= 0.5 * len(full)
    return width if wrapped else 0


def _continues(text: str, before: tuple[int, int], start: int, width: int) -> bool:
    if not _adjacent(text, before[1], start) or SPEAKER_LINE.match(text, start) or _ITEM.match(text, start):
        return False
    if _DIVIDED.search(text, before[0], before[1]) and text[start].islower():
        return True
    line_start = max(before[0], text.rfind("\n", 0, before[1]) + 1)
    return _is_full(text, (line_start, before[1]), start, width)


def _is_full(text: str, line: tuple[int, int], following: int, width: int) -> bool:
    """Whether the first word of the following line would not have fitted into this one, give or take."""
    word = re.compile(r"\S+").match(text, following)
    room = len(word.group()) if word else 0
    share = _FULL_AT_STOP if _SENTENCE_END.search(text, line[0], line[1]) else _FULL
    return line[1] - line[0] + 1 + room > share * width


def _adjacent(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) == 1
