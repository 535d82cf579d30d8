"""Direct statements: quotations, with the cue that attributes each of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.language.attributions import Attribution
from analysis.language.extensions import text_of
from analysis.language.quotations import Quotation
from analysis.language.quote_cues import (
    clause_marker,
    cue_after,
    cue_after_clause,
    cue_before,
    cue_of_line_after,
    cue_of_line_before,
    ends_open,
    is_sentence_like,
    is_speech,
    is_title,
    name_before,
    reports,
    sentence_before,
    words_between,
)
from analysis.language.sources import name_beside, object_of_according, source_words, subject_of
from analysis.language.spans import cue_stretch
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Shares of such quotations that people attributed, in PolNeAR's training part.
CONFIDENCE_CUED, CONFIDENCE_BEFORE, CONFIDENCE_ALONE = 0.97, 0.93, 0.7
# '"A," he said. "B."' is one statement up to this many words; a longer one would hide its themes from each other.
WORDS_TOGETHER = 100


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
    spoken = [q for q in quotations if not is_title(doc, q)]
    paragraphs = [
        _Paragraph(a, b, [q for q in spoken if any(a <= start < b for start, _ in q.parts)])
        for a, b in doc._.paragraphs
        if not any(start <= a and b <= end for start, end in skipped)
    ]
    found: list[Attribution] = []
    for index, paragraph in enumerate(paragraphs):
        for number, quotation in enumerate(paragraph.quotations):
            # A quotation over several paragraphs is attributed where it ends.
            if quotation.end <= paragraph.end:
                place = _Place(doc, paragraphs, index, number, quotation)
                if _joins_last(place, found):
                    continue
                new = place.attributed(found[-1] if found else None)
                if new and new[0].cue is None and _goes_on(place, found[-1] if found else None):
                    last = found.pop()
                    new = [replace(last, parts=last.parts + new[0].parts)]
                found += new
    return found


@dataclass
class _Place:
    """Where a quotation stands: its paragraph and the stretches before and after it."""

    doc: Doc
    paragraphs: list[_Paragraph]
    index: int
    number: int
    quotation: Quotation

    @property
    def before(self) -> int:
        """Where the stretch between the quotation and the one before it in the paragraph begins."""
        if self.number:
            return self.paragraphs[self.index].quotations[self.number - 1].end
        if len(self.quotation.parts) == 1:
            return self.paragraphs[self.index].start
        return next(int(a) for a, b in self.doc._.paragraphs if a <= self.quotation.start < b)

    @property
    def after(self) -> int:
        """Where the stretch between the quotation and the next one in the paragraph ends."""
        rest = self.paragraphs[self.index].quotations[self.number + 1 :]
        return rest[0].start if rest else self.paragraphs[self.index].end

    def attributed(self, last: Attribution | None) -> list[Attribution]:
        """The statement that the quotation is, if it is one."""
        doc, quotation = self.doc, self.quotation
        cue = cue_before(doc, quotation, self.before)
        if (cue is None or not is_speech(cue)) and (name := name_before(doc, quotation, self.before)) is not None:
            return [Attribution(StatementKind.DIRECT, quotation.parts, None, name, CONFIDENCE_BEFORE)]
        if cue is not None and (said_after := self._said_after_colon(cue)) is not None:
            return self._with_beginning(said_after)
        if cue is not None:
            marker = clause_marker(cue, quotation)
            parts = quotation.parts if marker is None else _beginning_at(marker.idx, quotation.parts)
            return [_attribution(parts, cue, CONFIDENCE_BEFORE, (self.before, quotation.start))]
        if not reports(sentence_before(doc, self.before, quotation.start)):
            cue = cue_after(doc, quotation, self.after)
            if cue is not None:
                return self._with_beginning(cue)
            late = cue_after_clause(doc, quotation, self.after)
            if late is not None:
                parts = (*quotation.parts[:-1], (quotation.parts[-1][0], late[1]))
                return [_attribution(parts, late[0], CONFIDENCE_BEFORE, (late[1], self.after))]
        cue = self._cue_of_next_line()
        if cue is not None:
            return [_attribution(quotation.parts, cue, CONFIDENCE_CUED, None)]
        if self._stands_alone() and (last is not None or self.index):
            return [self._alone(last)]
        return []

    def _said_after_colon(self, before: Token) -> Token | None:
        """The cue after a quotation that a clause with a colon leads to: 'They doubt it: "It won't," said Haile.'."""
        if is_speech(before) and not ends_open(self.doc, self.quotation):
            return None  # 'He told Reuters: "It won't." He added ...'
        words = sentence_before(self.doc, self.before, self.quotation.start)
        cue = cue_after(self.doc, self.quotation, self.after) if words and words[-1].text == ":" else None
        named = cue is not None and any(child.dep_ == "nsubj" for child in cue.children)
        return cue if cue is not None and named and is_speech(cue) else None

    def _with_beginning(self, cue: Token) -> list[Attribution]:
        """The quotation and the words of its sentence before it, as in 'The plan "is a trap," he said'."""
        quotation, parts, within = self.quotation, self.quotation.parts, (self.quotation.end, self.after)
        words = sentence_before(self.doc, self.before, quotation.start)
        if words and words[-1].text not in (":", ","):
            if cue.lower_ != "according" and (not is_speech(cue) or any(c.dep_ == "ccomp" for c in cue.rights)):
                return []
            parts = _beginning_at(words[0].idx, parts)
        return [_attribution(parts, cue, CONFIDENCE_CUED, within)]

    def _cue_of_next_line(self) -> Token | None:
        following = self.paragraphs[self.index + 1 : self.index + 2]
        if (
            not following
            or self.after > self.quotation.end
            or (following[0].quotations[:1] and (following[0].quotations[0].start == following[0].start))
        ):
            return None
        return cue_of_line_after(self.doc, self.quotation, (following[0].start, following[0].end))

    def _stands_alone(self) -> bool:
        inside = text_of(self.doc)[self.quotation.start + self.quotation.mark : self.quotation.end]
        at_start = any(start == self.paragraphs[self.index].start for start, _ in self.quotation.parts)
        return at_start and len(inside.split()) >= 4 and is_sentence_like(self.doc, self.quotation)

    def _alone(self, last: Attribution | None) -> Attribution:
        if self.index:
            line = self.paragraphs[self.index - 1]
            cue = cue_of_line_before(self.doc, (line.start, line.end))
            if cue is not None:
                return _attribution(self.quotation.parts, cue, CONFIDENCE_BEFORE, None)
        # Who speaks on is named where the statement before names its source.
        follows = last is not None and self.index and last.end >= self.paragraphs[self.index - 1].start
        source = last.source if last is not None and follows else None
        return Attribution(StatementKind.DIRECT, self.quotation.parts, None, source, CONFIDENCE_ALONE)


