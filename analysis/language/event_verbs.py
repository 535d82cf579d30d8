"""Verbs that report events: which form of the lexicon a verb stands in, if any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.event_grammar import agent, heads, is_passive, is_verb, objects, prepositional, subject
from analysis.language.event_reality import is_reported
from analysis.language.event_triggers import WEAK, Form, classes, lexicon
from analysis.model import EventType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token


@dataclass(frozen=True)
class Trigger:
    """The word that reports an event, and the verb whose time and participants are the event's.

    For a verb the two are the same; for a noun ("talks") the verb is the one it stands by ("held"), None where the
    noun stands for itself.
    """

    token: Token
    verb: Token | None
    type: EventType
    confidence: float


def verb_trigger(verb: Token, is_actor: Callable[[Token], bool]) -> Trigger | None:
    """The event that a verb reports, where somebody does it.

    Args:
        verb: any token.
        is_actor: says whether a noun names someone who acts (a party, a person, a group).
    """
    if not is_verb(verb) and verb.pos_ != "ADJ":
        return None
    if is_demand(verb):
        return Trigger(verb, verb, EventType.REQUEST, WEAK)
    for form in lexicon().verbs.get(verb.lemma_.lower(), ()):
        if _fits(verb, form, is_actor):
            return Trigger(verb, verb, form.type, form.confidence) if _has_agent(verb, is_actor) else None
    return None


def is_demand(verb: Token) -> bool:
    """Whether somebody said that somebody must: a request, whatever the verb."""
    must = any(child.dep_ == "aux" and child.lower_ == "must" for child in verb.children)
    return must and is_reported(verb) and not is_passive(verb)


def _fits(verb: Token, form: Form, is_actor: Callable[[Token], bool]) -> bool:
    if verb.pos_ == "ADJ" and not form.complements:
        return False
    if form.objects and not _any(objects(verb), form.objects, is_actor):
        return False
    if form.complements and not any(
        child.dep_ in {"xcomp", "ccomp", "advcl"} and child.lemma_.lower() in _expand(form.complements)
        for child in verb.children
    ):
        return False
    return all(
        _has_particle(verb, part.word)
        and (
            not part.objects
            or _any([*prepositional(verb, part.word), *_phrasal(verb, part.word)], part.objects, is_actor)
        )
        for part in form.particles
    )


def _has_particle(verb: Token, word: str) -> bool:
    deps = {"prep", "prt", "advmod", "agent", "dative", "aux"}
    inner = [grandchild for child in verb.children if child.dep_ in deps for grandchild in child.children]
    return any(node.lower_ == word and node.dep_ in deps for node in [*verb.children, *inner])


def _phrasal(verb: Token, word: str) -> Iterable[Token]:
    """The verb's own objects, where the particle belongs to the verb: "call off the talks"."""
    particle = any(child.lower_ == word and child.dep_ in {"prt", "advmod"} for child in verb.children)
    nested = [
        node
        for child in verb.children
        if child.dep_ in {"prep", "prt"}
        for node in child.children
        if node.lower_ == word
    ]
    behind = [noun for node in nested for noun in node.children if noun.dep_ == "pobj"]
    return [*(objects(verb) if particle else ()), *behind]


def _any(nouns: Iterable[Token], wanted: frozenset[str], is_actor: Callable[[Token], bool]) -> bool:
    named = [word[1:] for word in wanted if word.startswith("@")]
    return any(
        noun.lemma_.lower() in wanted
        or any(classes().holds(name, noun) or (name == "actor" and is_actor(noun)) for name in named)
        for noun in nouns
    )


def _expand(words: frozenset[str]) -> frozenset[str]:
    classed = [classes().lemmas[word[1:]] for word in words if word.startswith("@")]
    return words.union(*classed)


def _has_agent(verb: Token, is_actor: Callable[[Token], bool]) -> bool:
    """Whether somebody does it; a passive may leave open who, and so may a clause without a subject of its own."""
    if is_passive(verb):
        by = agent(verb)
        return by is None or is_actor(by) or by.lemma_.lower() in lexicon().nouns
    who = subject(verb)
    return (
        who is None or who.lower_ == "it" or any(is_actor(n) or n.lemma_.lower() in lexicon().nouns for n in heads(who))
    )
