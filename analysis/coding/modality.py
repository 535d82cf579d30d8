"""How a statement says it: denied, owed, intended, meant as a purpose, or only said in passing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from analysis.coding.judgements import judgement
from analysis.coding.predicates import predicates
from analysis.coding.syntax import NOUNS, SUBJECTS, Tree

# How many words may stand between "neither" and its "nor".
_NEITHER = 12


def negations(tree: Tree, token: int, term: Collection[int]) -> Iterator[int]:
    """Give the negations that hang on a token and are no part of the term."""
    words = predicates()
    first = tree.subtree(token)[0]
    if first > 1 and _denies_what_follows(tree, first - 1) and tree.tokens[token].pos in NOUNS:
        yield first - 1
    for child in tree.children[token]:
        if child > token and _denies_what_follows(tree, child):
            continue
        if tree.words[child] == "nor" and "neither" in tree.words[max(0, child - _NEITHER) : child]:
            continue  # "neither fair nor realistic" denies once
        following = tree.words[child + 1] if child + 1 < len(tree.words) else ""
        denies = tree.words[child] in words["negations"] and following not in words["not_negating"]
        denies |= tree.words[child] == "non" and following == "-" and judgement(tree, token) is None
        if child not in term and (denies or _denied_within(tree, child, term)):
            yield child


def _denies_what_follows(tree: Tree, word: int) -> bool:
    """Say whether a word sets what follows against what stands before: "a truce, not a treaty", "instead of a fund"."""
    if tree.words[word] in {"of", "than"}:
        return tree.tokens[word].dep == "cc" and tree.words[word - 1] in {"instead", "rather"}
    return tree.words[word] == "not" and tree.words[word - 1] == "," and tree.tokens[word - 2].pos in NOUNS


def _denied_within(tree: Tree, child: int, term: Collection[int]) -> bool:
    """Say whether a word is denied in itself: the subject of "no one wants", the "longer" of "no longer wants"."""
    negated = any(tree.words[i] in predicates()["negations"] for i in tree.children[child] if i not in term)
    return negated and (tree.tokens[child].dep in SUBJECTS or tree.words[child] in {"longer", "more"})


def is_duty(tree: Tree, verb: int) -> bool:
    """Say whether a verb is owed: "must", "have to", "it is time to"."""
    words = predicates()
    if tree.auxiliaries(verb) & words["obligation"]:
        return True
    if tree.lemmas[verb] in words["obligation_verbs"] and tree.having(verb, {"xcomp"}):
        return True
    nouns = tree.having(verb, {"attr", "acomp"}) if tree.lemmas[verb] == "be" else []
    return any(tree.lemmas[i] in words["obligation_nouns"] for i in nouns)


def is_intention(tree: Tree, verb: int) -> bool:
    """Say whether a verb is meant to be done: "will", "going to"."""
    going = tree.words[verb] == "going" and bool(tree.having(verb, {"xcomp"}))
    return going or bool(tree.auxiliaries(verb) & predicates()["future"])


def is_never_done(tree: Tree, verb: int) -> bool:
    """Say whether a promise or a demand was just not made: "had never promised membership"."""
    perfect = tree.auxiliaries(verb) & {"had", "has", "have", "did"}
    denied = any(True for _ in negations(tree, verb, ()))
    return denied and bool(perfect) and tree.lemmas[verb] in predicates()["never_done"]


def denied_means(tree: Tree, verb: int) -> int | None:
    """Give the preposition before what something can't be reached by: "peace can't be built | on sanctions".

    The denial is of the means; what is to be reached is not denied.
    """
    words = predicates()
    able = tree.auxiliaries(verb) & {"can", "could", "ca"} and tree.lemmas[verb] in words["achieving"]
    if not able or not any(True for _ in negations(tree, verb, ())):
        return None
    return next((i for i in tree.having(verb, {"prep"}) if tree.words[i] in words["means"]), None)


def is_left_open(tree: Tree, verb: int) -> bool:
    """Say whether a clause asks what is so: "did not say whether it would sign", "decides what troops may come"."""
    asked = tree.words[tree.subtree(verb)[0]] in {"what", "whose", "how", "why"}
    if asked and tree.tokens[verb].dep in {"ccomp", "pcomp", "acl", "csubj"}:
        return True
    marks = {tree.words[child] for child in tree.having(verb, {"mark", "advmod"}) if child < verb}
    return "whether" in marks or ("if" in marks and tree.tokens[verb].dep == "ccomp")


def is_imperative(tree: Tree, verb: int) -> bool:
    """Say whether a verb is a command: "bring them home", "do not sign"."""
    token = tree.tokens[verb]
    if token.pos != "VERB" or tree.words[verb] != tree.lemmas[verb] or token.dep not in {"ROOT", "ccomp", "parataxis"}:
        return False
    return not tree.having(verb, SUBJECTS | {"mark"}) and tree.auxiliaries(verb) <= {"do", "please"}


def is_one_sort(tree: Tree, noun: int) -> bool:
    """Say whether a subject is only one sort of a thing: "any settlement that keeps the soldiers here is worthless"."""
    if tree.tokens[noun].dep not in SUBJECTS:
        return False
    words = [tree.words[i] for i in tree.subtree(noun)]
    every = any(tree.words[i] == "any" for i in tree.having(noun, {"det"}))
    return (every and bool(tree.having(noun, {"relcl"}))) or ("any", "other") in pairwise(words)


def is_purpose(tree: Tree, verb: int) -> bool:
    """Say whether an adverbial clause is one of purpose: "met to discuss a truce"."""
    return any(tree.words[child] == "to" for child in tree.having(verb, {"aux"}))


def is_gerund_object(tree: Tree, verb: int) -> bool:
    """Say whether what the parser calls an adverbial clause is the object of a verb: "ruled out | sending soldiers"."""
    above = tree.tokens[verb].head
    gerund = tree.words[verb].endswith("ing") and tree.subtree(verb)[0] == verb
    return gerund and verb - 1 in {above, *tree.having(above, {"prt"})} and not tree.having(above, {"dobj", "xcomp"})


def is_aside(tree: Tree, child: int, parent: int) -> bool:
    """Say whether a step of a path leaves what the speaker speaks of: a report on it, a time after it, a part in it."""
    words, tokens = predicates(), tree.tokens
    noun = tokens[parent].pos == "NOUN"
    if tokens[child].dep == "appos" and tokens[parent].pos == "PROPN":
        return True  # "India, one of the leading developing nations"
    pressed = tokens[child].dep == "acl" and tree.lemmas[parent] in words["pressing"]
    if (noun and (pressed or tree.lemmas[parent] in words["hearsay"])) or tokens[child].dep == "agent":
        return True
    if tokens[child].dep == "prep" and tree.words[child] in words["circumstances"]:
        return True
    if any(tree.words[i] in words["particularly"] for i in tree.having(child, {"advmod"})):
        return True  # "respects our interests, particularly in agriculture"
    amid = tokens[parent].dep == "pobj" and tree.lemmas[parent] in words["amid"]
    if amid and tree.words[tokens[parent].head] == "in":
        return True  # "will act in response to the tariffs"
    stance_nouns = ("attitude_for_nouns", "bring_about_nouns", "undo_nouns")
    part = tree.words[child] == "in" and noun and not tree.having(child, {"pcomp"})  # "its role in reaching a truce"
    return part and all(tree.lemmas[parent] not in words[name] for name in stance_nouns)


def is_topic(tree: Tree, child: int, parent: int) -> bool:
    """Say whether what is below a word is only talked of: "discussed the truce", "a meeting on arms supplies"."""
    words, relation = predicates(), tree.tokens[child].dep
    if tree.tokens[parent].pos == "VERB":
        return tree.lemmas[parent] in words["neutral"] and relation in {"dobj", "prep", "nsubjpass"}
    return tree.lemmas[parent] in words["occasions"] and tree.words[child] in words["topics"]
