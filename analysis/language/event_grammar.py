"""The grammar around a verb: its subject, its objects, the tokens of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_triggers import classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUBJECTS, OBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"}), frozenset({"dobj", "nsubjpass", "dative", "oprd"})
# Clauses of their own within a clause.
INNER_CLAUSES = frozenset({"relcl", "advcl", "parataxis"})
RELATIVES = frozenset({"which", "who", "that", "whom"})


def is_verb(token: Token) -> bool:
    """Whether a token is a verb that heads a clause, not an auxiliary or a participle before a noun."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound", "prep"}


def governor(token: Token) -> Token | None:
    """The nearest verb above a token."""
    return next((node for node in token.ancestors if is_verb(node)), None)


def subject(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, that of the verb that governs it, or what a relative clause is about."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return _antecedent(child, verb)
    if verb.dep_ in {"acl", "relcl"}:
        return None if verb.tag_ == "VBN" else verb.head
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "acomp"}:
        above = governor(verb)
        return subject(above) if above is not None else None
    return None


def agent(verb: Token) -> Token | None:
    """Who is behind a passive: "attacked by militants"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
            return next((node for node in child.children if node.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is what it is done to."""
    bare = verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not any(c.dep_ == "aux" for c in verb.children)
    return bare or any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def objects(verb: Token) -> Iterator[Token]:
    """What it is done to: objects, subjects of the passive, and the noun that a participle belongs to."""
    for child in verb.children:
        if child.dep_ in OBJECTS:
            yield from heads(_antecedent(child, verb))
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield from heads(verb.head)


def prepositional(verb: Token, word: str) -> Iterator[Token]:
    """What stands behind a preposition of the verb, or of an object of it ("signed a deal with")."""
    for child in verb.children:
        if child.lower_ == word and child.dep_ in {"prep", "prt", "advmod", "agent", "dative"}:
            yield from (head for node in child.children if node.dep_ == "pobj" for head in heads(node))


def heads(noun: Token) -> Iterator[Token]:
    """A noun, those joined to it, and what it only counts ("a series of strikes")."""
    yield noun
    for child in noun.children:
        if child.dep_ == "conj":
            yield from heads(child)
        if child.lower_ == "of" and noun.lemma_.lower() in classes().occurrences["quantities"]:
            yield from (head for node in child.children if node.dep_ == "pobj" for head in heads(node))


def before_noun(noun: Token) -> Iterator[Token]:
    """The words of a noun that stand before it, articles too: "the southern city"."""
    for child in noun.lefts:
        if child.dep_ in {"det", "compound", "amod", "nmod", "poss", "nummod", "case"}:
            yield from child.subtree


def clause_tokens(verb: Token) -> list[Token]:
    """The verb's own clause without the clauses inside it, in the order of the text."""
    found, queue = [], [verb]
    while queue:
        node = queue.pop()
        found.append(node)
        queue.extend(child for child in node.children if not _opens_clause(child))
    return sorted(found, key=lambda token: token.i)


def _opens_clause(token: Token) -> bool:
    return token.dep_ in INNER_CLAUSES | {"cc"} or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"})


def _antecedent(token: Token, verb: Token) -> Token:
    relative = verb.dep_ == "relcl" and token.lower_ in RELATIVES
    return verb.head if relative else token
