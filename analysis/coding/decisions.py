"""What hangs on a decision that is still to be made."""

from __future__ import annotations

from functools import lru_cache

from analysis.coding.conditions import condition_words
from analysis.coding.modality import is_duty
from analysis.coding.syntax import AUXILIARIES, Tree

_AHEAD = frozenset({"will", "would", "must", "should", "shall", "can", "could", "may", "might", "to"})


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
        if lemma in lists["decisions"] and _is_ahead(tree, tree.tokens[index].head):
            found.update(tree.subtree(tree.tokens[index].head))
        if lemma in lists["prices"] and _is_set(tree, index):
            links = [i for i in tree.having(index, {"prep"}) if tree.words[i] in {"for", "of", "to"}]
            found.update(i for link in links for i in tree.subtree(link))
        if tree.words[index] == "or" and _threatens(tree, index):
            found.update(range(index, len(tree.tokens)))  # "must yield or there would be no deal"
        if lemma == "either" and "or" in tree.words[index:]:
            found.update(range(tree.words.index("or", index), len(tree.tokens)))
    return frozenset(found)


def _is_ahead(tree: Tree, verb: int) -> bool:
    """Say whether a decision is still to be made by a verb: "will take a decision", but "has taken the decision"."""
    lemma, word = tree.lemmas[verb], tree.words[verb]
    past = word != lemma and not word.endswith(("ing", "s")) and not tree.auxiliaries(verb) & _AHEAD
    return lemma in condition_words()["decision_verbs"] and not past


def _is_set(tree: Tree, price: int) -> bool:
    """Say whether a price is named: "as a condition for talks", "is a condition for", "one of the conditions for"."""
    head = tree.tokens[price].head
    one = tree.words[head] == "of" and tree.words[tree.tokens[head].head] == "one"
    return one or tree.words[head] == "as" or tree.tokens[price].dep in {"attr", "nsubj"}


def _threatens(tree: Tree, word: int) -> bool:
    """Say whether "or" opens what comes where a duty is not met."""
    verb = tree.tokens[word].head
    threats = [i for i in tree.having(verb, {"conj"}) if i > word and tree.auxiliaries(i) & {"will", "would", "'ll"}]
    return is_duty(tree, verb) and any(tree.words[j] in {"no", "not"} for i in threats for j in tree.subtree(i))
