"""The way from a term up its parse, with what small parsers attach wrongly put right."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.coding.modality import is_gerund_object
from analysis.coding.predicates import ATTITUDES, list_of, predicates
from analysis.coding.syntax import SUBJECTS, Tree

_NOUNS = ("attitude_for_nouns", "attitude_against_nouns")
_GOVERNING = (*_NOUNS, "undo_nouns")
# The relation of a clause that is put second: "would sooner resign | than agree".
SECOND = "second"
# The auxiliaries of a clause that must have a subject.
_FINITE = frozenset({"must", "should", "will", "would", "can", "could", "may", "shall", "is", "are", "was", "were"})
_CHOOSING = frozenset({"sooner", "rather"})
# The prepositions by which a noun governs.
_OF_NOUN = frozenset({"on", "to", "of", "for", "against", "over", "about", "towards", "toward", "from"})
# The same by which an adjective does, and how far off they may stand.
_OF_ADJECTIVE = frozenset(
    {"on", "to", "of", "for", "about", "towards", "toward", "regarding", "concerning", "with", "over"}
)
_NEAR = 4
# How many words may stand between "sooner" or "rather" and its "than".
_REACH = 12


def steps(tree: Tree, index: int) -> Iterator[tuple[int, int, str]]:
    """Give the (child, parent, relation) steps from a token up to its root.

    A preposition right behind a verb's object belongs to an object that takes a stance: "dropped its veto | on the
    package"; so does a clause of purpose to an endeavour: "praised the efforts | to find a settlement", and a
    preposition to an adjective: "were ready | for talks". A gerund right behind a verb is its object: "ruled out |
    sending soldiers".
    """
    for child, parent in tree.path(index):
        relation = tree.tokens[child].dep
        if relation == "advcl" and is_gerund_object(tree, child):
            relation = "xcomp"
        elif relation == "advcl" and _is_second(tree, child):
            relation = SECOND
        if (noun := _stance_before(tree, child, parent) if relation == "prep" else None) is not None:
            yield child, noun, "prep"
            yield noun, parent, "dobj"
        elif (noun := _endeavour_before(tree, child, parent) if relation == "advcl" else None) is not None:
            yield child, noun, "acl"
            yield noun, parent, "dobj"
        elif (adjective := _adjective_before(tree, child, parent) if relation == "prep" else None) is not None:
            yield child, adjective, "prep"
            yield adjective, parent, "acomp"
        elif (verb := _verb_after(tree, child, parent) if relation == "dobj" else None) is not None:
            yield child, verb, "nsubjpass" if tree.having(verb, {"auxpass"}) else "nsubj"
            yield verb, parent, "ccomp"
        else:
            yield child, parent, relation


def completes(tree: Tree, clause: int, noun: int) -> bool:
    """Say whether a clause says what a noun of attitude is about: "its refusal | to sign"."""
    stance = any(tree.lemmas[noun] in predicates()[name] for name in _NOUNS)
    opened = any(tree.words[i] in {"to", "that"} for i in tree.having(clause, {"aux", "mark"}))
    return stance and opened and tree.subtree(clause)[0] == noun + 1


def gerund_before(tree: Tree, noun: int) -> int | None:
    """Give the gerund that governs a noun but is parsed as its adjective: "nothing wrong with | striking plants"."""
    verbs = [i for i in tree.having(noun, {"amod"}) if tree.tokens[i].pos == "VERB" and tree.words[i].endswith("ing")]
    return next((i for i in verbs if i and tree.tokens[i - 1].dep == "prep"), None)


def _stance_before(tree: Tree, link: int, verb: int) -> int | None:
    noun = link - 1
    if tree.tokens[noun].dep != "dobj" or tree.tokens[noun].head != verb or tree.words[link] not in _OF_NOUN:
        return None
    return noun if any(tree.lemmas[noun] in predicates()[name] for name in _GOVERNING) else None


def _endeavour_before(tree: Tree, clause: int, verb: int) -> int | None:
    objects = [i for i in tree.having(verb, {"dobj"}) if i < clause and tree.lemmas[i] in predicates()["endeavours"]]
    purpose = any(tree.words[i] == "to" for i in tree.having(clause, {"aux"}))
    return objects[-1] if objects and purpose else None


def _adjective_before(tree: Tree, link: int, verb: int) -> int | None:
    if tree.words[link] not in _OF_ADJECTIVE:
        return None
    adjectives = [i for i in tree.having(verb, {"acomp"}) if i < link]
    near = adjectives[-1:] if adjectives and link - adjectives[-1] <= _NEAR else []
    return next((i for i in near if list_of(tree, i, ATTITUDES, link) is not None), None)


def _verb_after(tree: Tree, noun: int, verb: int) -> int | None:
    """Give the verb of a clause whose subject is taken for an object: "insists sanctions | must be lifted"."""
    found = [i for i in tree.having(verb, {"advcl"}) if i > noun and not tree.having(i, SUBJECTS | {"mark"})]
    return next((i for i in found if tree.auxiliaries(i) & _FINITE), None)


def _is_second(tree: Tree, clause: int) -> bool:
    marks = [i for i in tree.having(clause, {"mark", "prep"}) if tree.words[i] == "than" and i < clause]
    before = tree.words[max(0, marks[0] - _REACH) : marks[0]] if marks else []
    return not _CHOOSING.isdisjoint(before)
