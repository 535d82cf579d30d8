"""Nouns that report events: "talks", "a strike", where the sentence says that they happen, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_grammar import RELATIVES, governor, is_verb
from analysis.language.event_triggers import NOUN, classes, lexicon
from analysis.language.event_verbs import Trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from analysis.model import EventType

# A noun that is only dated, or only stands behind "during" with its participants, reports less than "talks began".
DATED, MENTIONED = 0.6, 0.5


def noun_trigger(noun: Token, has_date: bool, has_participant: Callable[[Token], bool]) -> Trigger | None:
    """The event that a noun reports, where the sentence says that it takes place.

    Args:
        noun: any token.
        has_date: whether a date of the text stands by the noun.
        has_participant: says whether an actor or a named place stands among the noun's own words.
    """
    kind = type_of_noun(noun)
    if kind is None:
        return None
    verb = _occurrence(noun)
    if verb is not None:
        return Trigger(noun, verb, kind, NOUN)
    # The parser takes "following" for a verb that stands as a preposition.
    preposition = noun.head if noun.dep_ == "pobj" or noun.head.dep_ == "prep" else None
    words = classes().occurrences
    if has_date and noun.dep_ not in {"compound", "amod"}:
        return Trigger(noun, None, kind, DATED)
    if preposition is not None and preposition.lower_ in words["reporting_prepositions"] and has_participant(noun):
        return Trigger(noun, None, kind, MENTIONED)
    return None


def type_of_noun(noun: Token) -> EventType | None:
    """The type of event that the noun names with a word before it, else alone."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ in {"PERSON", "ORG"}:
        return None
    nouns, lemma = lexicon().nouns, noun.lemma_.lower()
    for child in noun.children:
        if child.dep_ in {"compound", "amod"} and (kind := nouns.get(f"{child.lemma_.lower()} {lemma}")):
            return kind
    return nouns.get(lemma)


def _occurrence(noun: Token) -> Token | None:
    """The verb that says that the noun's event happens, if one does."""
    words, lemma_verb = classes().occurrences, None
    for verb, role in _roles(noun):
        lemma_verb = verb.lemma_.lower()
        if lemma_verb not in words["verbs"]:
            continue
        if role == "subject" and lemma_verb not in words["object_only"]:
            return verb
        if role == "object" and lemma_verb not in words["subject_only"]:
            return verb
    return None


def _roles(noun: Token) -> list[tuple[Token, str]]:
    """The verbs that a noun is subject or object of, those of relative clauses and participles behind it among them."""
    found: list[tuple[Token, str]] = []
    top = noun
    while top.dep_ == "conj" or (top.dep_ == "pobj" and top.head.lower_ == "of" and _counts(top.head.head)):
        top = top.head if top.dep_ == "conj" else top.head.head
    if top.dep_ in {"nsubj", "nsubjpass"} and is_verb(top.head):
        found.append((top.head, "object" if top.dep_ == "nsubjpass" else "subject"))
    elif top.dep_ == "dobj" and is_verb(top.head):
        found.append((top.head, "object"))
    elif top.dep_ == "pobj" and top.head.lower_ == "in":
        verb = governor(top)
        if verb is not None and verb.lemma_ in classes().occurrences["taking_part"]:
            found.append((verb, "object"))
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found.append((child, "object"))
        elif child.dep_ == "relcl":
            found.extend(
                (child, "subject") for word in child.children if word.dep_ == "nsubj" and word.lower_ in RELATIVES
            )
            found.extend(
                (child, "object") for word in child.children if word.dep_ == "nsubjpass" and word.lower_ in RELATIVES
            )
    return found


def _counts(noun: Token) -> bool:
    return noun.lemma_.lower() in classes().occurrences["quantities"]
