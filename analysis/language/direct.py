"""Direct statements: quotations, with the cue that attributes each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.attributions import Attribution
from analysis.language.extensions import text_of
from analysis.language.missed_names import name_beside
from analysis.language.quotation_places import Paragraph, Place
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
    is_title,
    name_before,
    reports,
    sentence_before,
    words_between,
)
from analysis.language.quote_joins import goes_on, joins_last
from analysis.language.source_words import source_words
from analysis.language.sources import object_of_according, subject_of
from analysis.language.spans import cue_stretch
from analysis.language.speech_verbs import is_speech
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Shares of such quotations that people attributed, in PolNeAR's training part.
CONFIDENCE_CUED, CONFIDENCE_BEFORE, CONFIDENCE_ALONE = 0.97, 0.93, 0.7


def direct_statements(doc: Doc, quotations: list[Quotation], skipped: list[tuple[int, int]]) -> list[Attribution]:
    """Attribute the quotations that are somebody's words; titles and single quoted words are left out.

    Args:
        doc: the parsed article, with ``doc._.paragraphs``.
        quotations: what :func:`analysis.language.quotations.find_quotations` gave.
        skipped: stretches that hold no statement (furniture, headlines); a cue may stand after one.
    """
    spoken = [q for q in quotations if not is_title(doc, q)]
    paragraphs = [
        Paragraph(a, b, [q for q in spoken if any(a <= start < b for start, _ in q.parts)])
        for a, b in doc._.paragraphs
        if not any(start <= a and b <= end for start, end in skipped)
    ]
    found: list[Attribution] = []
    for index, paragraph in enumerate(paragraphs):
        for number, quotation in enumerate(paragraph.quotations):
            # A quotation over several paragraphs is attributed where it ends.
            if quotation.end <= paragraph.end:
                place = Place(doc, paragraphs, index, number, quotation)
                if joins_last(place, found):
                    continue
                last = found[-1] if found else None
                new = _attributed(place, last)
                if last is not None and new and new[0].cue is None and goes_on(place, last):
                    found[-1] = replace(last, parts=last.parts + new[0].parts)
                else:
                    found += new
    return found


def _attributed(place: Place, last: Attribution | None) -> list[Attribution]:
    """The statement that the quotation is, if it is one."""
    doc, quotation = place.doc, place.quotation
    cue = cue_before(doc, quotation, place.before)
    if (cue is None or not is_speech(cue)) and (name := name_before(doc, quotation, place.before)) is not None:
        return [Attribution(StatementKind.DIRECT, quotation.parts, None, name, CONFIDENCE_BEFORE)]
    if cue is not None and (said_after := _said_after_colon(place, cue)) is not None:
        return _with_beginning(place, last, said_after)
    if cue is not None:
        marker = clause_marker(cue, quotation)
        parts = quotation.parts if marker is None else _beginning_at(marker.idx, quotation.parts)
        return [_attribution(parts, cue, CONFIDENCE_BEFORE, (place.before, quotation.start))]
    if not reports(sentence_before(doc, place.before, quotation.start)):
        cue = cue_after(doc, quotation, place.after)
        if cue is not None:
            return _with_beginning(place, last, cue)
        late = cue_after_clause(doc, quotation, place.after)
        if late is not None:
            words = _beginning(place, last)
            parts = (*quotation.parts[:-1], (quotation.parts[-1][0], late[1]))
            parts = _beginning_at(words[0].idx, parts) if words else parts
            return [_attribution(parts, late[0], CONFIDENCE_BEFORE, (late[1], place.after))]
    cue = _cue_of_next_line(place)
    if cue is not None:
        return [_attribution(quotation.parts, cue, CONFIDENCE_CUED, None)]
    if _stands_alone(place) and (last is not None or place.index or place.before < quotation.start):
        return [_alone(place, last)]
    return []


def _said_after_colon(place: Place, before: Token) -> Token | None:
    """The cue after a quotation that a clause with a colon leads to: 'They doubt it: "It won't," said Haile.'."""
    if is_speech(before) and not ends_open(place.doc, place.quotation):
        return None  # 'He told Reuters: "It won't." He added ...'
    words = sentence_before(place.doc, place.before, place.quotation.start)
    cue = cue_after(place.doc, place.quotation, place.after) if words and words[-1].text == ":" else None
    named = cue is not None and any(child.dep_ == "nsubj" for child in cue.children)
    return cue if cue is not None and named and is_speech(cue) else None


