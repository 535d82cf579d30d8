"""Events of an article, as the spaCy component "parley_events".

The types are those of PLOVER (Open Event Data Alliance, PLOVER manual, 2023). One trigger gives at most one event,
and one clause at most one of a type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from analysis.language.event_actors import Participants
from analysis.language.event_dates import dates_within, is_dated
from analysis.language.event_grammar import governor
from analysis.language.event_nouns import noun_trigger, type_of_noun
from analysis.language.event_reports import Reporter
from analysis.language.event_triggers import classes
from analysis.language.event_types import outcome
from analysis.language.event_verbs import Trigger, verb_trigger
from analysis.language.extensions import register_extensions, text_of
from analysis.model import Event, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

QUOTED = re.compile(r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"\n]*(?:\"|$)", re.M)
# A line of fewer words without a full stop is a heading.
HEADING = 20
# Less sure events are noise: mostly weak triggers of which neither who nor when nor where is known.
LEAST = 0.35
# What is condemned, praised or discussed with a date has happened: "condemned Friday's attack".
TELLING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONSULT})


@Language.factory("parley_events")
class EventsComponent:
    """Fill ``doc._.events``; reads ``doc._.mentions`` and ``doc._.dates`` where they are set.

    Headings, furniture, questions and words in quotation marks give no events: what somebody says happened is a
    statement.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of a parsed document."""
        participants = Participants(doc)
        reporter = Reporter(doc, participants)
        skipped = _skipped(doc)
        doc._.events = [
            event
            for sentence in doc.sents
            if sentence.text.strip() and not sentence.text.rstrip("”\"' \n\t").endswith("?")
            for event in _of_sentence(sentence, reporter, participants, skipped)
        ]
        return doc


def _of_sentence(
    sentence: Span, reporter: Reporter, participants: Participants, skipped: list[tuple[int, int]]
) -> list[Event]:
    dates = dates_within(sentence, sentence.doc._.dates)
    tokens = [t for t in sentence if not any(start <= t.idx < end for start, end in skipped)]
    verbs = [t for token in tokens if (t := verb_trigger(token, participants.is_actor))]
    taken = {trigger.token: trigger for trigger in verbs}
    nouns = [
        t
        for token in tokens
        if type_of_noun(token)  # first, as few are of any, and what else is asked costs more
        and (
            t := noun_trigger(token, is_dated(token, dates, governor(token) not in taken), participants.is_named_among)
        )
        and not _consumed(t, taken, is_dated(token, dates, loosely=False))
    ]
    found: list[tuple[Trigger, Event]] = []
    for trigger in [*verbs, *nouns]:
        result = outcome(trigger)
        if result is not None:
            event = reporter.event(trigger, result, sentence, dates)
            if event.confidence >= LEAST and not _promised(trigger, taken, event):
                found.append((trigger, event))
    return _distinct(found)


def _consumed(noun: Trigger, verbs: dict[Token, Trigger], dated: bool) -> bool:
    """Whether the noun is part of what a verb already reports: "held talks", "called for talks"."""
    if noun.verb is not None:
        return noun.verb in verbs
    above = governor(noun.token)
    if above is None or above not in verbs:
        return False
    aside = noun.token.dep_ == "pobj" and noun.token.head.lower_ in classes().occurrences["reporting_prepositions"]
    return not aside and not (dated and verbs[above].type in TELLING)


def _promised(trigger: Trigger, verbs: dict[Token, Trigger], event: Event) -> bool:
    """Whether it is only what was agreed on: "agreed to withdraw" is one event, unless it has a date of its own."""
    above = verbs.get(trigger.token.head)
    if trigger.token.dep_ not in {"xcomp", "ccomp"} or above is None:
        return False
    return event.date is None or event.type is above.type


def _distinct(found: Iterable[tuple[Trigger, Event]]) -> list[Event]:
    """At most one event of a type in a clause, the surest; a noun that repeats what a verb said gives none."""
    kept: list[tuple[Trigger, Event]] = []
    for trigger, event in sorted(found, key=lambda pair: -pair[1].confidence):
        same = [(t, e) for t, e in kept if e.type == event.type]
        verb = trigger.verb if trigger.verb is not None else governor(trigger.token)
        clauses = {t.verb if t.verb is not None else governor(t.token) for t, _ in same}
        dependent = trigger.verb is not trigger.token or trigger.token.dep_ in {
            "advcl",
            "acl",
            "xcomp",
            "relcl",
            "pcomp",
        }
        repeats = dependent and any(event.date in (None, e.date) for _, e in same)
        if verb not in clauses and not repeats:
            kept.append((trigger, event))
    return sorted((event for _, event in kept), key=lambda event: (event.start, event.end))


def _skipped(doc: Doc) -> list[tuple[int, int]]:
    """Stretches that report nothing themselves: furniture, headings, and words in quotation marks."""
    article = doc._.article
    spans = [(piece.start, piece.end) for piece in article.furniture] if article is not None else []
    spans += [match.span() for match in QUOTED.finditer(text_of(doc))]
    paragraphs = doc._.paragraphs
    for start, end in paragraphs if len(paragraphs) > 1 else []:
        text = text_of(doc)[start:end]
        if len(text.split()) < HEADING and not re.search(r"[.!?…:][”\"')\]]*$", text):
            spans.append((start, end))
    return spans
