"""Whether a verb tells of what happened, of what is planned, or of what is only supposed or denied.

The distinctions are FactBank's certain, probable and underspecified (Saurí and Pustejovsky, 2009), reduced to what a
timeline must tell apart; the words are in ``data/events/modality.toml``.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from analysis.language.event_grammar import is_verb
from analysis.language.tense import modality_words

if TYPE_CHECKING:
    from spacy.tokens import Token


class Reality(Enum):
    """How a verb's event stands to the world."""

    HAPPENED = "happened"
    PLANNED = "planned"  # scheduled, prepared, expected
    INTENDED = "intended"  # said by whom it depends on: "will", "would"
    DENIED = "denied"
    SUPPOSED = "supposed"  # wished, asked, feared, conditional: not an event


def reality(verb: Token) -> Reality:
    """Judge a verb by its auxiliaries and by what governs it."""
    if any(child.dep_ == "mark" and child.lower_ in modality_words()["supposing"] for child in verb.children):
        return Reality.SUPPOSED
    own = _own(verb)
    if own is not None and not (own is Reality.HAPPENED and verb.dep_ in {"ccomp", "advcl"}):
        return own
    above = _from_above(verb)
    return above if own is None or above is Reality.SUPPOSED else own


def is_negated(token: Token) -> bool:
    """Whether "not", "never" or "no" stands by a verb or a noun."""
    return any(child.lower_ in modality_words()["negations"] for child in token.children)


def _own(verb: Token) -> Reality | None:
    """What the verb's own auxiliaries say; None where the form is not finite and its governor decides."""
    words = modality_words()
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if is_negated(verb):
        return Reality.DENIED
    for aux in auxiliaries:
        if aux.lower_ in words["certain_auxiliaries"]:
            return Reality.INTENDED
        if aux.lower_ == "would" and is_reported(verb):
            return Reality.INTENDED
        if aux.lower_ in words["uncertain_auxiliaries"] or aux.lemma_.lower() in words["uncertain_auxiliaries"]:
            return Reality.SUPPOSED
    finite = verb.tag_ in {"VBD", "VBP", "VBZ"} or any(aux.tag_ in {"VBD", "VBP", "VBZ"} for aux in auxiliaries)
    if finite or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "advcl", "ROOT"}):
        return Reality.HAPPENED
    return None


def is_reported(verb: Token) -> bool:
    """Whether the verb is what somebody said or announced."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in modality_words()["reporting"]


def _from_above(verb: Token) -> Reality:
    """What the governing word makes of the verb: it may plan it, wish it, or have done it."""
    words, head = modality_words(), verb.head
    if head is verb:
        return Reality.SUPPOSED if verb.tag_ == "VB" else Reality.HAPPENED
    lemma = head.lemma_.lower()
    if verb.dep_ == "conj" and is_verb(head):
        return reality(head)
    infinitive = verb.tag_ == "VB" or any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if lemma in words["announcing"] and infinitive:
        return (
            Reality.PLANNED
            if reality(head) in {Reality.HAPPENED, Reality.PLANNED, Reality.INTENDED}
            else Reality.SUPPOSED
        )
    if lemma in words["wishing"]:
        return Reality.SUPPOSED
    if head.lemma_ == "be" and infinitive:
        return Reality.PLANNED
    if infinitive and verb.dep_ in {"advcl", "acl", "relcl"}:
        return Reality.SUPPOSED
    if verb.dep_ == "ccomp" and lemma in words["reporting"]:
        return Reality.HAPPENED
    return _through_nouns(verb)


def _through_nouns(verb: Token) -> Reality:
    """A gerund or infinitive behind a noun or preposition takes after the verb above, unless the noun wishes it."""
    for node in verb.ancestors:
        if node.lemma_.lower() in modality_words()["wishing"]:
            return Reality.SUPPOSED
        if node.lower_ == "without":
            return Reality.DENIED
        if verb.dep_ == "pcomp" and node == verb.head and node.lower_ in modality_words()["reasons"]:
            return Reality.SUPPOSED
        if is_verb(node):
            return reality(node)
    return Reality.HAPPENED
