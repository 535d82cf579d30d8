"""The conditions of a statement: where they stand, and whether what they name is wanted."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from analysis.coding.predicates import list_of, predicates
from analysis.coding.syntax import AUXILIARIES, Tree

_DATA = Path(__file__).parent / "data" / "conditions.toml"


_OF_VERBS = frozenset({"dobj", "nsubj", "nsubjpass", "aux", "auxpass", "agent"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the indices of its tokens (``marker`` and what it opens), and of what depends on it.

    ``demanding`` says that the speaker wants what it names; ``limit`` that it only bounds what is denied or would be;
    ``offered`` that it may name what something is offered for; ``lasting`` that what it opens lasts as long.
    """

    marker: tuple[int, ...]
    tokens: frozenset[int]
    demanding: bool
    limit: bool
    offered: bool = False
    lasting: bool = False

    def words(self, tree: Tree) -> str:
        """Give the words of the condition."""
        text, end = "", 0
        for token in (tree.tokens[i] for i in sorted({*self.marker, *self.tokens})):
            text += (" " if text and token.start > end else "") + token.text
            end = token.start + len(token.text)
        return text


@cache
def condition_words() -> dict[str, frozenset[str]]:
    """Give the lists of ``data/conditions.toml``."""
    with _DATA.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


@cache
def _markers() -> dict[str, list[tuple[str, ...]]]:
    """Give the markers by their first words, the longest first."""
    lists, found = condition_words(), defaultdict(list)
    for marker in lists["clauses"] | lists["limits"] | lists["no_conditions"]:
        words = tuple(marker.split())
        found[words[0]].append(words)
    return {first: sorted(markers, key=len, reverse=True) for first, markers in found.items()}


@lru_cache(maxsize=8)
def find_conditions(tree: Tree) -> list[Condition]:
    """Find the conditions of a statement, in the order of the text."""
    lists, found, after = condition_words(), list[Condition](), 0
    for start, word in enumerate(tree.words):
        markers = _markers().get(word, ()) if start >= after else ()
        words = next((w for w in markers if tuple(tree.words[start : start + len(w)]) == w), None)
        if words is None:
            continue
        after, key = start + len(words), " ".join(words)
        if key in lists["no_conditions"]:
            continue
        marker = tuple(range(start, after))
        if tree.tokens[start].pos == "VERB" and tree.having(start, _OF_VERBS):
            continue  # "has never provided weapons"
        opened = _opened(tree, marker)
        if (key == "if" and (_is_purpose(tree, opened) or _is_whether(tree, start))) or (
            key in lists["limits"] and _is_day(tree, after - 1)
        ):
            continue
        # "would only talk if": the "only" of "only if" may stand with the verb that the condition is attached to.
        demanding = key in lists["demanding"] or (f"only {key}" in lists["demanding"] and _only_above(tree, opened))
        kinds = (key in lists["limits"], key in lists["offered"], key in lists["lasting"])
        found.append(Condition(marker, opened, demanding, *kinds))
    return found + [_tied(tree, i) for i, lemma in enumerate(tree.lemmas) if lemma in lists["tying"] and _ties(tree, i)]


def _ties(tree: Tree, verb: int) -> list[int]:
    """Give the "to" or "on" by which a verb makes its object hang on something, if it does."""
    links = [i for i in tree.having(verb, {"prep", "dative"}) if tree.words[i] in {"to", "on", "with"} and i > verb + 1]
    return links if tree.having(verb, {"dobj", "nsubjpass"}) else []


def _tied(tree: Tree, verb: int) -> Condition:
    link = _ties(tree, verb)[-1]
    return Condition((link,), frozenset(tree.subtree(link)) - {link}, demanding=True, limit=False)


def _is_day(tree: Tree, marker: int) -> bool:
    """Say whether a preposition only names a day or a season: "before Ramadan", "until 2027"."""
    objects = tree.having(marker, {"pobj"})
    times = condition_words()["times"]
    named = any(tree.tokens[i].pos in {"PROPN", "NUM"} or tree.lemmas[i] in times for i in objects)
    return tree.words[marker] != "without" and named