def _beginning_at(start: int, parts: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return ((start, parts[0][1]), *parts[1:])


def _joins_last(place: _Place, found: list[Attribution]) -> bool:
    """Add a quotation to the last statement if it goes on from it: '"A," he said. "B."'.

    Where both together are longer than a card should be, the second is a statement of its own by the same speaker.
    """
    last = found[-1] if found else None
    if last is None or last.cue is None or last.parts[-1][1] != place.before or not place.number:
        return False
    start = place.quotation.start
    if not (place.before <= last.cue[0] and last.cue[1] <= start):
        return False
    words = words_between(place.doc, last.cue[1], start)
    if words and words[-1].text not in (".", ","):
        return False
    if any(w.text in (".", "!", "?", ":") for w in words[:-1]) or cue_after(place.doc, place.quotation, place.after):
        return False
    second = any(w.pos_ == "VERB" and w.dep_ in ("advcl", "conj") for w in words)
    if words and words[-1].text == "." and not is_sentence_like(place.doc, place.quotation):
        return False
    if second and (not words or words[-1].text == ","):
        return False
    parts = last.parts + place.quotation.parts
    if words and words[-1].text == "." and _count_words(text_of(place.doc), parts) > WORDS_TOGETHER:
        found.append(replace(last, parts=place.quotation.parts))
    else:
        found[-1] = replace(last, parts=parts)
    return True


def _goes_on(place: _Place, last: Attribution | None) -> bool:
    """Whether a paragraph that is a quotation goes on from a "he said" that ends the paragraph before."""
    if last is None or last.cue is None or not place.index:
        return False
    line, own = place.paragraphs[place.index - 1 : place.index + 1]
    words = words_between(place.doc, last.cue[1], line.end)
    follows = line.start <= last.end <= last.cue[0] and place.quotation.start == own.start
    ended = all(word.text not in (".", "!", "?", ":") for word in words[:-1])
    together = last.parts + place.quotation.parts
    return follows and ended and _count_words(text_of(place.doc), together) <= WORDS_TOGETHER


def _count_words(text: str, parts: tuple[tuple[int, int], ...]) -> int:
    return sum(len(text[start:end].split()) for start, end in parts)


def _attribution(
    parts: tuple[tuple[int, int], ...], cue: Token, confidence: float, within: tuple[int, int] | None
) -> Attribution:
    """The statement; its source is looked for ``within`` the stretch that holds the cue, if one is given."""
    subject = object_of_according(cue) if cue.lower_ == "according" else subject_of(cue)
    if within is not None and (subject is None or not within[0] <= subject.idx < within[1]):
        subject = name_beside(cue, within) or subject
    source = source_words(subject) if subject is not None else None
    if within is not None and source is not None and source[0] < within[0] < source[1]:
        source = (subject.left_edge.idx if subject.left_edge.idx >= within[0] else subject.idx, source[1])
    return Attribution(StatementKind.DIRECT, parts, cue_stretch(cue), source, confidence, cue)
