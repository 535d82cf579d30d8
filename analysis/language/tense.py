"""Whether the words around a token speak of the past or of the future.

Follows the English tenses and, for what is planned, a list of words (``data/events/modality.toml``).
"""

from __future__ import annotations

import tomllib
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = Path(__file__).parent / "data" / "events" / "modality.toml"


class TimeReference(Enum):
    """The side of the moment of writing that a clause speaks of."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@cache
def modality_words() -> dict[str, frozenset[str]]:
    """The word lists of ``data/events/modality.toml``, each by its name there."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def time_reference(token: Token) -> TimeReference:
    """The time of the nearest verb that governs a token.

    A past verb says little about a date that belongs to a noun ("announced an election on Sunday"): that is OPEN.
    """
    through_noun = False
    for node in token.ancestors:
        if node.lemma_.lower() in modality_words()["planned"] and node.tag_ in {"VBN", "JJ", "IN", "RB"}:
            return TimeReference.FUTURE
        if node.pos_ in {"VERB", "AUX"}:
            time = TimeReference.FUTURE if _timetabled(node) or _due(node) else verb_time(node)
            return TimeReference.OPEN if through_noun and time is TimeReference.PAST else time
        through_noun = through_noun or (node.pos_ in {"NOUN", "PROPN"} and node.dep_ != "npadvmod")
    return TimeReference.OPEN


def _due(verb: Token) -> bool:
    """Whether it says "is due", "is expected"."""
    return any(child.dep_ == "acomp" and child.lemma_.lower() in modality_words()["planned"] for child in verb.children)


def _timetabled(verb: Token) -> bool:
    """The simple present beside a date is the timetable's: "talks resume on Monday"; but not in a headline."""
    words = modality_words()
    simple = (
        verb.tag_ in {"VBP", "VBZ"} and verb.pos_ == "VERB" and verb.lemma_ not in words["reporting"] | words["lasting"]
    )
    return simple and verb.doc[verb.sent.end - 1].is_punct and verb.sent.text.rstrip().endswith(".")


def verb_time(verb: Token) -> TimeReference:
    """The time that a verb's own form and its auxiliaries give, or those of the verb that governs it."""
    words = modality_words()
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    perfect = any(aux.lemma_ == "have" for aux in auxiliaries)
    if any(aux.lemma_.lower() in words["future_auxiliaries"] for aux in auxiliaries):
        return (
            TimeReference.PAST if perfect and not any(a.lemma_ == "will" for a in auxiliaries) else TimeReference.FUTURE
        )
    if any(aux.lower_ == "to" for aux in auxiliaries):
        return _infinitive_time(verb)
    if perfect or verb.tag_ == "VBD" or any(aux.tag_ == "VBD" for aux in auxiliaries):
        return TimeReference.PAST
    if verb.tag_ == "VBG" and any(aux.tag_ in {"VBP", "VBZ"} for aux in auxiliaries):
        return TimeReference.FUTURE
    if verb.tag_ in {"VBG", "VB"} and not auxiliaries and verb.head is not verb:
        return _governor_time(verb)
    if verb.tag_ == "VBN" and not auxiliaries:
        return TimeReference.PAST
    return TimeReference.OPEN


def _infinitive_time(verb: Token) -> TimeReference:
    """What is planned, agreed or asked for lies ahead; what was managed or tried lies where its verb does."""
    if verb.head is verb:
        return TimeReference.FUTURE
    if (
        verb.head.lemma_.lower() in modality_words()["planning"]
        or verb.head.lemma_ == "be"
        or verb.dep_ in {"relcl", "acl"}
    ):
        return TimeReference.FUTURE
    return TimeReference.OPEN


def _governor_time(verb: Token) -> TimeReference:
    for node in verb.ancestors:
        if node.pos_ in {"VERB", "AUX"}:
            return verb_time(node)
    return TimeReference.OPEN
