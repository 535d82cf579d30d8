"""Speakers of an article's statements, as the spaCy component "parley_speakers"."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.actors import TITLE_MENTIONS
from analysis.language.extensions import register_extensions
from analysis.language.gazetteer import person_named
from analysis.language.salience import Salience, head_of, is_subject
from analysis.language.turn_labels import TurnLabels
from analysis.language.voice import Voice
from analysis.language.voices import VoiceFinder
from analysis.model import ActorKind, Mention, Statement, StatementKind

# Up to this many characters may part a quotation that stands alone from the statement whose speaker it continues.
_FAR = 1500


@Language.factory("parley_speakers")
class SpeakersComponent:
    """Fill speaker, party and role of ``doc._.statements``; weak resolutions lower a statement's confidence."""

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()
        self.nlp, self.name = nlp, name

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the sources in the order of the text; the date of the article decides who holds an office."""
        article = doc._.article
        on = article.published if article else None
        labels = TurnLabels(doc.user_data.get(TITLE_MENTIONS, []), doc._.mentions, on)
        speaking = _Speaking(doc, Salience(doc, on), labels)
        spoken = [speaking.attributed(statement) for statement in doc._.statements]
        doc._.statements = [speaking.with_later_party(statement) for statement in spoken]
        return doc


class _Speaking:
    """Who speaks in the statements of one article, one after the other."""

    def __init__(self, doc: Doc, salience: Salience, labels: TurnLabels) -> None:
        self._doc, self._salience, self._labels = doc, salience, labels
        self._finder = VoiceFinder(salience)
        self._before: list[tuple[Statement, Voice | None]] = []
        self._roles = _roles(doc._.mentions)

    def attributed(self, statement: Statement) -> Statement:
        """The statement with its speaker."""
        voice = self._voice(statement)
        self._before.append((statement, voice))
        if voice is None:
            lowered = 0.8 if statement.source is not None else 0.9
            return replace(statement, confidence=round(statement.confidence * lowered, 3))
        if statement.kind is not StatementKind.TURN:
            self._salience.last.spoke(statement, voice)
        return replace(
            statement,
            speaker=voice.name,
            party=voice.party,
            role=voice.role or self._role(voice.name),
            confidence=round(statement.confidence * voice.certainty, 3),
        )

    def with_later_party(self, statement: Statement) -> Statement:
        """The statement with its speaker's party where the text tells it only afterwards."""
        if statement.party is not None or statement.speaker is None:
            return statement
        return replace(statement, party=self._finder.told.of(statement.speaker))

    def _voice(self, statement: Statement) -> Voice | None:
        if statement.source is None:
            return self._continued(statement) if statement.kind is StatementKind.DIRECT else None
        if statement.kind is StatementKind.TURN:
            return self._labels.voice(statement.source.text)
        return self._finder.find(statement.source, statement)

    def _continued(self, statement: Statement) -> Voice | None:
        """The speaker of a quotation that stands alone: whoever spoke just before it."""
        for before, voice in reversed(self._before):
            if voice is None or before.end > statement.start:
                continue
            here = self._salience.paragraph_of(statement.start)
            there = self._salience.paragraph_of(before.end - 1)
            if statement.start - before.end > _FAR or here - there > 2:
                return None
            if here == there or self._opens_paragraph(statement):
                return replace(voice, certainty=voice.certainty * (0.9 if here == there else 0.8))
            return None
        return self._subject(statement)

    def _opens_paragraph(self, statement: Statement) -> bool:
        start, _ = self._doc._.paragraphs[self._salience.paragraph_of(statement.start)]
        return bool(statement.start - start < 3)

    def _subject(self, statement: Statement) -> Voice | None:
        """The person who is the subject of the sentence that a quotation stands in."""
        start, end = statement.sentence
        for mention in self._doc._.mentions:
            if start <= mention.start < min(end, statement.start) and mention.kind is ActorKind.PERSON:
                head = head_of(self._doc, mention.start, mention.end)
                if head is not None and is_subject(head):
                    return Voice(mention.name, mention.party, mention.role, 0.6)
        return None

    def _role(self, name: str) -> str | None:
        if name in self._roles:
            return self._roles[name]
        person = person_named(name)
        if person is None:
            return None
        return next((office.title for office in person.offices if office.held(self._salience.on)), None)


def _roles(mentions: list[Mention]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for mention in mentions:
        # The longest names the side as well: "French president" rather than "president".
        if mention.role and len(mention.role) > len(roles.get(mention.name, "")):
            roles[mention.name] = mention.role
    return roles
