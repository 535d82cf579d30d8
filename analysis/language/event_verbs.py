"""Verbs that report events: which form of the lexicon a verb stands in, if any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.event_grammar import agent, heads, is_passive, is_verb, objects, prepositional, subject
from analysis.language.event_reality import is_reported
from analysis.language.event_triggers import WEAK, Form, Particle, classes, lexicon
from analysis.model import EventType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token


NO_OBJECT = frozenset({"@none"})


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
            done = _has_agent(verb, form.type, is_actor) and not _is_aside(verb)
            clause = verb.head if verb.dep_ == "acomp" else verb
            return Trigger(verb, clause, form.type, form.confidence) if done else None
    return None


def is_demand(verb: Token) -> bool:
    """Whether somebody said that somebody must: a request, whatever the verb."""
    must = any(child.dep_ == "aux" and child.lower_ == "must" for child in verb.children)
    return must and is_reported(verb) and not is_passive(verb)


def _fits(verb: Token, form: Form, is_actor: Callable[[Token], bool]) -> bool:
    if verb.pos_ == "ADJ" and not (form.complements or form.particles):
        return False
    if form.objects == NO_OBJECT and next(objects(verb), None) is not None:
        return False
    if form.objects - NO_OBJECT and not _any(objects(verb), form.objects, is_actor):
        return False
    clauses = {child.lemma_.lower() for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"}}
    if form.complements and not (clauses if "*" in form.complements else clauses & _expand(form.complements)):
        return False
    return all(_has_particle(verb, part.word) and _has_behind(verb, part, is_actor) for part in form.particles)


def _has_behind(verb: Token, particle: Particle, is_actor: Callable[[Token], bool]) -> bool:
    behind = [*prepositional(verb, particle.word), *_phrasal(verb, particle.word)]
    return not particle.objects or _any(behind, particle.objects, is_actor)


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
        not wanted.isdisjoint(_names(noun))
        or any(classes().holds(name, noun) or (name == "actor" and is_actor(noun)) for name in named)
        for noun in nouns
    )


def _names(noun: Token) -> list[str]:
    """A noun's lemma, alone and behind each word before it: "effort", "mediation effort"."""
    lemma = noun.lemma_.lower()
    return [
        lemma,
        *(f"{child.lemma_.lower()} {lemma}" for child in noun.children if child.dep_ in {"compound", "amod"}),
    ]


def _expand(words: frozenset[str]) -> frozenset[str]:
    classed = [classes().lemmas[word[1:]] for word in words if word.startswith("@")]
    return words.union(*classed)


def _is_aside(verb: Token) -> bool:
    """A bare participle, "the issues discussed", reports nothing unless it says by whom, when or where."""
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        return _is_aside(verb.head)
    bare = verb.dep_ in {"acl", "pcomp"} and verb.tag_ == "VBN"
    return bare and not any(child.dep_ in {"agent", "prep", "npadvmod", "aux"} for child in verb.children)


def _has_agent(verb: Token, kind: EventType, is_actor: Callable[[Token], bool]) -> bool:
    """Whether somebody does it; a passive may leave open who, and so may a clause without a subject of its own.

    A noun that names an event may do the harm: "the strike killed nine".
    """
    who = agent(verb) if is_passive(verb) else subject(verb)
    if who is None:
        # A sentence without a subject is a heading, a thank-you or an order.
        return verb.dep_ != "ROOT" or is_passive(verb)
    if who.lower_ == "it":
        return True
    nouns = lexicon().nouns
    return any(is_actor(noun) or nouns.get(noun.lemma_.lower()) is kind for noun in heads(who))
