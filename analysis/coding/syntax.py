"""A statement's parse as a tree: children, subjects, negations, clauses. Labels are spaCy's English ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.model import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
AUXILIARIES = frozenset({"aux", "auxpass"})


def joined_verbs(tree: Tree, verb: int) -> list[int]:
    """Give the verbs joined to a verb that share its subject: "the treaty is ready and | could be signed"."""
    joined = tree.having(verb, {"conj"}) if tree.tokens[verb].pos in VERBS else []
    return [i for i in joined if tree.tokens[i].pos in VERBS and not tree.having(i, SUBJECTS)]


class Tree:
    """The dependency tree (or trees) of a statement's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        # The parser has no dictionary form for "n’t" with a curly apostrophe.
        self.words = [token.text.lower().replace("’", "'") for token in tokens]
        self.lemmas = [
            "not" if word == "n't" else token.lemma.lower() for word, token in zip(self.words, tokens, strict=True)
        ]
        self.children: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if token.head != index:
                self.children[token.head].append(index)

    def path(self, index: int) -> Iterator[tuple[int, int]]:
        """Give the (child, parent) steps from a token up to its root."""
        seen = {index}
        while (parent := self.tokens[index].head) not in seen:
            yield index, parent
            seen.add(parent)
            index = parent

    def depth(self, index: int) -> int:
        """Count the steps up to the root."""
        return sum(1 for _ in self.path(index))

    def root(self, index: int) -> int:
        """Give the root above a token."""
        for _, parent in self.path(index):
            index = parent
        return index

    def top(self, indices: Sequence[int]) -> int:
        """Give the highest of some tokens."""
        if len(indices) == 1:
            return indices[0]
        return min(indices, key=self.depth)

    def subtree(self, index: int) -> list[int]:
        """Give a token and all below it, in the order of the text."""
        found, stack = {index}, [index]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in found:
                    found.add(child)
                    stack.append(child)
        return sorted(found)

    def having(self, index: int, relations: frozenset[str] | set[str]) -> list[int]:
        """Give the children of a token in some relations."""
        tokens = self.tokens
        return [child for child in self.children[index] if tokens[child].dep in relations]

    def subject(self, index: int) -> int | None:
        """Give who does what a verb says: its subject, or the object or subject of the verb that governs it."""
        for child, verb in [(index, index), *self._verbs_above(index)]:
            if child != verb and self.tokens[child].dep in {"xcomp", "prep"}:
                # "urged Israel to return", "accused Russia of mocking": who is urged or accused does it.
                for patient in self.having(verb, {"dobj"}):
                    return patient
            if passive := self.having(verb, {"agent"}):
                return next(iter(self.having(passive[0], {"pobj"})), None)
            for child in self.having(verb, {"nsubj", "csubj"}):
                return child
            if self.having(verb, {"nsubjpass", "expl"}):
                return None
        return None

    def owner(self, noun: int) -> int | None:
        """Give whose a noun is: "Baku's reluctance", "the Russian refusal"."""
        if self.tokens[noun].pos not in NOUNS:
            return None
        nations = [i for i in self.having(noun, {"amod"}) if self.tokens[i].text[:1].isupper()]
        return next(iter([*self.having(noun, {"poss"}), *nations]), None)

    def _verbs_above(self, index: int) -> Iterator[tuple[int, int]]:
        for child, parent in self.path(index):
            if self.tokens[child].dep not in {"xcomp", "conj", "acomp", "pcomp", "prep", "advcl"}:
                return
            yield child, parent

    def auxiliaries(self, index: int) -> set[str]:
        """Give the lower-case auxiliaries of a verb, its own and those that it shares with the verb it is joined to."""
        own = {self.words[child] for child in self.having(index, AUXILIARIES)}
        token = self.tokens[index]
        if token.dep == "conj" and not self.having(index, SUBJECTS) and not own:
            return self.auxiliaries(token.head) if token.head != index else own
        return own