def _beginning(place: Place, last: Attribution | None) -> list[Token]:
    """The words before a quotation that its sentence begins with, quoted ones that nobody has said yet among them."""
    words = sentence_before(place.doc, place.since(last.end if last is not None else 0), place.quotation.start)
    return words if words and words[-1].text not in (":", ",") else []


def _with_beginning(place: Place, last: Attribution | None, cue: Token) -> list[Attribution]:
    """The quotation and the words of its sentence before it, as in 'The plan "is a trap," he said'."""
    parts, within = place.quotation.parts, (place.quotation.end, place.after)
    if words := _beginning(place, last):
        if cue.lower_ != "according" and (not is_speech(cue) or any(c.dep_ == "ccomp" for c in cue.rights)):
            return []
        parts = _beginning_at(words[0].idx, parts)
    return [_attribution(parts, cue, CONFIDENCE_CUED, within)]


def _cue_of_next_line(place: Place) -> Token | None:
    following = place.paragraphs[place.index + 1 : place.index + 2]
    if (
        not following
        or place.after > place.quotation.end
        or (following[0].quotations[:1] and (following[0].quotations[0].start == following[0].start))
    ):
        return None
    return cue_of_line_after(place.doc, place.quotation, (following[0].start, following[0].end))


def _stands_alone(place: Place) -> bool:
    inside = text_of(place.doc)[place.quotation.start + place.quotation.mark : place.quotation.end]
    at_start = any(start == place.paragraphs[place.index].start for start, _ in place.quotation.parts)
    return (
        (at_start or _follows_speech(place))
        and len(inside.split()) >= 4
        and is_sentence_like(place.doc, place.quotation)
    )


def _follows_speech(place: Place) -> bool:
    """Whether a quotation begins a sentence after one that tells what was said: 'It was over, he said. "We won."'."""
    before = words_between(place.doc, place.before, place.quotation.start)
    if not before or before[-1].text not in (".", "!", "?"):
        return False
    starts = [number for number, word in enumerate(before) if word.is_sent_start]
    told = (word for word in before[starts[-1] if starts else 0 :] if word.pos_ == "VERB" and is_speech(word))
    return any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") for word in told for c in word.children)


def _alone(place: Place, last: Attribution | None) -> Attribution:
    if place.index:
        line = place.paragraphs[place.index - 1]
        cue = cue_of_line_before(place.doc, (line.start, line.end))
        if cue is not None:
            return _attribution(place.quotation.parts, cue, CONFIDENCE_BEFORE, None)
    # Who speaks on is named where the statement before names its source.
    follows = last is not None and place.index and last.end >= place.paragraphs[place.index - 1].start
    source = last.source if last is not None and follows else None
    return Attribution(StatementKind.DIRECT, place.quotation.parts, None, source, CONFIDENCE_ALONE)


def _beginning_at(start: int, parts: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return ((start, parts[0][1]), *parts[1:])


def _attribution(
    parts: tuple[tuple[int, int], ...], cue: Token, confidence: float, within: tuple[int, int] | None
) -> Attribution:
    """The statement; its source is looked for ``within`` the stretch that holds the cue, if one is given."""
    subject = object_of_according(cue) if cue.lower_ == "according" else subject_of(cue)
    if within is not None and (subject is None or not within[0] <= subject.idx < within[1]):
        subject = name_beside(cue, within) or subject
    source = _named(subject, within) if subject is not None else None
    return Attribution(StatementKind.DIRECT, parts, cue_stretch(cue), source, confidence, cue)


def _named(subject: Token, within: tuple[int, int] | None) -> tuple[int, int]:
    """The words that name a source, without the words of the quotation that the parser hangs on them."""
    start, end = source_words(subject)
    if within is not None and start < within[0] <= subject.idx:
        start = min(word.idx for word in subject.subtree if word.idx >= within[0])
    return start, end
