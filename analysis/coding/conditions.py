"""The conditions of a statement: where they stand, and whether what they name is wanted."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from analysis.coding.syntax import SUBJECTS, Tree
from analysis.language.condition_openers import condition_openers

_DATA = Path(__file__).parent / "data" / "conditions.toml"


_OF_VERBS = frozenset({"dobj", "nsubj", "nsubjpass", "aux", "auxpass", "agent"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the indices of its tokens (``marker`` and what it opens), and of what depends on it.

    ``demanding`` says that the speaker wants what it names; ``limit`` that it only bounds what is denied or would be;
    ``offered`` that it may name what something is offered for; ``lasting`` that what it opens lasts as long;
    ``hinging`` that it is said of its subject alone that it hangs on something, whatever else is said of it.
    """

    marker: tuple[int, ...]
    tokens: frozenset[int]
    demanding: bool
    limit: bool
    offered: bool = False
    lasting: bool = False
    hinging: bool = False

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
    clauses = condition_openers() | lists["clauses"] | lists["hinging"]
    for marker in clauses | lists["limits"] | lists["no_conditions"]:
        words = tuple(marker.split())
        found[words[0]].append(words)
    return {first: sorted(markers, key=len, reverse=True) for first, markers in found.items()}


@lru_cache(maxsize=8)
def find_conditions(tree: Tree) -> list[Condition]:
    """Find the conditions of a statement, in the order of the text."""
    found, after = list[Condition](), 0
    for start in range(len(tree.words)):
        words = _marker_at(tree, start) if start >= after else None
        if words is None:
            continue
        after = start + len(words)
        if (condition := _condition(tree, start, words)) is not None:
            found.append(condition)
    tying = condition_words()["tying"]
    return found + [_tied(tree, i) for i, lemma in enumerate(tree.lemmas) if lemma in tying and _ties(tree, i)]


def _marker_at(tree: Tree, start: int) -> tuple[str, ...] | None:
    """Give the longest marker of conditions that begins at a word."""
    word = tree.words[start]
    for words in _markers().get(word, ()):
        if tuple(tree.words[start : start + len(words)]) == words:
            return words
    # "will only sign when the guns are silent", "can only be ended through talks"
    narrowed = word in {"when", "after", "through", "by"} and _only_above(tree, _opened(tree, (start,)))
    return (word,) if narrowed else None


def _condition(tree: Tree, start: int, words: tuple[str, ...]) -> Condition | None:
    """Give the condition that a marker opens, or None where it opens none."""
    lists, key = condition_words(), " ".join(words)
    if key in lists["no_conditions"]:
        return None
    if tree.tokens[start].pos == "VERB" and tree.having(start, _OF_VERBS) and key not in lists["hinging"]:
        return None  # "has never provided weapons"
    if key in lists["hinging"] and tree.tokens[start - 1].pos in {"ADJ", "DET"}:
        return None  # "a military contingent on the island"
    marker = tuple(range(start, start + len(words)))
    opened = _opened(tree, marker)
    if key == "if" and (_is_purpose(tree, opened) or _is_whether(tree, start)):
        return None
    if key in lists["limits"] and (_is_day(tree, marker[-1]) or _concedes(tree, marker[-1])):
        return None
    # "would only talk if": the "only" of "only if" may stand with the verb that the condition is attached to.
    demanding = key in lists["demanding"] or (f"only {key}" in lists["demanding"] and _only_above(tree, opened))
    kinds = (key in lists["limits"], key in lists["offered"], key in lists["lasting"], key in lists["hinging"])
    return Condition(marker, opened, demanding, *kinds)


def _ties(tree: Tree, verb: int) -> list[int]:
    """Give the "to" or "on" by which a verb makes its object hang on something, if it does."""
    passive = tree.having(verb, {"nsubjpass", "csubjpass"})
    links = [i for i in tree.having(verb, {"prep", "dative"}) if tree.words[i] in {"to", "on", "with", "upon"}]
    return [i for i in links if passive or (i > verb + 1 and tree.having(verb, {"dobj"}))]


def _tied(tree: Tree, verb: int) -> Condition:
    link = _ties(tree, verb)[-1]
    return Condition((link,), frozenset(tree.subtree(link)) - {link}, demanding=True, limit=False, hinging=True)


def _is_day(tree: Tree, marker: int) -> bool:
    """Say whether a preposition only names a day or a season: "before Ramadan", "until 2027"."""
    objects = tree.having(marker, {"pobj"})
    times = condition_words()["times"]
    named = any(tree.tokens[i].pos in {"PROPN", "NUM"} or tree.lemmas[i] in times for i in objects)
    return tree.words[marker] != "without" and named


def _concedes(tree: Tree, marker: int) -> bool:
    """Say whether "while" sets something beside: "while he welcomed talks, …", but "no talks while they shell us"."""
    clause = tree.tokens[marker].head
    beside = clause < tree.tokens[clause].head or not tree.having(clause, SUBJECTS)
    return tree.words[marker] == "while" and beside


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
    only = (i for i in tree.having(above, {"advmod"}) if tree.words[i] == "only" and i < min(opened))
    return any(tree.words[i - 1] != "not" for i in only)


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
