"""Where an event is: the place that its clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_grammar import before_noun, objects
from analysis.language.event_triggers import classes
from analysis.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc, Span, Token


# The labels that the small model gives to places that it doesn't know.
UNSURE = frozenset({"", "PERSON", "ORG"})
UNKNOWN = frozenset({None, ActorKind.PERSON})


def place_of(tokens: Iterable[Token], kind_of: Callable[[Token], ActorKind | None]) -> Span | None:
    """The place that a locative phrase among the tokens names, else the one that was visited or struck.

    Args:
        tokens: the clause of the event.
        kind_of: the kind of the actor whose name a token lies in, None where it lies in none.
    """
    tokens = list(tokens)
    words = classes().occurrences
    named = [
        node
        for token in tokens
        if token.dep_ == "prep" and token.lower_ in words["locative"] and not _is_elsewhere(token, tokens)
        for node in token.children
        if node.dep_ == "pobj" and not _is_goal_of_speech(token)
    ]
    visited = [noun for token in tokens if token.lemma_.lower() in words["visiting"] for noun in objects(token)]
    for noun in [*named, *visited]:
        kind = kind_of(noun)
        aimed = noun.ent_type_ == "GPE" and noun.head.lower_ == "at"
        known = kind is ActorKind.COUNTRY or _is_place(noun)
        if not aimed and (known or (kind in UNKNOWN and _is_inside_name(noun))):
            return _phrase(noun)
    return None


def _is_goal_of_speech(preposition: Token) -> bool:
    """Whether "to", "from" or "on" means no place: without a verb of motion, as in "said to Russia"."""
    moving = preposition.head.lemma_.lower() in classes().occurrences["moving"]
    return preposition.lower_ in {"to", "from", "on", "over"} and not moving and not _landmark(preposition)


def _landmark(preposition: Token) -> bool:
    nouns = classes().occurrences["places"]
    return preposition.lower_ in {"on", "over"} and any(n.lemma_.lower() in nouns for n in preposition.children)


def _is_elsewhere(preposition: Token, tokens: list[Token]) -> bool:
    """Whether it belongs to another event that the clause only relates to: "withdrew after talks in Doha"."""
    relating = classes().occurrences["relating_prepositions"]
    return any(node.lower_ in relating and node in tokens for node in preposition.ancestors)


def _is_place(noun: Token) -> bool:
    if noun.ent_type_ in classes().labels["place"]:
        return True
    named = any(token.pos_ == "PROPN" or token.ent_type_ in {"GPE", "LOC", "NORP", "FAC"} for token in noun.subtree)
    return noun.lemma_.lower() in classes().occurrences["places"] and named


def _is_inside_name(noun: Token) -> bool:
    """A name behind "in" or "near" that no list knows is a place, whatever the small model takes it for."""
    named = noun.pos_ == "PROPN" and noun.dep_ == "pobj" and noun.ent_type_ in UNSURE
    return named and noun.head.lower_ not in {"on", "to"}


def _phrase(noun: Token) -> Span:
    """The noun with what stands before it, and "of" and commas with names behind: "southern city of Rafah"."""
    doc: Doc = noun.doc
    start, end = min((t.i for t in before_noun(noun)), default=noun.i), noun.i + 1
    for child in noun.rights:
        if child.lower_ == "of" or (child.dep_ == "appos" and child.ent_type_ in classes().labels["place"]):
            end = max(t.i for t in child.subtree if t.dep_ not in {"relcl", "acl"}) + 1
    if noun.ent_iob_ == "I" or noun.ent_type_:
        entity = next((e for e in doc.ents if e.start <= noun.i < e.end), None)
        if entity is not None and entity.end - entity.start < 6:
            start, end = min(start, entity.start), max(end, entity.end)
    if not any(token.pos_ == "PROPN" or token.ent_type_ for token in doc[start:end]):
        end = max([end, *(t.i + 1 for child in noun.rights if child.dep_ == "prep" for t in child.subtree)])
    while start < noun.i and doc[start].pos_ in {"DET", "PUNCT"}:
        start += 1
    return doc[start:end]
