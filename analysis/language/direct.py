"""Direct statements: quotations, with the cue that attributes each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.language.attributions import Attribution
from analysis.language.candidates import cue_stretch
from analysis.language.quotations import Quotation
from analysis.language.sources import source_words, subject_of
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A cue stands at most this many tokens from its quotation: "said X, the head of Y," can be long.
REACH = 40
_ENDS_OPEN = re.compile(r"[,?!…—–-]\W*$")
_SENTENCE_LIKE = re.compile(r"\W*[A-Z0-9]")
CONFIDENCE_CUED, CONFIDENCE_BEFORE, CONFIDENCE_ALONE = 0.97, 0.93, 0.7


@dataclass
class _Paragraph:
    """A paragraph with the quotations that touch it."""

    start: int
    end: int
    quotations: list[Quotation] = field(default_factory=list)


def direct_statements(doc: Doc, quotations: list[Quotation], skipped: list[tuple[int, int]]) -> list[Attribution]:
    """Attribute the quotations that are somebody's words; titles and single quoted words are left out.

    Args:
        doc: the parsed article, with ``doc._.paragraphs``.
        quotations: what :func:`analysis.language.quotations.find_quotations` gave.
        skipped: stretches that hold no statement (furniture, headlines); a cue may stand after one.
    """
    paragraphs = [
        _Paragraph(a, b, [q for q in quotations if any(a <= start < b for start, _ in q.parts)])
        for a, b in doc._.paragraphs
        if not any(start <= a and b <= end for start, end in skipped)
    ]
    found: list[Attribution] = []
    done: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        previous = paragraphs[index - 1] if index else None
        for number, quotation in enumerate(paragraph.quotations):
            # A quotation over several paragraphs is attributed where it ends.
            if quotation.start in done or quotation.end > paragraph.end:
                continue
            done.add(quotation.start)
            made = _attribute(doc, quotation, number, paragraph, previous, following, found)
            if made is not None:
                found.append(made)
    return found


def _attribute(
    doc: Doc,
    quotation: Quotation,
    number: int,
    paragraph: _Paragraph,
    previous: _Paragraph | None,
    following: _Paragraph | None,
    found: list[Attribution],
) -> Attribution | None:
    after = _gap_after(quotation, number, paragraph)
    before = _gap_before(quotation, number, paragraph, doc)
    cue = _cue_after(doc, quotation, after)
    if cue is None and following is not None and after[0] >= paragraph.end:
        cue = _cue_of_next_line(doc, quotation, following)
    if cue is not None:
        return _attribution(quotation, cue, CONFIDENCE_CUED)
    if found and _goes_on(doc, found[-1], before, quotation):
        last = found.pop()
        return replace(last, parts=last.parts + quotation.parts)
    cue = _cue_before(doc, quotation, before)
    if cue is not None:
        return _attribution(quotation, cue, CONFIDENCE_BEFORE)
    if _stands_alone(doc, quotation, paragraph) and (found or previous is not None):
        cue = _cue_of_line_before(doc, previous) if previous is not None else None
        if cue is not None:
            return _attribution(quotation, cue, CONFIDENCE_BEFORE)
        return Attribution(StatementKind.DIRECT, quotation.parts, None, None, CONFIDENCE_ALONE)
    return None


def _attribution(quotation: Quotation, cue: Token, confidence: float) -> Attribution:
    subject = subject_of(cue) or _beside(cue)
    source = source_words(subject) if subject is not None else None
    return Attribution(StatementKind.DIRECT, quotation.parts, cue_stretch(cue), source, confidence, cue)


def _beside(cue: Token) -> Token | None:
    """The name next to a cue whose subject the parser missed: "said Abiy"."""
    for step in (1, -1):
        index = cue.i + step
        if 0 <= index < len(cue.doc) and cue.doc[index].pos_ in ("PROPN", "PRON", "NOUN"):
            return cue.doc[index]
    return None


def _gap_after(quotation: Quotation, number: int, paragraph: _Paragraph) -> tuple[int, int]:
    rest = paragraph.quotations[number + 1 :]
    return quotation.end, rest[0].start if rest else paragraph.end


def _gap_before(quotation: Quotation, number: int, paragraph: _Paragraph, doc: Doc) -> tuple[int, int]:
    if number:
        return paragraph.quotations[number - 1].end, quotation.start
    start = paragraph.start
    if quotation.start < paragraph.start:
        start = next(a for a, b in doc._.paragraphs if a <= quotation.start < b)
    return start, quotation.start


def _words(doc: Doc, stretch: tuple[int, int]) -> list[Token]:
    span = doc.char_span(*stretch, alignment_mode="contract") if stretch[1] > stretch[0] else None
    return [t for t in span or () if not t.is_space]


def _cue_after(doc: Doc, quotation: Quotation, after: tuple[int, int]) -> Token | None:
    """The cue of '"A," he said'."""
    words = _words(doc, after)
    open_end = bool(_ENDS_OPEN.search(doc.text[quotation.start : quotation.end])) or (words and words[0].text == ",")
    if not words or not (open_end or (words[0].text[0].islower() and len(words) < REACH)):
        return None
    return _first_cue(words[:REACH], quotation)


def _first_cue(words: list[Token], quotation: Quotation) -> Token | None:
    """The first verb of a clause that follows a quotation, unless it belongs to another clause."""
    for word in words:
        if word.text in (".", ";", ":") or word.text == "—":
            return None
        if word.pos_ == "VERB" and word.tag_ != "VB" and word.dep_ not in ("relcl", "acl", "amod", "compound"):
            return word
    return None


def _cue_of_next_line(doc: Doc, quotation: Quotation, following: _Paragraph) -> Token | None:
    """ "he said" on a line of its own, after a line that was put in between."""
    if not re.search(r",\W*$", doc.text[quotation.start : quotation.end]) or (
        following.quotations[:1] and (following.quotations[0].start == following.start)
    ):
        return None
    return _first_cue(_words(doc, (following.start, following.end))[:6], quotation)


def _goes_on(doc: Doc, last: Attribution, before: tuple[int, int], quotation: Quotation) -> bool:
    """Whether '"B."' goes on from '"A," he said.': nothing but the cue's own clause lies between them."""
    if last.cue is None or last.kind is not StatementKind.DIRECT or last.parts[-1][1] != before[0]:
        return False
    if not (before[0] <= last.cue[0] and last.cue[1] <= before[1]):
        return False
    between = doc.text[last.cue[1] : before[1]].strip()
    words = _words(doc, (last.cue[1], before[1]))
    second = any(w.pos_ == "VERB" and w.dep_ in ("advcl", "conj") for w in words) and not between.endswith(".")
    return not second and not between.endswith(":") and not re.search(r"[.!?]\s+\S", between)


