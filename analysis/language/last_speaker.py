"""Who spoke last in an article: "he added", "the statement said", "they", and a name given after the quotation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.language.gazetteer import party_kind
from analysis.language.role_words import Head, role_words
from analysis.language.voice import Voice
from analysis.model import ActorKind, Statement

# So many sentences later somebody can still be taken for who speaks on.
SENTENCES_SAME_SPEAKER = 3
# A quotation of several sentences may lie between whoever spoke without a name and the name.
_SENTENCES_UNNAMED = 4


class LastSpeaker:
    """The last speaker of one article, and the number of the sentence in which it was named."""

    def __init__(self, sentence_of: Callable[[int], int]) -> None:
        self._sentence_of = sentence_of
        self.voice: Voice | None = None
        self.sentence = -1

    def spoke(self, statement: Statement, voice: Voice) -> None:
        """Note that an actor has just spoken."""
        place = statement.source.start if statement.source else statement.start
        self.voice, self.sentence = voice, self._sentence_of(max(place, statement.start))

    def within(self, sentences: int, offset: int) -> Voice | None:
        """Who spoke last, if that is at most so many sentences before an offset."""
        return self.voice if self._sentence_of(offset) - self.sentence <= sentences else None

    def again(self, offset: int) -> Voice | None:
        """Who spoke shortly before an offset, a little less sure."""
        voice = self.within(SENTENCES_SAME_SPEAKER, offset)
        return replace(voice, certainty=0.85) if voice is not None else None

    def called(self, noun: str, offset: int) -> Voice | None:
        """Who spoke shortly before an offset, if the speaker's own words have a noun: "a Western diplomat"."""
        voice = self.again(offset)
        return replace(voice, certainty=0.9) if voice is not None and noun in voice.name.lower().split() else None

    def several(self, offset: int) -> Voice | None:
        """Those who spoke in the sentence before an offset, if they were several without a name: "diplomats"."""
        voice = self.again(offset) if self.within(1, offset) else None
        return voice if voice is not None and voice.name.lower().split()[-1] in role_words().plurals else None

    def unnamed(self, offset: int) -> Voice | None:
        """Who spoke just before an offset without being named: "a Taliban spokesman"."""
        voice, heads = self.within(_SENTENCES_UNNAMED, offset), role_words().heads
        unnamed = voice is not None and any(heads.get(word) is Head.OFFICE for word in voice.name.split())
        return voice if unnamed else None

    def country(self, offset: int) -> str | None:
        """The country for which somebody spoke shortly before an offset."""
        voice = self.again(offset)
        party = voice.party if voice is not None else None
        return party if party and party_kind(party) is ActorKind.COUNTRY else None
