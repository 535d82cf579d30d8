"""The words that name a statement's source -> who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.anaphors import (
    anaphor_words,
    resolve_pronoun,
    voice_of,
)
from analysis.language.definite_phrases import resolve_definite, resolve_institution
from analysis.language.described_voices import described, plain_words
from analysis.language.joint_actors import JointActors, voice_of_many
from analysis.language.role_words import Head, role_words
from analysis.language.salience import Salience, head_of
from analysis.language.source_words import source_words
from analysis.language.spans import span_of
from analysis.language.told_parties import ToldParties
from analysis.language.voice import Voice
from analysis.model import ActorKind, Mention, Span, Statement, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class VoiceFinder:
    """Finds who speaks in the statements of one article."""

    def __init__(self, salience: Salience) -> None:
        self._salience = salience
        self._joint = JointActors(salience)
        self.told = ToldParties(salience)
        self._doc = salience.doc
        # spaCy joins a Doc's text anew at every access.
        self._text: str = salience.doc.text
        self._mentions: list[Mention] = self._doc._.mentions

    def find(self, source: Span, statement: Statement) -> Voice | None:
        """Who the words of a source stand for; the words themselves where nobody is found, None for a bare pronoun."""
        head = head_of(self._doc, source.start, source.end)
        words = plain_words(source.text)
        if head is None or not words:
            return None
        outside = [*statement.parts] or [(statement.start, statement.end)]
        if len(words) == 1 and words[0] in anaphor_words().pronouns:
            return self._pronoun(words[0], head, source, outside)
        inside = [m for m in self._mentions if m.start < source.end and m.end > source.start and not self._backs(m)]
        if inside and inside[0].kind is ActorKind.OUTLET and (cited := _cited(self._doc, head)) is not None:
            return self.find(cited, statement)
        found = (
            (None if inside else self._joint.phrase(words, source.start))
            or self._named(head, source, inside)
            or self._owned(words, source, outside)
            or self._definite(words, source, outside, inside)
            or described(head, source, inside)
        )
        if found is None or found.party:
            return found and self.told.for_last(found, source)
        found = self.told.from_institution(found, words, source)
        bare = found.party is None and found.role is None and statement.kind is StatementKind.DIRECT
        return self.told.from_unnamed(found, source) if bare else found

    def _pronoun(self, word: str, head: Token, source: Span, outside: list[tuple[int, int]]) -> Voice | None:
        sort = anaphor_words().pronouns[word]
        if word in ("both", "neither"):
            return self._joint.phrase([word], source.start)
        if sort == "relative":
            return self._antecedent(head, source, outside)
        if sort == "own":
            return None
        together = self._joint.together(source.start) if sort == "many" else None
        if sort == "many" and together is None:
            together = self._salience.last.several(source.start)
        return together or resolve_pronoun(word, source.start, self._salience, outside)

    def _antecedent(self, head: Token, source: Span, outside: list[tuple[int, int]]) -> Voice | None:
        """Who "who" stands for: the noun that its clause hangs on, else the mention right before."""
        clause = head.head
        while clause.dep_ not in ("relcl", "ROOT") and clause.head.i != clause.i:
            clause = clause.head
        noun = clause.head if clause.dep_ == "relcl" else None
        if noun is not None:
            for mention in self._mentions:
                if mention.start <= noun.idx < mention.end:
                    return voice_of(mention, 0.95)
            stretch = self._doc[noun.left_edge.i : noun.i + 1]
            words = plain_words(stretch.text)
            if noun.pos_ in ("NOUN", "PROPN") and words:
                span = Span(stretch.start_char, stretch.end_char, stretch.text)
                return self._definite(words, span, outside, []) or Voice(" ".join(stretch.text.split()), certainty=0.6)
        near = [m for m in self._mentions if source.start - 40 < m.end <= source.start]
        return voice_of(near[-1], 0.6) if near else None

    def _named(self, head: Token, source: Span, inside: list[Mention]) -> Voice | None:
        """The mention that the head word of the source lies in, together with those joined to it by "and"."""
        governing = [m for m in inside if m.start <= head.idx < m.end]
        if not governing:
            governing = [m for m in inside if m.start - source.start <= 4 and m.end >= source.end - 1]
        if not governing and inside and self._in_apposition(source, inside[-1]):
            governing = inside[-1:]
        if not governing or head.dep_ == "amod":
            return None
        if self._is_dateline(governing[0], inside):
            governing = inside[1:2]
        chain = self._joint.chain(governing[0], inside)
        if len(chain) > 1:
            return voice_of_many(chain, 0.95)
        return self.told.from_owner(voice_of(chain[0]), source)

    def _backs(self, mention: Mention) -> bool:
        """Whether a mention only begins a word for somebody else: "the Saudi-backed forces"."""
        after = self._text[mention.end : mention.end + 2]
        return len(after) == 2 and after[0] == "-" and after[1].isalpha()

    def _is_dateline(self, first: Mention, inside: list[Mention]) -> bool:
        """Whether a paragraph begins with where it was written: "Caracas, National Assembly speaker Ann Lee"."""
        if first.kind is not ActorKind.COUNTRY or first is not inside[0] or len(inside) < 2:
            return False
        start = self._doc._.paragraphs[self._salience.paragraph_of(first.start)][0]
        parted = self._text[first.end : inside[1].start].strip().startswith(",")
        return bool(first.start == start and parted and inside[1].kind is ActorKind.PERSON)

    def _in_apposition(self, source: Span, last: Mention) -> bool:
        """Whether a source ends in a person's name after a comma: "His foreign minister, José Manuel Albares"."""
        before = self._text[source.start : last.start].rstrip()
        return last.kind is ActorKind.PERSON and last.end >= source.end - 1 and before.endswith(",")

    def _owned(self, words: list[str], source: Span, outside: list[tuple[int, int]]) -> Voice | None:
        """A source with an owner named by a pronoun: "his spokesman", "its foreign ministry", "her remarks"."""
        if words[0] not in anaphor_words().owners:
            return None
        owner = resolve_pronoun(anaphor_words().owners[words[0]], source.start, self._salience, outside)
        if owner is None:
            return None
        if words[-1] in anaphor_words().words["documents"]:
            return replace(owner, certainty=owner.certainty * 0.9)
        kind = role_words().heads.get(words[-1])
        if kind is None:
            return None
        party = None if kind is Head.PRIVATE else owner.party
        return Voice(f"{owner.name}'s {' '.join(words[1:])}", party, certainty=owner.certainty * 0.85)

    def _definite(
        self, words: list[str], source: Span, outside: list[tuple[int, int]], inside: list[Mention]
    ) -> Voice | None:
        """A definite phrase that names nobody: "the minister", "the alliance"."""
        first = source.text.split()[0].lower()
        grammar = anaphor_words().grammar
        bare = [word for word in words if word not in grammar["determiners"]]
        if inside or not bare or len(bare) > 4 or any(not word.replace("-", "").isalpha() for word in bare):
            return None
        bare_title = source.text[0].isupper() and bare[-1] in role_words().heads
        found = None
        if first in grammar["definite"] and bare[-1] in anaphor_words().words["documents"]:
            return self._salience.last.again(source.start)  # "the statement said"
        if first in grammar["definite"]:
            found = self._salience.last.called(bare[-1], source.start)
            found = found or resolve_definite(bare, source.start, self._salience, outside)
        if found is None and (first in grammar["definite"] or first in ("a", "an") or bare_title):
            found = resolve_institution(bare, source.start, self._salience, outside)
        return found


def _cited(doc: Doc, outlet: Token) -> Span | None:
    """The words that name whom an outlet cites, as in "TASS reported, citing the ministry"."""
    for child in outlet.head.children:
        named = [word for word in child.children if word.dep_ == "dobj"]
        if child.tag_ == "VBG" and child.lemma_.lower() in anaphor_words().words["citing"] and named:
            return span_of(doc, *source_words(named[0]))
    return None
