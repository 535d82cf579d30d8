"""Which actors an article is speaking of at a place in its text: candidates for "he", "the ministry" and the like."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.gazetteer import person_named
from analysis.language.last_speaker import SENTENCES_SAME_SPEAKER, LastSpeaker
from analysis.language.name_words import gender_of_name
from analysis.language.role_words import role_words
from analysis.model import ActorKind, Mention, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Weights of what makes an actor the one spoken of, after Lappin and Leass, "An algorithm for pronominal anaphora
# resolution", Computational Linguistics 20(4), 1994: subjects before others, the nearer before the farther; and, as
# news goes, whoever spoke last before all others.
SUBJECT, LAST_SPEAKER, SAME_PARAGRAPH, FIRST_IN_SENTENCE = 2.0, 2.5, 0.7, 0.4
IN_QUOTATION, POSSESSIVE, PER_SENTENCE, UNKNOWN_GENDER = -2.5, -0.8, -0.9, -0.5
MODIFIER = -1.5
_SENTENCES_BACK = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with what its place in the sentence says; ``sentence`` and ``paragraph`` count from 0."""

    mention: Mention
    sentence: int
    paragraph: int
    weight: float


class Salience:
    """The actors of one article in the order of the text, and who spoke last."""

    def __init__(self, doc: Doc, on: dt.date | None) -> None:
        self.doc, self.on = doc, on
        self._sentences = [sentence.start_char for sentence in doc.sents]
        self._paragraphs = [start for start, _ in doc._.paragraphs]
        self._quotes = [part for s in doc._.statements if s.kind is StatementKind.DIRECT for part in s.parts]
        self.candidates = [self._candidate(mention) for mention in doc._.mentions]
        self._genders = self._known_genders(doc._.mentions)
        self.last = LastSpeaker(self.sentence_of)

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self._sentences, offset) - 1

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self._paragraphs, offset) - 1

    def gender(self, name: str) -> str:
        """The gender of a person, "f", "m" or "" where nothing tells."""
        return self._genders.get(name, "")

    def is_first(self, name: str, offset: int) -> bool:
        """Whether an article names an actor for the first time at an offset."""
        return all(candidate.mention.name != name for candidate in self.candidates if candidate.mention.end < offset)

    def best(
        self, offset: int, fits: Callable[[Mention], bool], outside: Iterable[tuple[int, int]] = (), gender: str = ""
    ) -> tuple[Mention, float] | None:
        """The likeliest actor that a word at ``offset`` stands for, with how far it is ahead of the next.

        Args:
            offset: where the word stands; only mentions before it count.
            fits: whether a mention can be meant.
            outside: stretches whose mentions don't count, such as the statement's own content.
            gender: the gender that the word tells; persons of the other one are left out.
        """
        here, paragraph = self.sentence_of(offset), self.paragraph_of(offset)
        stretches = list(outside)
        scores: dict[str, tuple[float, Mention]] = {}
        for candidate in self.candidates:
            mention = candidate.mention
            if mention.end > offset or here - candidate.sentence > _SENTENCES_BACK or not fits(mention):
                continue
            if any(start <= mention.start < end for start, end in stretches):
                continue
            score = self._score(candidate, here, paragraph)
            if gender:
                known = self.gender(mention.name)
                if known and known != gender:
                    continue
                score += 0.0 if known else UNKNOWN_GENDER
            if mention.name not in scores or score >= scores[mention.name][0]:
                scores[mention.name] = (score, mention)
        return _winner(scores)

    def _score(self, candidate: Candidate, here: int, paragraph: int) -> float:
        score = candidate.weight + PER_SENTENCE * (here - candidate.sentence)
        score += SAME_PARAGRAPH if candidate.paragraph == paragraph else 0.0
        if self.last.voice is None or candidate.mention.name != self.last.voice.name:
            return score
        ago = here - self.last.sentence
        # Whoever spoke as "he" was the subject there too.
        score = max(score, SUBJECT + PER_SENTENCE * ago)
        if candidate.mention.kind is not ActorKind.PERSON:
            return score + (LAST_SPEAKER if ago <= 1 else 0.0)
        return score + (LAST_SPEAKER if ago <= SENTENCES_SAME_SPEAKER else LAST_SPEAKER / 2)

    def _candidate(self, mention: Mention) -> Candidate:
        weight = 0.0
        head = head_of(self.doc, mention.start, mention.end)
        if head is not None:
            weight += SUBJECT if is_subject(head) else 0.0
            weight += POSSESSIVE if head.dep_ == "poss" else 0.0
            weight += MODIFIER if head.dep_ in ("amod", "compound", "nmod") else 0.0
        sentence = self.sentence_of(mention.start)
        if sentence >= 0 and mention.start - self._sentences[sentence] < 6:
            weight += FIRST_IN_SENTENCE
        if any(start <= mention.start < end for start, end in self._quotes):
            weight += IN_QUOTATION
        return Candidate(mention, sentence, self.paragraph_of(mention.start), weight)

    def _known_genders(self, mentions: list[Mention]) -> dict[str, str]:
        found: dict[str, str] = {}
        for mention in mentions:
            if mention.kind is ActorKind.PERSON and not found.get(mention.name):
                person = person_named(mention.name)
                told = _gender_in(mention.text) or _gender_in(mention.role or "")
                found[mention.name] = person.gender if person else told or gender_of_name(mention.name)
        return found


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The governing word of a stretch of text, or None for an empty one."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def is_subject(token: Token) -> bool:
    """Whether a word is a subject, through appositions and conjunctions."""
    for _ in range(4):
        if token.dep_ in ("nsubj", "nsubjpass"):
            return True
        if token.dep_ not in ("appos", "conj", "compound") or token.head.i == token.i:
            return False
        token = token.head
    return False


def _gender_in(text: str) -> str:
    words = role_words()
    for word in text.replace("-", " ").split():
        gender = words.honorifics.get(word, "") or words.genders.get(word.lower(), "")
        if gender:
            return gender
    return ""


def _winner(scores: dict[str, tuple[float, Mention]]) -> tuple[Mention, float] | None:
    ranked = sorted(scores.values(), key=lambda scored: (scored[0], scored[1].start), reverse=True)
    if not ranked:
        return None
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    return ranked[0][1], lead
