"""Parties that a text tells apart from the name: "its spokesman Olof Gill", "The DUP leader" in the next sentence."""

from __future__ import annotations

from dataclasses import replace

from analysis.language.anaphors import anaphor_words, resolve_pronoun
from analysis.language.definite_phrases import named_institution
from analysis.language.role_words import Head, role_words
from analysis.language.salience import Salience
from analysis.language.voice import Voice
from analysis.model import Span


class ToldParties:
    """The parties told so far in one article; whoever has one keeps it."""

    def __init__(self, salience: Salience) -> None:
        self._salience = salience
        self._told: dict[str, str] = {}
        # spaCy joins a Doc's text anew at every access.
        self._text: str = salience.doc.text

    def of(self, name: str) -> str | None:
        """The party told of somebody."""
        return self._told.get(name)

    def from_owner(self, voice: Voice, source: Span) -> Voice:
        """The voice with the party of an owner named by a pronoun: "its spokesman Olof Gill"."""
        owners, first = anaphor_words().owners, source.text.split()[0].lower()
        if voice.party is None and first in owners:
            owner = resolve_pronoun(owners[first], source.start, self._salience, [])
            if owner is not None and owner.party:
                self._told[voice.name] = owner.party
        return replace(voice, party=voice.party or self.of(voice.name))

    def from_institution(self, voice: Voice, words: list[str], source: Span) -> Voice:
        """The voice with the party of the body that its office is at: "spokesman for the government team"."""
        heads = role_words().heads
        if not any(heads.get(word) is Head.OFFICE for word in words):
            return voice
        body = named_institution(words, source.start, self._salience)
        if body is None or body.party is None:
            return voice
        self._told[voice.name] = body.party
        return replace(voice, party=body.party, certainty=voice.certainty * 0.85)

    def from_unnamed(self, voice: Voice, source: Span) -> Voice:
        """The voice with the party of whoever spoke without a name just before, of whom news then gives the name.

        "The road is closed, a Taliban spokesman said. "We will open it," Hamid Wardak said."
        """
        unnamed = self._salience.last.unnamed(source.start)
        apart = self._text[: source.start].rstrip().endswith((",", "—", "–"))
        if unnamed is None or not unnamed.party or apart or not self._salience.is_first(voice.name, source.start):
            return voice
        self._told[voice.name] = unnamed.party
        return replace(voice, party=unnamed.party, certainty=voice.certainty * 0.9)

    def for_last(self, voice: Voice, source: Span) -> Voice:
        """Whoever has just spoken by a bare name, if "the DUP leader" in the next sentence says who that was."""
        last = self._salience.last.within(1, source.start)
        if last is not None and self._leads_too(last, voice, source):
            return replace(last, certainty=0.85)
        office = role_words().heads.get(voice.name.split()[-1].lower())
        if last is None or last.party or last.role or office is not Head.OFFICE or not source.text.startswith("The "):
            return voice
        if not last.name.istitle() or voice.party is None:
            return voice
        self._told[last.name] = voice.party
        return replace(last, party=voice.party, role=voice.name, certainty=0.85)

    def _leads_too(self, last: Voice, voice: Voice, source: Span) -> bool:
        """Whether "the Qatari leader" is the Qatari prime minister who has just spoken, and not the emir."""
        words = source.text.lower().split()
        lists = anaphor_words().words
        anyone = words[0] == "the" and words[-1] in lists["anyone"]
        return anyone and last.party == voice.party and bool(set((last.role or "").lower().split()) & lists["leading"])