def _is_purpose(tree: Tree, opened: frozenset[int]) -> bool:
    """Say whether "if" names what something is for: "a must if the truce is to hold", "if it wants peace"."""
    if any(tree.lemmas[i] in {"want", "wish"} and tree.tokens[i].dep == "advcl" for i in opened):
        return True
    verbs = [i for i in opened if tree.lemmas[i] == "be" and tree.tokens[i].dep == "advcl"]
    return any(tree.words[j - 1] == "to" for i in verbs for j in tree.having(i, {"xcomp"}))


def _is_whether(tree: Tree, marker: int) -> bool:
    """Say whether "if" asks what is so: "to see if a deal was possible"."""
    head = tree.tokens[marker].head
    return tree.tokens[marker].dep == "mark" and tree.tokens[head].dep == "ccomp" and head > marker


def _only_above(tree: Tree, opened: frozenset[int]) -> bool:
    """Say whether the verb that a clause is attached to is restricted by "only" before the clause."""
    if not opened:
        return False
    top = min(opened, key=tree.depth)
    above = tree.tokens[top].head
    return any(tree.words[i] == "only" and i < min(opened) for i in tree.having(above, {"advmod"}))


@lru_cache(maxsize=8)
def undecided(tree: Tree) -> frozenset[int]:
    """Give the tokens that hang on a decision still to be made, or on a price: "decide about how long to stay"."""
    lists = condition_words()
    found: set[int] = set()
    for index, lemma in enumerate(tree.lemmas):
        perfect = set(tree.having(index, AUXILIARIES)) if tree.words[index] != lemma else set()
        if lemma in lists["deciding"] and lists["open"].intersection(
            tree.lemmas[i] for i in tree.subtree(index) if i not in perfect
        ):
            found.update(tree.subtree(index))
        if tree.words[index : index + 2] == ["up", "to"] and lists["left"].intersection(tree.words[index:]):
            found.update(range(index, len(tree.tokens)))  # "up to Kyiv whether to give up land"
        if lemma in lists["decisions"] and tree.lemmas[tree.tokens[index].head] in lists["decision_verbs"]:
            found.update(tree.subtree(tree.tokens[index].head))
        if lemma in lists["prices"] and tree.words[tree.tokens[index].head] == "as":
            links = [i for i in tree.having(index, {"prep"}) if tree.words[i] in {"for", "of", "to"}]
            found.update(i for link in links for i in tree.subtree(link))
        if lemma == "either" and "or" in tree.words[index:]:
            found.update(range(tree.words.index("or", index), len(tree.tokens)))
    return frozenset(found)


def _opened(tree: Tree, marker: tuple[int, ...]) -> frozenset[int]:
    """Give what a marker opens: the clause that it marks or the phrase that it governs, up to the clause's end."""
    last = marker[-1]
    token = tree.tokens[last]
    if token.dep in {"mark", "advmod"} and token.head > last:
        inside = tree.subtree(token.head)
    else:
        inside = tree.subtree(marker[0]) if tree.tokens[marker[0]].dep in {"prep", "advcl"} else tree.subtree(last)
    after = [i for i in inside if i > last]
    if not after:
        after = _up_to_comma(tree, last + 1)
    return frozenset(after)


def _up_to_comma(tree: Tree, start: int) -> list[int]:
    found = []
    for index in range(start, len(tree.tokens)):
        if tree.words[index] in {",", ".", ";", "—", ":"}:
            break
        found.append(index)
    return found


def denied_or_supposed(tree: Tree, verb: int) -> bool:
    """Say whether a verb is negated, or says what would be: then "until" and "before" are conditions of it."""
    negations = predicates()["negations"]
    near = [verb, *tree.children[verb]]
    if list_of(tree, verb, ("attitude_against",)):
        return True  # "ruled out a release before the attacks stop"
    return any(tree.words[j] in negations for i in near for j in [i, *tree.children[i]])


def keeps(tree: Tree, verb: int) -> bool:
    """Say whether a verb keeps things as they are: what they are kept for "until" is wanted."""
    return tree.lemmas[verb] in condition_words()["keeping"]
