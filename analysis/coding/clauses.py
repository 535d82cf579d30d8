"""Whose words a verb of a statement reports, and whether it is denied, supposed or still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.coding.syntax import VERBS, Tree
from analysis.coding.tones import grammar
from analysis.model import Statement, StatementKind

_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they"})
_OWNING = frozenset({"our", "my", "its", "his", "her", "their"})
# The steps from a clause up to the one that it completes.
_UP = frozenset({"xcomp", "conj", "acomp", "pcomp", "prep", "dobj", "attr"})


class Named(NamedTuple):
    """A mention of an actor within a statement, and its party."""

    start: int
    end: int
    party: str | None


class Clauses:
    """The clauses of one statement, seen from its speaker."""

    def __init__(self, tree: Tree, statement: Statement, named: Sequence[Named]) -> None:
        self.tree, self.statement = tree, statement
        self._own = {
            index
            for index, token in enumerate(tree.tokens)
            if any(one.start <= token.start < one.end and one.party == statement.party for one in named)
        }
        cue = statement.cue
        self._cue = {i for i, token in enumerate(tree.tokens) if cue and cue.start <= token.start < cue.end}

    def is_own(self, token: int) -> bool:
        """Whether the speaker's side does what a verb, adjective or noun says."""
        tree = self.tree
        if tree.tokens[token].pos in {"NOUN", "PROPN"}:
            return self._is_expressed(token)
        subject = tree.subject(token)
        if subject is None:
            return self.statement.kind is StatementKind.POSITION and tree.root(token) in self._cue
        return self._is_own_subject(subject, token)

    def is_said(self, verb: int) -> bool:
        """Whether the speaker says it as a fact: no verb above it, but for the cue, has another's subject."""
        tree = self.tree
        for child, parent in tree.path(verb):
            if parent in self._cue:
                return True
            if tree.tokens[child].dep == "advcl" and self.is_supposed(child):
                return False
            reports = tree.tokens[parent].pos in VERBS and tree.tokens[child].dep == "ccomp"
            subjects = tree.having(parent, {"nsubj"}) if reports else []
            if subjects and not self._is_own_subject(subjects[0], parent):
                return False
        return True

    def is_denied(self, token: int) -> bool:
        """Whether a word, or one that governs it, is denied or undone: "will not support", "refused to back"."""
        tree = self.tree
        for index in (token, *self._above(token)):
            if any(tree.words[child] in grammar("denying") for child in tree.children[index]):
                return True
            if index != token and tree.lemmas[index] in grammar("undoing"):
                return True
        return False

    def is_supposed(self, token: int) -> bool:
        """Whether it stands in a condition: "if they attack"."""
        tree = self.tree
        for index in (token, *(parent for _, parent in tree.path(token))):
            marks = {tree.words[child] for child in tree.having(index, {"mark", "aux"}) if child < index}
            if tree.tokens[index].dep == "advcl" and marks & grammar("supposing"):
                return True
        return bool({tree.words[i] for i in tree.having(token, {"mark"})} & grammar("supposing"))

    def is_guessed(self, verb: int) -> bool:
        """Whether it is only possible, due or still to come: "may attack"."""
        return bool(self.tree.auxiliaries(verb) & grammar("guessing"))

    def is_ahead(self, verb: int) -> bool:
        """Whether the speaker announces it: "we will strike", "ready to strike"."""
        tree = self.tree
        chain = (verb, *self._above(verb))
        return any(
            tree.words[index] in grammar("ahead") or tree.auxiliaries(index) & grammar("ahead") for index in chain
        )

    def _above(self, token: int) -> Iterator[int]:
        for child, parent in self.tree.path(token):
            if self.tree.tokens[child].dep not in _UP:
                return
            yield parent

    def _is_own_subject(self, subject: int, verb: int) -> bool:
        words = self.tree.words
        heads = {subject, *self.tree.having(subject, {"poss"})}
        if heads & self._own or words[subject] in _FIRST_PERSON:
            return True
        own_third = self.statement.kind is StatementKind.INDIRECT and words[subject] in _THIRD_PERSON
        return own_third and self._is_main(verb)

    def _is_main(self, verb: int) -> bool:
        """Whether a verb is what the cue reports, or joined to it: there "he" and "it" are the speaker."""
        for child, parent in self.tree.path(verb):
            if parent in self._cue:
                return self.tree.tokens[child].dep in {"ccomp", "xcomp", "conj", "parataxis"}
            if self.tree.tokens[child].dep not in {"xcomp", "conj", "acomp"}:
                return False
        return verb not in self._cue

    def _is_expressed(self, noun: int) -> bool:
        """Whether a noun is the speaker's: "our support", "express solidarity"."""
        tree = self.tree
        verb = tree.tokens[noun].head
        if verb != noun and tree.tokens[verb].pos in VERBS:
            return tree.lemmas[verb] in grammar("expressing") and self.is_own(verb)
        return bool({tree.words[i] for i in tree.having(noun, {"poss"})} & _OWNING)
