"""What a condition says of a term: whether it asks for what it names, and whether the term's clause hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.coding.conditions import Condition, condition_words
from analysis.coding.grounds import Reading
from analysis.coding.judgements import BLAME, PRAISE, complements, judgement
from analysis.coding.modality import is_duty, is_intention, negations
from analysis.coding.predicates import list_of, predicates
from analysis.coding.sides import is_other
from analysis.coding.syntax import SUBJECTS, VERBS, Tree, joined_verbs
from analysis.coding.term_sides import Place
from analysis.model import Statement

# The auxiliaries of what is told as a fact.
_TOLD = frozenset({"has", "have", "had", "is", "are", "was", "were", "been"})


def wanted(tree: Tree, statement: Statement, condition: Condition, place: Place, reading: Reading) -> float:
    """Score what stands inside a condition: wanted where the condition asks for it, else only supposed."""
    above = _above(tree, condition)
    if any(_is_told_of_another(tree, statement, i) for i in above):
        return 0.0
    if condition.limit and not any(_denied_or_supposed(tree, i) or _keeps(tree, i) for i in above):
        return 0.0
    if condition.demanding and reading.left_open:
        return 0.0  # "hangs on changes to the rules" tells nothing of the rules
    if condition.demanding:
        sign = -reading.sign if condition.lasting and any(_ends_with(tree, i) for i in above) else reading.sign
        return sign * max(0.6, reading.strength)
    if condition.offered and (verdict := next(filter(None, (_verdict(tree, i) for i in above)), 0)):
        return 0.6 * verdict * reading.sign
    threatened = [i for i in above if tree.lemmas[i] in condition_words()["threatening"]]
    if condition.offered and threatened and not any(_denied_or_supposed(tree, i) for i in threatened):
        return -0.6 * reading.sign
    done = reading.grounds or tree.tokens[reading.path[0]].pos in VERBS
    if condition.offered and done and reading.sign > 0 and any(_offers(tree, i) for i in above):
        return 0.5
    eased = any(tree.lemmas[i] in condition_words()["easing"] for i in reading.path)
    if condition.offered and eased and not threatened:
        return 0.5 * reading.sign
    if condition.offered and done and any(_consents(tree, i) for i in above):
        return 0.5 * reading.sign
    # "if there is no truce, we will …" is a threat to those who keep the truce away.
    told = {"weak", "side"} if place.side > 0 else {"weak"}
    return 0.5 if reading.sign < 0 and reading.grounds.keys() <= told else 0.0


def _verdict(tree: Tree, verb: int) -> int:
    """Give 1 where a verb calls something good, -1 where bad: "it would be a mistake if we attended the talks"."""
    found = {judgement(tree, i) for i in complements(tree, verb)} if tree.lemmas[verb] == "be" else set()
    if found.isdisjoint({PRAISE, BLAME}):
        return 0
    good = (BLAME not in found) != any(True for _ in negations(tree, verb, ()))
    return 1 if good else -1


def says_enough(tree: Tree, statement: Statement, condition: Condition) -> bool:
    """Say whether a condition makes what hangs on it conditional whatever else is said of it: "can begin only if"."""
    if condition.hinging or condition.limit:
        return True
    return condition.demanding and not any(_is_told_of_another(tree, statement, i) for i in _above(tree, condition))


def _is_told_of_another(tree: Tree, statement: Statement, verb: int) -> bool:
    """Say whether a verb tells what another has done: "the rebels rejected a truce in return for the captives"."""
    subject = tree.subject(verb) if tree.tokens[verb].pos == "VERB" and tree.words[verb] != tree.lemmas[verb] else None
    if subject is None or tree.auxiliaries(verb) - _TOLD:
        return False
    return is_other(tree, subject, statement)


def _ends_with(tree: Tree, verb: int) -> bool:
    """Say whether what a verb says is to end with its condition: "no treaty as long as they claim our land"."""
    return _denied_or_supposed(tree, verb) or _keeps(tree, verb)


def _offers(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells what its subject will do for something: "will free the captives"."""
    willing = is_intention(tree, verb) or list_of(tree, verb, ("attitude_for",)) is not None
    given = list_of(tree, verb, ("attitude_for", "bring_about", "undo")) is not None
    return willing and given and not any(True for _ in negations(tree, verb, ()))


def _consents(tree: Tree, verb: int) -> bool:
    """Say whether a verb gives in to another's wish for something: "will accept limits if the sanctions are lifted"."""
    return tree.lemmas[verb] in condition_words()["consenting"] and not any(True for _ in negations(tree, verb, ()))


def hangs_on(tree: Tree, term: tuple[int, ...], condition: Condition, reading: Reading) -> bool:
    """Say whether the clause of a term is what a condition is about."""
    top = tree.top(term)
    clause = {top, *(parent for _, parent in tree.path(top))}
    clause.update(i for _, parent in tree.path(top) for i in joined_verbs(tree, parent))
    if not clause & _above(tree, condition, within_clause=True):
        return False
    if condition.limit:
        return reading.sign < 0 and any(_denied_or_supposed(tree, i) for i in clause)
    return True


def comes_first(tree: Tree, condition: Condition) -> bool:
    """Say whether something else is demanded before what a condition names: "must withdraw before talks begin"."""
    if tree.words[condition.marker[0]] != "before":
        return False
    return any(is_duty(tree, i) or tree.lemmas[i] in condition_words()["claiming"] for i in _above(tree, condition))


def is_shaped(tree: Tree, path: Sequence[int]) -> bool:
    """Say whether what a path leads from must have or do something: "any truce must include the east"."""
    for child, verb in pairwise(path):
        subject = tree.tokens[child].dep in {"nsubj", "nsubjpass"}
        if subject and tree.lemmas[verb] in condition_words()["shaping"] and is_duty(tree, verb):
            return True
    return False


def _above(tree: Tree, condition: Condition, *, within_clause: bool = False) -> set[int]:
    """Give the words that a condition is attached to, up to the clause that another is joined before.

    ``within_clause`` stops at the clause that the condition stands in: "rejected mediation, saying that only …".
    """
    highest = min(condition.tokens or condition.marker, key=tree.depth)
    bounds = {"conj", "ccomp"} if within_clause else {"conj"}
    found: set[int] = set()
    for child, parent in tree.path(highest):
        if child in found and tree.tokens[child].dep in bounds and tree.having(child, SUBJECTS):
            break
        found.add(parent)
    return found - condition.tokens


def _denied_or_supposed(tree: Tree, verb: int) -> bool:
    """Say whether a verb is negated, or says what would be: then "until" and "before" are conditions of it."""
    words = predicates()["negations"]
    near = [verb, *tree.children[verb]]
    if list_of(tree, verb, ("attitude_against",)):
        return True  # "ruled out a release before the attacks stop"
    if tree.tokens[verb].pos in VERBS and any(judgement(tree, i) == BLAME for i in complements(tree, verb)):
        return True  # "without guarantees a truce is dangerous"
    return any(tree.words[j] in words for i in near for j in [i, *tree.children[i]])


def _keeps(tree: Tree, verb: int) -> bool:
    """Say whether a verb keeps things as they are: what they are kept for "until" is wanted."""
    return tree.lemmas[verb] in condition_words()["keeping"]
