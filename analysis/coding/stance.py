"""The stance of a statement on a theme: the protocol that a model of stance fulfils, and the rules as its default.

The rules, in their order: a condition ("unless", "in return for") makes what hangs on it conditional, and what it asks
for wanted; then the direction of the words around each term (:mod:`analysis.coding.polarity`). Where the grounds are
weak the stance is unclear: no evidence is not the same as neutral, and unclear is better than wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from analysis.coding.bargains import comes_first, hangs_on, is_shaped, says_enough, wanted
from analysis.coding.calibration import share_right
from analysis.coding.conditions import find_conditions
from analysis.coding.decisions import undecided
from analysis.coding.idioms import asked
from analysis.coding.judgements import declines_offer
from analysis.coding.polarity import read_polarity
from analysis.coding.predicates import predicates
from analysis.coding.syntax import VERBS, Tree
from analysis.coding.term_sides import Place, place_of
from analysis.coding.themes import Assignment, content_tokens
from analysis.model import Coding, StanceLabel, Statement, Theme

# Grounds weaker than this leave a stance unclear.
LEAST = 0.4
# What a theme from the sentence before, or from the encoder alone, leaves of the strength.
FROM_CONTEXT, SUGGESTED = 0.85, 0.65
# How often a theme of the encoder alone is taken to be right. With a codebook of no terms nine of ten were, where the
# shipped codebook's many terms are silent one of three.
SUGGESTED_RIGHT = 0.6


class StanceModel(Protocol):
    """Decides where a statement stands towards a theme's proposition."""

    def stance(self, statement: Statement, theme: Theme, found: Assignment) -> Coding:
        """Code the stance of a statement on a theme that was found in it."""


