"""An event put together: the words that report it, its date, place, actors and parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.event_dates import date_of
from analysis.language.event_grammar import before_noun, clause_tokens, governor, is_verb, subject
from analysis.language.event_reality import is_reported
from analysis.language.event_triggers import classes
from analysis.language.places import place_of
from analysis.model import ActorKind, DateMention, Event, Mention, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Span, Token

    from analysis.language.event_types import Outcome
    from analysis.language.event_verbs import Trigger

# What is left of the confidence where no actor is named, and where nothing else says when or where it was either.
NOBODY_FACTOR, NOTHING_FACTOR = 0.85, 0.7


class Reporter:
    """Knows the actors of one document, and makes its events."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        article = doc._.article
        self.published = article.published.isoformat() if article is not None and article.published else None
        self.mentions: dict[int, Mention] = {}
        for mention in doc._.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span if span is not None else ():
                self.mentions[token.i] = mention

    def is_actor(self, token: Token) -> bool:
        """Whether a noun names someone who acts; an outlet only reports."""
        mention = self.mentions.get(token.i)
        if mention is not None:
            return mention.kind is not ActorKind.OUTLET
        return classes().holds("actor", token)

    def has_participant(self, noun: Token) -> bool:
        """Whether an actor or a named place stands among a noun's own words."""
        own = [token for token in clause_tokens(noun) if token != noun]
        labels = classes().labels
        return any(token.i in self.mentions or token.ent_type_ in labels["actor"] | labels["place"] for token in own)

    def event(
        self, trigger: Trigger, result: Outcome, sentence: Span, dates: Sequence[tuple[Token, DateMention]]
    ) -> Event:
        """The event of a trigger, with all that its clause says about it."""
        tokens = _report(trigger)
        span = self._trimmed(tokens)
        date, place = date_of(trigger, dates), place_of(tokens, self._kind_of)
        actors = self._actors(trigger, tokens, place)
        return Event(
            type=result.type,
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            sentence=(sentence.start_char, sentence.end_char),
            date=date.value if date else None,
            precision=date.precision if date else None,
            actors=tuple(dict.fromkeys(mention.name for mention in actors)),
            parties=tuple(dict.fromkeys(mention.party for mention in actors if mention.party)),
            place=" ".join(place.text.split()) if place is not None else None,
            planned=result.planned or self._lies_ahead(date),
            confidence=round(result.confidence * _known(bool(actors), bool(date or place), trigger), 2),
        )

    def _lies_ahead(self, date: DateMention | None) -> bool:
        day = date is not None and date.precision is Precision.DAY
        return bool(date and day and self.published and date.value > self.published)

    def _kind_of(self, token: Token) -> ActorKind | None:
        mention = self.mentions.get(token.i)
        return mention.kind if mention is not None else None

    def _actors(self, trigger: Trigger, tokens: Iterable[Token], place: Span | None) -> list[Mention]:
        """Who takes part: the actors named in the clause and its subject, without those that only name the place."""
        who = _doer(trigger)
        around = {t.i for t in tokens} | ({t.i for t in clause_tokens(who)} if who is not None else set())
        named = {self.mentions[t.i] for t in place or () if t.i in self.mentions}
        found = dict.fromkeys(self.mentions[i] for i in sorted(around) if i in self.mentions)
        return [mention for mention in found if mention.kind is not ActorKind.OUTLET and mention not in named]

    def _trimmed(self, tokens: Sequence[Token]) -> Span:
        """The stretch that the tokens cover, without punctuation and joining words at its ends."""
        start, end = tokens[0].i, tokens[-1].i + 1
        while start < end - 1 and (
            self.doc[start].is_punct or self.doc[start].is_space or self.doc[start].dep_ in {"cc", "mark"}
        ):
            start += 1
        while end > start + 1 and (self.doc[end - 1].is_punct or self.doc[end - 1].is_space):
            end -= 1
        return self.doc[start:end]


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


def _doer(trigger: Trigger) -> Token | None:
    """The subject; where a pronoun points up, that of the verb above: "said that it would", "left for his talks"."""
    if trigger.verb is None:
        above = governor(trigger.token)
        pointed = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in trigger.token.children)
        return subject(above) if above is not None and pointed else None
    who = subject(trigger.verb)
    if who is not None and who.pos_ == "PRON" and is_reported(trigger.verb):
        return subject(trigger.verb.head)
    return who


def _known(named: bool, placed: bool, trigger: Trigger) -> float:
    """What is left of the confidence, by how much is known of the event."""
    who = subject(trigger.verb) if trigger.verb is not None else None
    someone = named or (who is not None and who.pos_ != "PRON" and classes().holds("actor", who))
    return (1 if someone else NOBODY_FACTOR) * (1 if someone or placed else NOTHING_FACTOR)
