"""The lists of words that take a stance, and under which of them a word of a statement falls."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from analysis.coding.syntax import Tree

_DATA = Path(__file__).parent / "data" / "predicates.toml"

ATTITUDES = (
    "attitude_for_nouns",
    "attitude_against_nouns",
    "attitude_for",
    "attitude_against",
    "attitude_for_weak",
    "attitude_against_weak",
)
ACTS = ("bring_about", "undo", "bring_about_nouns", "undo_nouns")
AGAINST = frozenset({"attitude_against", "attitude_against_nouns", "attitude_against_weak", "undo", "undo_nouns"})
_OF_VERBS = frozenset({"bring_about", "undo"})
_OF_NOUNS = frozenset({"attitude_for_nouns", "attitude_against_nouns", "bring_about_nouns", "undo_nouns"})
WEAK = frozenset({"attitude_for_weak", "attitude_against_weak"})
_LINKS = frozenset({"prep", "prt", "agent"})
_PARTICLES = frozenset({"aside", "away", "back", "down", "off", "out", "up"})


# Prepositions that the parser hangs on a verb where they belong to its object: "welcomed the roadmap | for a truce".
_OF_OBJECT = frozenset({"for", "of", "on", "to", "about", "over", "from"})


@cache
def predicates() -> dict[str, frozenset[str]]:
    """Give the lists of ``data/predicates.toml``."""
    with _DATA.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def list_of(tree: Tree, token: int, names: tuple[str, ...], child: int | None = None) -> str | None:
    """Give the first of some lists that has a word, with its particle or preposition before the word alone.

    A verb governs through a preposition only where the list has both ("object to", but "criticized at the summit" says
    nothing of the summit), or where it brings something about ("engage in").

    Args:
        tree: the statement's parse.
        token: the index of the word.
        names: the lists to look in.
        child: the child of the word that leads to the theme's term.
    """
    lists, lemma = predicates(), tree.lemmas[token]
    verb = tree.tokens[token].pos in {"VERB", "AUX"}
    other = _OF_NOUNS if verb else _OF_VERBS
    names = tuple([name for name in names if name not in other])
    linked = _linked(tree, token)
    if tree.tokens[token].dep == "prep" and token:
        own = {phrase for phrase in _linked(tree, tree.tokens[token].head) if phrase.endswith(f" {lemma}")}
        if any(not own.isdisjoint(lists[name]) for name in (*ATTITUDES, *ACTS)):
            return None  # "warned against", "less than": the word with its preposition counts, not that again
        linked.append(f"{tree.words[token - 1]} {lemma}")  # "instead of"
    if linked:
        for name in names:
            if not lists[name].isdisjoint(linked):
                return name
    through = child is not None and child != token and tree.tokens[child].dep == "prep" and verb
    through = through and child is not None and not _after_object(tree, token, child)
    if through and tree.words[child or 0] != "as" and tree.having(token, {"dobj"}):
        return None  # "imposed sanctions | on the court" does something to the court
    allowed = [name for name in names if not through or name == "bring_about"]
    return next((name for name in allowed if lemma in lists[name]), None)


def _linked(tree: Tree, token: int) -> list[str]:
    """Give a word with each of its prepositions and particles: "line up", "line up behind"."""
    lemma, words = tree.lemmas[token], tree.words
    links = [i for i in tree.children[token] if _links(tree, i)]
    longer = [i for i in links if i + 1 in (*links, *tree.children[i])]
    return [f"{lemma} {words[i]}" for i in links] + [f"{lemma} {words[i]} {words[i + 1]}" for i in longer]


def _links(tree: Tree, child: int) -> bool:
    """Say whether a child is a preposition or a particle; the parser takes a particle far off for an adverb."""
    token = tree.tokens[child]
    if token.dep == "advmod" and tree.words[child] in _PARTICLES:
        # "backed a roadmap | away from oil": what is away from something belongs to the word before it.
        return child == token.head + 1 or tree.words[child + 1 : child + 2] != ["from"]
    return token.dep in _LINKS


def _after_object(tree: Tree, verb: int, link: int) -> bool:
    """Say whether a preposition of a verb stands right behind the verb's object, and so tells of that."""
    objects = tree.having(verb, {"dobj"})
    return tree.words[link] in _OF_OBJECT and any(link - 1 in tree.subtree(i) for i in objects)
