"""What a statement calls good or bad: "talks are necessary", "called the plan a trap"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.coding.predicates import predicates
from analysis.coding.syntax import VERBS, Tree

_CONDITIONS = frozenset({"if", "when", "once", "after", "until", "unless", "as"})
_ONLY = frozenset({"only", "merely", "just", "simply"})
_SEEMING = frozenset({"be", "seem", "remain", "become", "appear"})
_ABLE = frozenset({"possible", "impossible"})
PRAISE, BLAME = "praise", "blame"
# Too little of something, and enough of it: what that says of it depends on whether more of it is what is asked for.
LACKING, SUFFICING = "lacking", "sufficing"


def judgement(tree: Tree, token: int) -> str | None:
    """Give PRAISE, BLAME, LACKING or SUFFICING where a word is in the list of that name, or a phrase that it begins.

    "red line", "legitimate target", "act of war".
    """
    reach = (token - 1, token + 1), (token, token + 1), (token, token + 2), (token, token + 3)
    # The parser takes "non-starter" apart.
    keys = {" ".join(tree.lemmas[max(0, first) : last]).replace(" - ", "-") for first, last in reach}
    keys.add("".join(tree.lemmas[max(0, token - 2) : token + 1]))
    return next((name for name in (LACKING, SUFFICING, BLAME, PRAISE) if keys & predicates()[name]), None)


def complements(tree: Tree, verb: int) -> Iterator[int]:
    """Give the words that say something of a verb's subject, the deciding ones first."""
    if tree.tokens[verb].pos not in VERBS:
        yield verb  # "call the truce a trap" has no verb between the truce and the trap
    relations = {"acomp", "attr", "oprd", "xcomp"}
    if tree.lemmas[verb] in predicates()["amounting"]:
        relations.add("dobj")
    found = tree.having(verb, relations)
    if not found and tree.lemmas[verb] == "be":  # "is the worst yet and unacceptable"
        found = tree.having(verb, {"advmod"})
    for complement in found:
        # "an unrealistic goal" is judged by its adjective, what causes "serious losses" by its noun.
        adjectives = tree.having(complement, {"amod"})
        yield from (complement, *adjectives) if tree.tokens[complement].dep == "dobj" else (*adjectives, complement)
        yield from tree.having(complement, {"conj"})
    for link in tree.having(verb, {"prep"}):
        if tree.lemmas[verb] in _SEEMING:
            yield link  # "is out", but "comes out of their pocket"
        yield from tree.having(link, {"pobj"})


def extraposed(tree: Tree, child: int, parent: int) -> int | None:
    """Give the verb of "it" whose real subject a clause is: "it would be naive to lift them"."""
    verb = parent if tree.tokens[parent].pos in VERBS else tree.tokens[parent].head
    it = any(tree.words[i] == "it" for i in tree.having(verb, {"nsubj", "nsubjpass", "expl"}))
    if not it or tree.lemmas[verb] not in _SEEMING or not tree.having(verb, {"acomp", "attr", "oprd"}):
        return None
    # "it is impossible to talk to them" refuses, "it is possible that they talk" guesses.
    guesses = predicates()["guesses"] - (_ABLE if tree.auxiliaries(child) & {"to"} else frozenset())
    guessed = any(tree.lemmas[i] in guesses for i in complements(tree, verb))
    return verb if child > verb and not guessed else None


def judged_subject(tree: Tree, child: int, verb: int) -> tuple[int, str] | None:
    """Give the judging word that a sentence has as its subject, and its verdict: "the hurdle is | the demand"."""
    if tree.tokens[child].dep not in {"attr", "xcomp"} or tree.lemmas[verb] not in _SEEMING:
        return None
    named = (i for subject in tree.having(verb, {"nsubj"}) for i in (*tree.having(subject, {"amod"}), subject))
    return next(((i, verdict) for i in named if (verdict := judgement(tree, i)) in (PRAISE, BLAME)), None)


def does_only(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells the one, unwelcome thing that its subject would do: "would only help the enemy"."""
    only = any(tree.words[i] in _ONLY and i < verb for i in tree.having(verb, {"advmod"}))
    below = {tree.words[i] for i in tree.subtree(verb) if i > verb}
    return only and bool(tree.auxiliaries(verb) & {"will", "would", "'d", "'ll"}) and not below & _CONDITIONS


def is_the_only(tree: Tree, subject: int, verb: int) -> bool:
    """Say whether nothing but a subject can do what a verb says: "only a truce can end this"."""
    only = any(tree.words[i] == "only" and i < subject for i in tree.having(subject, {"advmod", "amod"}))
    return only and bool(tree.auxiliaries(verb) & {"can", "could", "will", "would", "'ll"})


def needed_so(tree: Tree, verb: int) -> int | None:
    """Give the verb by which something is called what is needed: "a truce is what we need"."""
    if tree.lemmas[verb] != "be":
        return None
    clauses = tree.having(verb, {"csubj", "ccomp", "nsubj", "attr", "acl", "relcl", "pcomp"})
    wanting = (i for i in clauses if tree.lemmas[i] in predicates()["needing"] and tree.tokens[i].pos in VERBS)
    return next((i for i in wanting if any(tree.words[j] == "what" for j in tree.children[i])), None)


def is_enough(tree: Tree, verb: int, complement: int) -> bool:
    """Say whether something is called great or good "enough", denied or not: "is not fair enough"."""
    near = (*tree.subtree(complement), *tree.children[verb])
    return any(tree.words[i] == "enough" and i > complement for i in near)


def declines_offer(tree: Tree, path: Sequence[int]) -> bool:
    """Say whether an offer on a path is turned down: who wants more calls it too little."""
    words = predicates()
    declining = (i for i in path if tree.lemmas[i] in words["attitude_against"])
    return any(tree.lemmas[j] in words["offers"] for i in declining for j in tree.having(i, {"dobj", "nsubjpass"}))


def is_named(tree: Tree, verb: int) -> bool:
    """Say whether a verb gives its object a name: "regard it as a favour", "call it a step"."""
    named = any(tree.words[i] == "as" for i in tree.subtree(verb) if i > verb)
    return named or bool(tree.having(verb, {"oprd"}))


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
        *(i for i in tree.subtree(child) if i > tree.tokens[i].head >= child and tree.tokens[i].pos == "ADJ"),
    ]
    for name in (i for i in names if i not in path):
        for word in (*tree.having(name, {"amod"}), name):  # "a false solution" is judged by its adjective
            if verdict := judgement(tree, word):
                return word, verdict
    return None
