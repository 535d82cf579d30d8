"""What a statement calls good or bad: "talks are necessary", "called the plan a trap"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.coding.predicates import predicates
from analysis.coding.syntax import VERBS, Tree

PRAISE, BLAME = "praise", "blame"


def judgement(tree: Tree, token: int) -> str | None:
    """Give PRAISE or BLAME where a word is in the list of that name, or a phrase that it begins or ends.

    "red line", "legitimate target", "act of war".
    """
    reach = (token - 1, token + 1), (token, token + 1), (token, token + 2), (token, token + 3)
    keys = {" ".join(tree.lemmas[max(0, first) : last]) for first, last in reach}
    return next((name for name in (BLAME, PRAISE) if keys & predicates()[name]), None)


def complements(tree: Tree, verb: int) -> Iterator[int]:
    """Give the words that say something of a verb's subject, the deciding ones first."""
    if tree.tokens[verb].pos not in VERBS:
        yield verb  # "call the truce a trap" has no verb between the truce and the trap
    relations = {"acomp", "attr", "oprd", "xcomp"}
    if tree.lemmas[verb] in predicates()["amounting"]:
        relations.add("dobj")
    for complement in tree.having(verb, relations):
        yield from tree.having(complement, {"amod"})  # "an unrealistic goal" is judged by its adjective
        yield complement
        yield from tree.having(complement, {"conj"})
    for link in tree.having(verb, {"prep"}):
        yield link
        yield from tree.having(link, {"pobj"})


def name_given(tree: Tree, verb: int, child: int, path: Sequence[int]) -> tuple[int, str] | None:
    """Give the judging name that a verb gives to its object: "called the plan a trap", "regards talks as useful".

    Returns:
        The index of the name's word, and PRAISE or BLAME.
    """
    if tree.lemmas[verb] not in predicates()["naming"]:
        return None
    links = [i for i in tree.having(verb, {"prep"}) if tree.words[i] == "as"]
    # The parser takes "a trap" for an apposition of the plan now and then.
    names = [
        *tree.having(verb, {"oprd"}),
        *tree.having(child, {"appos"}),
        *(i for j in links for i in tree.children[j]),
    ]
    for name in (i for i in names if i not in path):
        if verdict := judgement(tree, name):
            return name, verdict
    return None
