"""An event put together: the words that report it, its date, place, actors and parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_dates import date_of
from analysis.language.event_grammar import before_noun, clause_tokens, is_verb, subject
from analysis.language.event_triggers import classes
from analysis.language.places import place_of
from analysis.model import DateMention, Event, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from analysis.language.event_actors import Participants
    from analysis.language.event_types import Outcome
    from analysis.language.event_verbs import Trigger

# What is left of the confidence where no actor is named, and where nothing else says when or where it was either.
NOBODY_FACTOR, NOTHING_FACTOR = 0.85, 0.7


class Reporter:
    """Makes the events of one document."""

    def __init__(self, doc: Doc, participants: Participants) -> None:
        self._doc = doc
        self._participants = participants
        article = doc._.article
        self._published = article.published.isoformat() if article is not None and article.published else None

    def event(
        self, trigger: Trigger, result: Outcome, sentence: Span, dates: Sequence[tuple[Token, DateMention]]
    ) -> Event:
        """The event of a trigger, with all that its clause says about it."""
        tokens = _report(trigger)
        span = self._trimmed(tokens)
        date, place = date_of(trigger, dates), place_of(tokens, self._participants.kind_of)
        actors = self._participants.of(trigger, tokens, place)
        return Event(
            type=result.type,
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            sentence=(sentence.start_char, sentence.end_char),
            date=date.value if date else None,
            precision=date.precision if date else None,
            actors=tuple(dict.fromkeys(actor.name for actor in actors)),
            parties=tuple(dict.fromkeys(actor.party for actor in actors if actor.party)),
            place=" ".join(place.text.split()) if place is not None else None,
            planned=result.planned or self._lies_ahead(date),
            confidence=round(result.confidence * _known(bool(actors), bool(date or place), trigger), 2),
        )

    def _lies_ahead(self, date: DateMention | None) -> bool:
        day = date is not None and date.precision is Precision.DAY
        return bool(date and day and self._published and date.value > self._published)

    def _trimmed(self, tokens: Sequence[Token]) -> Span:
        """The stretch that the tokens cover, without punctuation and joining words at its ends."""
        doc, start, end = self._doc, tokens[0].i, tokens[-1].i + 1
        while start < end - 1 and (_is_blank(doc[start]) or doc[start].dep_ in {"cc", "mark"}):
            start += 1
        while end > start + 1 and _is_blank(doc[end - 1]):
            end -= 1
        return doc[start:end]


def _is_blank(token: Token) -> bool:
    return token.is_punct or token.is_space


def _report(trigger: Trigger) -> list[Token]:
    """The words that report it: the verb's clause; for a noun with a clause behind it, both."""
    verb = trigger.verb
    if verb is None:
        return clause_tokens(trigger.token)
    while verb.dep_ == "xcomp" and is_verb(verb.head):
        verb = verb.head
    tokens = clause_tokens(verb)
    if verb.dep_ in {"acl", "relcl"}:
        tokens = sorted({*tokens, verb.head, *before_noun(verb.head)}, key=lambda token: token.i)
    if trigger.token not in tokens:
        tokens = sorted({*tokens, *clause_tokens(trigger.token)}, key=lambda token: token.i)
    return tokens


def _known(named: bool, placed: bool, trigger: Trigger) -> float:
    """What is left of the confidence, by how much is known of the event."""
    who = subject(trigger.verb) if trigger.verb is not None else None
    someone = named or (who is not None and who.pos_ != "PRON" and classes().holds("actor", who))
    return (1 if someone else NOBODY_FACTOR) * (1 if someone or placed else NOTHING_FACTOR)
