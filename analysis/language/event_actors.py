"""Who takes part in an event: the actors named in its clause, and whom its subject stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.language.anaphors import last_pair, resolve_pronoun
from analysis.language.event_grammar import clause_tokens, governor, subject
from analysis.language.event_reality import is_reported
from analysis.language.event_triggers import classes
from analysis.language.salience import Salience
from analysis.model import ActorKind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span, Token

    from analysis.language.event_verbs import Trigger


class Participant(NamedTuple):
    """An actor of an event by name, and the party that it speaks for."""

    name: str
    party: str | None


class Participants:
    """Knows the actors of one document by their places in it."""

    def __init__(self, doc: Doc) -> None:
        article = doc._.article
        self._salience = Salience(doc, article.published if article is not None else None)
        self._mentions: dict[int, Mention] = {}
        for mention in doc._.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span if span is not None else ():
                self._mentions[token.i] = mention

    def kind_of(self, token: Token) -> ActorKind | None:
        """The kind of the actor whose name a token lies in, None where it lies in none."""
        mention = self._mentions.get(token.i)
        return mention.kind if mention is not None else None

    def is_actor(self, token: Token) -> bool:
        """Whether a noun names someone who acts; an outlet only reports."""
        kind = self.kind_of(token)
        return kind is not ActorKind.OUTLET if kind is not None else classes().holds("actor", token)

    def is_named_among(self, noun: Token) -> bool:
        """Whether an actor or a named place stands among a noun's own words."""
        own = [token for token in clause_tokens(noun) if token != noun]
        labels = classes().labels["actor"] | classes().labels["place"]
        return any(token.i in self._mentions or token.ent_type_ in labels for token in own)

    def of(self, trigger: Trigger, tokens: Iterable[Token], place: Span | None) -> list[Participant]:
        """The actors of an event in the order of the text, each once, without those that only name the place.

        Args:
            trigger: the event's trigger.
            tokens: its clause.
            place: where it is, if known.
        """
        who = doer(trigger)
        around = {t.i for t in tokens} | ({t.i for t in clause_tokens(who)} if who is not None else set())
        named = {self._mentions[t.i] for t in place or () if t.i in self._mentions}
        found = dict.fromkeys(self._mentions[i] for i in sorted(around) if i in self._mentions)
        others = [m for m in found if m.kind is not ActorKind.OUTLET and m not in named]
        meant = self._meant(who) if who is not None and who.i not in self._mentions else []
        return list(dict.fromkeys([*meant, *(Participant(mention.name, mention.party) for mention in others)]))

    def _meant(self, who: Token) -> list[Participant]:
        """Whom a pronoun stands for; "they", "both sides" and "the two leaders" for the last two, if there are two."""
        pairing = classes().occurrences["pairing"]
        if who.lower_ in pairing or any(child.lower_ in pairing for child in who.children):
            persons = who.pos_ == "PRON" or classes().holds("leader", who)
            pair = last_pair(who.idx, self._salience, of_persons=persons)
            if pair:
                return [Participant(mention.name, mention.party) for mention in pair]
        if who.pos_ != "PRON":
            return []
        voice = resolve_pronoun(who.lower_, who.idx, self._salience, [])
        return [Participant(voice.name, voice.party)] if voice is not None else []


def doer(trigger: Trigger) -> Token | None:
    """The subject; where a pronoun points up, that of the verb above: "said that it would", "left for his talks"."""
    if trigger.verb is None:
        above = governor(trigger.token)
        pointed = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in trigger.token.children)
        return subject(above) if above is not None and pointed else None
    who = subject(trigger.verb)
    if who is not None and who.pos_ == "PRON" and is_reported(trigger.verb):
        return subject(trigger.verb.head) or who
    return who
