"""Quotations that go on from the statement before: '"A," he said. "B."', in one paragraph or over two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.extensions import text_of
from analysis.language.quote_cues import cue_after, is_sentence_like, words_between

if TYPE_CHECKING:
    from analysis.language.attributions import Attribution
    from analysis.language.quotation_places import Place

# '"A," he said. "B."' is one statement up to this many words; a longer one would hide its themes from each other.
WORDS_TOGETHER = 100


def joins_last(place: Place, found: list[Attribution]) -> bool:
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


def goes_on(place: Place, last: Attribution) -> bool:
    """Whether a paragraph that is a quotation goes on from a "he said" that ends the paragraph before."""
    if last.cue is None or not place.index:
        return False
    line, own = place.paragraphs[place.index - 1 : place.index + 1]
    words = words_between(place.doc, last.cue[1], line.end)
    follows = line.start <= last.end <= last.cue[0] and place.quotation.start == own.start
    ended = all(word.text not in (".", "!", "?", ":") for word in words[:-1])
    together = last.parts + place.quotation.parts
    return follows and ended and _count_words(text_of(place.doc), together) <= WORDS_TOGETHER


def _count_words(text: str, parts: tuple[tuple[int, int], ...]) -> int:
    return sum(len(text[start:end].split()) for start, end in parts)