def _objects(tree: Tree, statement: Statement) -> list[int]:
    """Give the objects of the content's highest word: what a statement without a term of its theme is about."""
    content = content_tokens(statement)
    if not content:
        return []
    return tree.having(tree.top(sorted(content)), {"dobj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class _View:
    """What one term of the theme says: a signed strength in [-1, 1], and the condition it hangs on."""

    score: float
    evidence: frozenset[int]
    condition: str | None = None


class RuleStance:
    """Rules on the statement's parse."""

    def __init__(self, share_right: Callable[[float], float] = share_right) -> None:
        """Prepare for coding.

        Args:
            share_right: strength of the grounds -> how often they are right, which is a coding's confidence.
        """
        self._share_right = share_right
        self._last = Tree(())

    def stance(self, statement: Statement, theme: Theme, found: Assignment) -> Coding:
        """Code the stance of a statement on a theme that was found in it."""
        tree = self._last
        if tree.tokens is not statement.tokens:  # the themes of one statement are asked for one after the other
            tree = self._last = Tree(statement.tokens)
        places = [place_of(tree, match) for match in found.matches]
        if not places:
            places = [Place((i,), sign=found.sign) for i in found.anchors or _objects(tree, statement)]
        more = asks_for_more(theme)
        views = [_view(tree, statement, place, more=more) for place in _outermost(tree, places)]
        return _coding(tree, theme, found, views, self._share_right)


def _outermost(tree: Tree, places: list[Place]) -> list[Place]:
    """Leave out a neutral term below a phrase that takes a side: the crimes of "an amnesty for war crimes".

    And any term that only says which one another term speaks of: the arms of "no pause that lets them take up arms",
    or what it is: "the truce would be a pause".
    """
    sided = {token for place in places if place.side for token in place.tokens}
    named = {token for place in places for token in place.tokens}

    def below(tokens: tuple[int, ...]) -> bool:
        return any(parent in sided for _, parent in tree.path(tree.top(tokens)))

    def telling(tokens: tuple[int, ...]) -> bool:
        steps = [(tree.tokens[child].dep, parent) for child, parent in tree.path(tree.top(tokens))]
        clause = next((place for place, (relation, _) in enumerate(steps) if relation == "relcl"), len(steps))
        return any(parent in named and parent not in tokens for _, parent in steps[clause : clause + 1])

    def calling(tokens: tuple[int, ...]) -> bool:
        verb = next((parent for _, parent in tree.path(tree.top(tokens)) if tree.tokens[parent].pos in VERBS), None)
        if verb is None or tree.lemmas[verb] not in predicates()["amounting"] | {"be"}:
            return False
        return any(i in named and i not in tokens for i in tree.having(verb, {"nsubj"}))

    unsaid = [p for p in places if not telling(p.tokens) and not calling(p.tokens)]
    return [p for p in unsaid if p.side or not below(p.tokens)]


def asks_for_more(theme: Theme) -> bool:
    """Say whether a proposition asks for more of something: who calls it too little is for it."""
    return not predicates()["more"].isdisjoint(theme.proposition.lower().rstrip(".").split())


def _view(tree: Tree, statement: Statement, place: Place, *, more: bool) -> _View:
    term = place.tokens
    conditions = [] if asked(tree, tree.top(term)) else find_conditions(tree)
    inside = next((condition for condition in conditions if condition.tokens.issuperset(term)), None)
    reading = read_polarity(tree, statement, place, inside.tokens if inside else None)
    evidence = frozenset(reading.used)
    if inside and comes_first(tree, inside):
        return _View(0.6 * reading.sign, evidence, "")
    if inside:
        return _View(wanted(tree, statement, inside, place, reading), evidence)
    score = reading.sign * reading.strength
    if reading.amount:
        score = -0.65 * reading.amount * place.sign if more else 0.0
    if more and declines_offer(tree, reading.path):
        score = -score
    for condition in conditions:
        if hangs_on(tree, term, condition, reading):
            alone = not reading.left_open and says_enough(tree, statement, condition)
            return _View(score or (0.6 * reading.sign if alone else 0.0), evidence, condition.words(tree))
    if is_shaped(tree, reading.path):
        return _View(0.6 * reading.sign, evidence, "")
    if undecided(tree).intersection(term):
        return _View(score or 0.3 * reading.sign, evidence, "")
    return _View(score, evidence)


def _coding(
    tree: Tree, theme: Theme, found: Assignment, views: list[_View], share_right: Callable[[float], float]
) -> Coding:
    # A condition of what takes no direction at all says nothing on the theme.
    conditional = next((view for view in views if view.condition is not None and view.score), None)
    positive = max((view.score for view in views), default=0.0)
    negative = min((view.score for view in views), default=0.0)
    score = positive if positive >= -negative else negative
    if positive > 0 and negative < 0:
        score = positive + negative
    strength = abs(score)
    if conditional is not None:
        score, strength = conditional.score / 2, 0.7
    strength *= SUGGESTED if found.suggested else FROM_CONTEXT if found.anchors else 1.0
    label = _label(score, strength, conditional is not None)
    # Of an unclear stance nothing was measured: its strength says how near it came to one.
    confidence = strength if label is StanceLabel.UNCLEAR else share_right(round(strength, 3))
    if found.suggested:
        confidence *= SUGGESTED_RIGHT
    evidence = _phrases(tree, {token for view in views for token in view.evidence})
    condition = conditional.condition if conditional is not None and label is StanceLabel.CONDITIONAL else None
    return Coding(theme.id, label, round(score, 3), round(confidence, 3), condition or None, found.suggested, evidence)


def _label(score: float, strength: float, conditional: bool) -> StanceLabel:
    if strength < LEAST:
        return StanceLabel.UNCLEAR
    if conditional:
        return StanceLabel.CONDITIONAL
    return StanceLabel.SUPPORT if score > 0 else StanceLabel.OPPOSE


def _phrases(tree: Tree, indices: Iterable[int]) -> tuple[str, ...]:
    """Join neighbouring words, so that the evidence reads as in the text."""
    phrases: list[str] = []
    last = -2
    for index in sorted(indices):
        if index == last + 1:
            phrases[-1] += " " + tree.tokens[index].text
        else:
            phrases.append(tree.tokens[index].text)
        last = index
    return tuple(phrases)