def _cue_before(doc: Doc, quotation: Quotation, before: tuple[int, int]) -> Token | None:
    """The cue of 'he said: "A."'."""
    words = _words(doc, before)
    for a, b in pairwise([None, *words]):
        if a is not None and b is not None and b.is_sent_start and a.text in (".", "!", "?"):
            words = words[words.index(b) :]
    if not words or not _SENTENCE_LIKE.match(doc.text[quotation.start + quotation.mark :]):
        return None
    return _last_cue(words, colon=words[-1].text == ":", comma=words[-1].text == ",")


def _last_cue(words: list[Token], colon: bool, comma: bool) -> Token | None:
    verbs = [
        w for w in words[-REACH:] if w.pos_ in ("VERB", "AUX") and w.dep_ not in ("relcl", "aux", "auxpass", "amod")
    ]
    if not verbs:
        return None
    if colon or comma or verbs[-1] is words[-1]:
        return verbs[-1]
    return None


def _stands_alone(doc: Doc, quotation: Quotation, paragraph: _Paragraph) -> bool:
    inside = doc.text[quotation.start + quotation.mark : quotation.end]
    at_start = any(start == paragraph.start for start, _ in quotation.parts)
    return at_start and len(inside.split()) >= 4 and bool(_SENTENCE_LIKE.match(inside))


def _cue_of_line_before(doc: Doc, previous: _Paragraph) -> Token | None:
    """The cue of a paragraph that ends with a colon and leads to the quotation."""
    if not doc.text[previous.start : previous.end].rstrip().endswith(":"):
        return None
    words = _words(doc, (previous.start, previous.end))
    starts = [i for i, w in enumerate(words) if w.is_sent_start]
    return _last_cue(words[starts[-1] if starts else 0 :], colon=True, comma=False)
