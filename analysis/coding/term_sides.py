"""Which words of a term take its side in a statement, and whether they do there.

A term is a string of words with gaps; the grammar of a statement can put between them what turns the term round: "no
intention of leaving the talks" holds "no … talks", and "give up on a negotiated solution" holds "give … negotiated".
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.coding.predicates import ACTS, AGAINST, ATTITUDES, list_of, predicates
from analysis.coding.syntax import VERBS, Tree
from analysis.coding.terms import Match


@dataclass(frozen=True, slots=True)
class Place:
    """Where a theme is spoken of: ``tokens`` are the words' indices, ``side`` is 1 for the proposition and -1 against.

    ``sign`` is where the words point where they take no side.
    """

    tokens: tuple[int, ...]
    side: int = 0
    sign: int = 1


_TURNING = ("undo", "undo_nouns", *(name for name in ATTITUDES if name in AGAINST))


def place_of(tree: Tree, match: Match) -> Place:
    """Give the words of a term to start from and their side: the words that name the issue alone, and 0, where not."""
    tokens, side = _sided(tree, match.tokens, match.side)
    return Place(tokens, side, side or (1 if match.side else match.sign))


def _sided(tree: Tree, tokens: tuple[int, ...], side: int) -> tuple[tuple[int, ...], int]:
    if len(tokens) == 1:
        return tokens, side
    if not side:
        # The "reject" of the term "reject * deal" and the "no" of "no deal" are what the statement says of the deal.
        return tuple(i for i in tokens if not _is_attitude(tree, i) and not _is_function(tree, i)) or tokens, 0
    kept = tuple(i for i in tokens if not (_is_phrasal(tree, i, tokens) or _tells_which(tree, i, tokens)))
    if len(kept) < len(tokens):
        return (kept or tokens), 0
    if _turned_inside(tree, tokens):
        return tokens[-1:], 0
    if _denied_inside(tree, tokens):
        return tokens, 0
    # The "only" of "only * talks" may stand with another word: "the war can only be ended through talks".
    return tuple(i for i in tokens if tree.words[i] != "only") or tokens, side


def _is_attitude(tree: Tree, token: int) -> bool:
    lemma, lists = tree.lemmas[token], predicates()
    attitude = tree.tokens[token].pos in {"VERB", "ADJ"} and list_of(tree, token, ATTITUDES) is not None
    return attitude and not any(lemma in lists[name] for name in ACTS)


def _is_function(tree: Tree, token: int) -> bool:
    """Say whether a word names nothing: the "the" and "would" of "the agreement would", the "no" of "no deal"."""
    return tree.tokens[token].pos in {"AUX", "DET"} or tree.words[token] in predicates()["negations"]


def _is_phrasal(tree: Tree, token: int, term: tuple[int, ...]) -> bool:
    """Say whether a verb means another thing with its particle, which is no word of the term: "give | up"."""
    if tree.tokens[token].pos not in VERBS:
        return False
    particles = [i for i in tree.having(token, {"prt"}) if i not in term]
    lists = predicates()
    return any(f"{tree.lemmas[token]} {tree.words[i]}" in lists["undo"] for i in particles) and (
        tree.lemmas[token] not in lists["undo"]
    )


def _tells_which(tree: Tree, token: int, term: tuple[int, ...]) -> bool:
    """Say whether a participle only tells which things are meant: "the | attacked | tankers", "tariffs | imposed"."""
    own = tree.tokens[token]
    if own.pos != "VERB" or own.head not in term:
        return False
    behind = own.dep == "acl" and tree.words[token] != tree.lemmas[token] and not tree.words[token].endswith("ing")
    return (own.dep == "amod" and tree.words[token].endswith("ed")) or behind


def _turned_inside(tree: Tree, tokens: tuple[int, ...]) -> bool:
    """Say whether a word between those of a term may turn its last one round.

    "prepared to give up on negotiations", "rejected attempts to repackage the truce".
    """
    lists, first = predicates(), tree.lemmas[tokens[0]]
    opens = tree.words[tokens[0]] in lists["negations"] or first in lists["attitude_for"] | lists["attitude_against"]
    if not opens:
        return False
    between = _between(tree, tokens)
    unlisted = first in lists["attitude_against"] and any(_is_unlisted(tree, i) for i in between)
    return unlisted or any(list_of(tree, i, _TURNING) for i in between)


def _denied_inside(tree: Tree, tokens: tuple[int, ...]) -> bool:
    """Say whether a verb of no list is denied between a term's words: "the rich must not shift their duty"."""
    verbs = [i for i in _between(tree, tokens) if _is_unlisted(tree, i)]
    return any(tree.words[j] in predicates()["negations"] for i in verbs for j in tree.children[i] if j not in tokens)


def _between(tree: Tree, tokens: tuple[int, ...]) -> set[int]:
    """Give the words between those of a term that its last one hangs on."""
    return {parent for _, parent in tree.path(tokens[-1]) if tokens[0] < parent < tokens[-1]} - set(tokens)


def _is_unlisted(tree: Tree, token: int) -> bool:
    return tree.tokens[token].pos == "VERB" and list_of(tree, token, (*ATTITUDES, *ACTS)) is None
