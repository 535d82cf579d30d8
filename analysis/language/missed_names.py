"""Names beside a cue whose subject the parser missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.speech_verbs import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token


def closing_name(verb: Token) -> Token | None:
    """Who closes a sentence, where the parser hangs the name on what goes before: "..., a source close to it said"."""
    if not is_speech(verb) or (verb.i + 1 < len(verb.doc) and not verb.nbor(1).is_punct):
        return None
    before = verb.doc[verb.sent.start : verb.i]
    comma = next((token.i for token in reversed(before) if token.text == ","), None)
    if comma is None or comma + 1 == verb.i:
        return None
    run = verb.doc[comma + 1 : verb.i]
    if any(token.pos_ in ("VERB", "AUX") for token in run) or run[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    return run[-1] if run[-1].ent_type_ == "PERSON" else run.root


def name_before(verb: Token) -> Token | None:
    """The word that opens a sentence before a finite verb without a subject: "Bathily called", taken for an adverb."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBZ") or not verb.i:
        return None
    word = verb.nbor(-1)
    return word if word.is_sent_start and word.is_title and word.is_alpha and word.dep_ == "advmod" else None


def name_after(verb: Token) -> Token | None:
    """Who is named after a verb that closes what it reports, where the parser missed it: "..., said Abiy Ahmed"."""
    doc = verb.doc
    if verb.tag_ not in ("VBD", "VBZ") or not verb.i or verb.i + 1 >= len(doc) or not doc[verb.i - 1].is_punct:
        return None
    if doc[verb.i + 1].pos_ not in ("PROPN", "DET", "NOUN", "ADJ"):
        return None
    nouns = (t for t in doc[verb.i + 1 : min(verb.sent.end, verb.i + 8)] if t.pos_ in ("PROPN", "NOUN"))
    return next((t for t in nouns if t.dep_ not in ("compound", "poss", "nmod", "amod")), None)


def name_beside(cue: Token, within: tuple[int, int]) -> Token | None:
    """The name next to a cue whose subject the parser missed: "said Abiy"."""
    if cue.tag_ == "VBG":
        return None
    after = [t for t in cue.doc[cue.i + 1 : cue.i + 6] if t.idx < within[1]]
    before = [t for t in reversed(cue.doc[max(0, cue.i - 4) : cue.i]) if t.idx >= within[0]]
    named = [t for t in (before or after) if t.pos_ in ("PROPN", "PRON", "NOUN") and t.dep_ != "compound"]
    return named[0] if named else None
