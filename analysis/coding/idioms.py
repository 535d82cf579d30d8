"""Phrases of several words that take a stance: "throw one's weight behind a truce", "the talks are on hold"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.coding.predicates import predicates
from analysis.coding.syntax import Tree
from analysis.coding.terms import Match, TermIndex
from analysis.model import Codebook, Theme

_STANCE, _OPEN, _QUESTION = "idiom", "open", "question"
# Verbs that only carry what stands with them: "are on hold", "put the deliveries on hold".
_CARRIERS = frozenset({"be", "remain", "stay", "keep", "put", "become", "have", "seem", "leave"})
_COMPLEMENTS = frozenset({"prep", "acomp", "attr", "advmod", "oprd", "prt", "dobj", "npadvmod", "dative"})
_ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class Idiom:
    """An idiom in a statement: the indices of its words, and 1 where it is for what it is said of, -1 against.

    0 where it leaves open what its speaker thinks.
    """

    tokens: frozenset[int]
    side: int


def find_idioms(tree: Tree) -> list[Idiom]:
    """Find the idioms of a statement, in the order of the text."""
    return [Idiom(frozenset(m.tokens), m.side) for m in _matches(tree) if m.theme != _QUESTION]


@lru_cache(maxsize=8)
def _matches(tree: Tree) -> list[Match]:
    return _index().find(tree.tokens)


def idiom_at(tree: Tree, idioms: list[Idiom], parent: int, child: int) -> Idiom | None:
    """Give the idiom that a step from ``child`` up to ``parent`` leads into, or that ``parent`` carries."""
    for idiom in idioms:
        if parent in idiom.tokens:
            return idiom
        carried = [i for i in idiom.tokens if tree.tokens[i].head == parent and tree.tokens[i].dep in _COMPLEMENTS]
        if carried and child not in carried and tree.lemmas[parent] in _CARRIERS:
            return idiom
    return None


def asked(tree: Tree, token: int) -> str | None:
    """Say how a token is asked about: "rhetorical" (the contrary is meant), "open", or None where it is no question."""
    end = next((i for i in range(token, len(tree.words)) if tree.words[i] in _ENDS), None)
    if end is None or tree.words[end] != "?":
        return None
    start = next((i for i in range(token, -1, -1) if tree.words[i] in _ENDS), -1)
    found = (m for m in _matches(tree) if m.theme == _QUESTION)
    return "rhetorical" if any(start < m.tokens[0] < end for m in found) else "open"


@cache
def _index() -> TermIndex:
    names = ("idioms_for", "idioms_against", "idioms_open", "rhetorical")
    lists = {name: tuple(sorted(predicates()[name])) for name in names}
    stance = Theme(_STANCE, "", "", "", (), lists["idioms_for"], lists["idioms_against"])
    question = Theme(_QUESTION, "", "", "", lists["rhetorical"])
    left_open = Theme(_OPEN, "", "", "", lists["idioms_open"])
    return TermIndex(Codebook("idioms", "", "", (left_open, stance, question)))
