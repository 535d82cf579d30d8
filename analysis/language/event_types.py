"""What a trigger comes to, once its verb's reality is known: an event of which type, happened or planned, or none.

PLOVER counts a promise of cooperation as AGREE, an announced hostile act as THREATEN, and a refused cooperation as
REJECT (Open Event Data Alliance, PLOVER manual, 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.language.event_grammar import governor, objects
from analysis.language.event_reality import Reality, is_negated, is_reported, reality
from analysis.language.event_verbs import is_demand
from analysis.language.tense import modality_words
from analysis.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.event_verbs import Trigger

MATERIAL = frozenset({EventType.AID, EventType.RETREAT, EventType.CONCEDE, EventType.COOPERATE, EventType.SUPPORT})
COOPERATIVE = MATERIAL | {EventType.AGREE, EventType.CONSULT}
HOSTILE = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.MOBILIZE, EventType.PROTEST})
SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE})
# What the state of an event takes from its confidence.
PLANNED_FACTOR, INTENDED_FACTOR, DENIED_FACTOR, GENERAL_FACTOR = 0.95, 0.85, 0.8, 0.75


class Outcome(NamedTuple):
    """The type of the event, whether it is still to come, and what is left of the trigger's confidence."""

    type: EventType
    planned: bool
    confidence: float


def outcome(trigger: Trigger) -> Outcome | None:
    """What the trigger comes to; None where nothing is reported as done or planned."""
    verb, kind, confidence = trigger.verb, trigger.type, trigger.confidence
    if is_demand(trigger.token):
        return Outcome(EventType.REQUEST, False, confidence)
    state = _state(trigger)
    if state is Reality.SUPPOSED:
        return None
    if state is Reality.DENIED:
        refused = kind is EventType.AGREE or (kind in COOPERATIVE and verb is not None and _will(verb))
        return Outcome(EventType.REJECT, False, confidence * DENIED_FACTOR) if refused else None
    if state is Reality.INTENDED and verb is not None:
        return Outcome(_intended(kind, verb), True, confidence * INTENDED_FACTOR)
    if state is Reality.PLANNED:
        return Outcome(kind, True, confidence * PLANNED_FACTOR)
    general = verb is not None and verb.tag_ in {"VBP", "VBZ", "VBG"} and not _perfect(verb) and kind not in SPOKEN
    return Outcome(kind, False, confidence * (GENERAL_FACTOR if general else 1))


def _state(trigger: Trigger) -> Reality:
    verb = trigger.verb
    if verb is not trigger.token and is_negated(trigger.token):
        return Reality.DENIED
    if verb is None:
        return _by_itself(trigger.token)
    if any(child.lower_ == "no" for noun in objects(verb) for child in noun.children):
        return Reality.DENIED
    scheduled = verb is not trigger.token and verb.lemma_.lower() in modality_words()["planned"]
    return Reality.PLANNED if scheduled and reality(verb) is Reality.HAPPENED else reality(verb)


def _by_itself(noun: Token) -> Reality:
    """A noun without a verb of its own: an event, unless the verb above plans it or asks for it."""
    above = governor(noun)
    if above is None:
        return Reality.HAPPENED
    lemma, aimed = above.lemma_.lower(), noun.dep_ == "dobj" or noun.head.lower_ == "for"
    if aimed and lemma in modality_words()["announcing"]:
        return Reality.PLANNED
    return Reality.SUPPOSED if aimed and lemma in modality_words()["wishing"] else Reality.HAPPENED


def _intended(kind: EventType, verb: Token) -> EventType:
    """An announced act by PLOVER's rule: cooperation is AGREE, hostility, or anything on pain of "unless", THREATEN."""
    conditional = any(
        child.lower_ == "unless" for node in verb.children for child in node.children if child.dep_ == "mark"
    )
    if conditional or (kind in HOSTILE and is_reported(verb)):
        return EventType.THREATEN
    return EventType.AGREE if kind in MATERIAL else kind


def _perfect(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _will(verb: Token) -> bool:
    return any(
        child.lower_ in modality_words()["certain_auxiliaries"] or child.lower_ == "would" for child in verb.children
    )
