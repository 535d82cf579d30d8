"""The furniture of a news page: what stands in the text and is not reporting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.model import Furniture
from analysis.reading.paragraphs import SPEAKER_LINE, paragraphs
from analysis.reading.small_lines import is_caption, is_closing, small_line_kind, unfinished
from analysis.reading.words import plain, word_set

MAX_HEADING = 100
MAX_DECK = 220
_BULLET = re.compile(r"[•●▪◦‣*–—-]\s")
_NAVIGATION_WORDS = 8
# More short lines in a row than this are a list, which may be reporting, and not headings.
_HEADINGS_IN_A_ROW = 2


_LINKS_IN_A_BOX = 6
# KYIV, April 17, 2025 (Agency) — …; MOSCOW, May 5. /Agency/. …: a place in capitals, then names and numbers.
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]{2,}(?:[,.]?\s+(?:[A-Z][\w.'’-]*|\d{1,4})(?:/[A-Z]\w+)*)*,?\s*(?:\([^)\n]{2,40}\))?[,.]?\s*"
    r"(?:[—–]|--?(?=\s)|(?<=\s)/[A-Z][\w -]+/\.?)\s*(?:/[A-Z][\w -]+/\.?\s*[—–-]?\s*)?(?=[A-Z0-9\"“‘])"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether this can only be reporting: a turn of a transcript, a finished sentence, or a long paragraph."""
        if SPEAKER_LINE.match(self.text):
            return True
        return (not unfinished(self.text) and len(self.text.split()) >= 5) or len(self.text) > MAX_DECK


def find_furniture(text: str, title: str) -> tuple[Furniture, ...]:
    """Find the paragraphs that are not reporting.

    Kinds: ``title``, ``byline``, ``date``, ``photo``, ``label``, ``summary``, ``link``, ``source``, ``share``,
    ``newsletter``, ``copyright``, ``rule``, ``heading``, and ``closing`` for "Related Posts", "Leave a Reply" and all
    that follows them; and ``dateline`` for the place and agency before the first sentence. A text of one paragraph has
    no furniture but its dateline.

    Args:
        text: the article's text.
        title: the article's title; where it is printed again, alone or behind navigation, it is furniture.

    Returns:
        Whole paragraphs (of the first, the dateline alone), in order, as spans in characters.
    """
    lines = [_Line(start, end, text[start:end]) for start, end in paragraphs(text)]
    if len(lines) < 2:
        return _dateline(lines)
    end = _closing_index(lines)
    kinds = [_kind_by_words(lines, index, title) for index in range(end)]
    kinds += ["closing"] * (len(lines) - end)
    if not any(kind is None and line.is_prose for kind, line in zip(kinds, lines, strict=True)):
        # Nothing but short lines: who can't tell headings from reporting must not throw reporting away.
        kinds = [kind if kind in ("title", "closing") else None for kind in kinds]
    else:
        _mark_summary(lines, kinds)
        _mark_links(lines[:end], kinds)
        _mark_headings(lines, kinds)
    marked = [Furniture(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True) if kind]
    reporting = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    return tuple(sorted((*marked, *_dateline(reporting)), key=lambda piece: piece.start))


def _dateline(reporting: list[_Line]) -> tuple[Furniture, ...]:
    """The dateline of the first paragraph that reports; a turn of a transcript has none."""
    if not reporting or SPEAKER_LINE.match(reporting[0].text):
        return ()
    match = _DATELINE.match(reporting[0].text)
    return (Furniture(reporting[0].start, reporting[0].start + match.end(), "dateline"),) if match else ()


def _closing_index(lines: list[_Line]) -> int:
    """The first line that belongs to what follows the article."""
    for index, line in enumerate(lines):
        if not is_closing(line.text):
            continue
        before = sum(len(other.text) for other in lines[:index] if other.is_prose)
        after = sum(len(other.text) for other in lines[index + 1 :] if other.is_prose)
        # A box "Related stories" set into the article has the greater part of the article after it.
        if before > 0 and before >= after:
            return index
    return len(lines)


def _kind_by_words(lines: list[_Line], index: int, title: str) -> str | None:
    line = lines[index]
    following = lines[index + 1].text if index + 1 < len(lines) else None
    if _is_title(line.text, title):
        return "title"
    kind = small_line_kind(line.text)
    if kind:
        return kind
    return "photo" if is_caption(line.text, following) else None


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the title, alone, with the outlet's name after it, or behind the words of navigation."""
    name, wanted = plain(line), plain(title)
    # A title with a full stop may be the article's only sentence on its subject, and is kept.
    if len(wanted.split()) < 2 or not unfinished(line.rstrip("?!…")):
        return False
    if name == wanted:
        return True
    shorter, longer = sorted((name, wanted), key=len)
    rest = longer.replace(shorter, "", 1).strip(" |-–—:»>/")
    return (
        longer.startswith(shorter) or longer.endswith(shorter)
        if len(shorter.split()) >= 4 and len(rest.split()) <= _NAVIGATION_WORDS
        else False
    )


def _mark_summary(lines: list[_Line], kinds: list[str | None]) -> None:
    """Bullets above the first paragraph, or under a heading such as "Key points", sum the article up."""
    headed, in_body = False, False
    for index, line in enumerate(lines):
        bullet = bool(_BULLET.match(line.text))
        if plain(line.text) in word_set("summary", "phrases"):
            kinds[index], headed = "summary", True
        elif bullet and kinds[index] is None and (headed or (not in_body and unfinished(line.text))):
            kinds[index] = "summary"
        elif kinds[index] is None:
            # Bullets further down, or in whole sentences, are the text of a fact sheet.
            headed, in_body = False, in_body or bullet or line.is_prose


def _mark_links(lines: list[_Line], kinds: list[str | None]) -> None:
    """The headlines of other articles that stand under "Related stories" or "Read also" in the midst of an article."""
    room = 0
    for index, line in enumerate(lines):
        if _heads_links(line.text):
            kinds[index], room = "link", _LINKS_IN_A_BOX
        elif kinds[index] is None and room and len(line.text) <= MAX_HEADING and not line.text.endswith((".", ":")):
            kinds[index], room = "link", room - 1
        elif kinds[index] is None:
            room = 0


def _heads_links(line: str) -> bool:
    words = plain(line)
    return words in word_set("closing", "phrases") or words in word_set("link", "prefixes")


def _mark_headings(lines: list[_Line], kinds: list[str | None]) -> None:
    """Short lines without a final stop are decks above the first paragraph and headings between paragraphs."""
    prose = [index for index, line in enumerate(lines) if kinds[index] is None and line.is_prose]
    first, last = prose[0], prose[-1]
    for index in range(first):
        line = lines[index].text
        if kinds[index] is None and unfinished(line) and line[-1] != ":" and not _BULLET.match(line):
            kinds[index] = "heading"
    if any(SPEAKER_LINE.match(line.text) for line in lines):
        # What is short and unfinished in a transcript was said so.
        return
    run: list[int] = []
    for index in range(first + 1, last + 1):
        if kinds[index] is None and _is_heading(lines[index].text):
            run.append(index)
        elif kinds[index] is None:
            if len(run) <= _HEADINGS_IN_A_ROW:
                for heading in run:
                    kinds[heading] = "heading"
            run = []


def _is_heading(line: str) -> bool:
    if len(line) > MAX_HEADING or not unfinished(line) or line[-1] in ":,-–—" or _BULLET.match(line):
        return False
    return not re.search(r"[.!?][”\"’']", line) and not line[0].islower() and len(line.split()) <= 15
