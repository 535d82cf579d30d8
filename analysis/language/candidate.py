"""One place of a parse where a word might attribute words to a source: the cue, its content and the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.content_bounds import (
    with_further_clauses,
    without_next_act,
    without_next_cue,
    without_other_voice,
    without_time_of_saying,
)
from analysis.language.cues import CueKey, cue_lemma
from analysis.language.spans import cue_stretch, places, run_around, stretch, to_the_end, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token


_CLAUSAL = ("ccomp", "according", "as", "inserted", "acl", "clause", "relcl")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its content, from one token's place to another's, and the head words of cue, content and source."""

    key: CueKey
    cue: Token
    content: Token
    places: tuple[int, int]
    source: Token | None
    link: Token | None = None  # the preposition of "called for"

    @property
    def span(self) -> tuple[int, int]:
        """The (start, end) offsets of the content."""
        return stretch(self.cue.doc, *self.places)

    @property
    def is_clausal(self) -> bool:
        """Whether the content is a clause, as in "said that", and not the object of an act."""
        return self.key.relation.rstrip(">") in _CLAUSAL

    @property
    def cue_span(self) -> tuple[int, int]:
        """The stretch from the cue to its preposition or particle."""
        return cue_stretch(self.cue, self.link)


def made(
    cue: Token, pos: str, relation: str, content: Token, source: Token | None, link: Token | None = None
) -> Iterator[Candidate]:
    """The candidate whose content is a token's subtree and the one that runs on to the end of the cue's phrase."""
    tokens = [t for t in content.subtree if t.i != cue.i]
    if relation == "ccomp":
        tokens = _subject_taken_for_object(cue, content) + tokens
    if content.i > cue.i and not cue.is_ancestor(content):
        inside = {t.i for t in cue.subtree}
        tokens = [t for t in tokens if t.i in inside]
    words = run_around(content, tokens)
    if relation == "ccomp":
        words = without_time_of_saying(without_next_cue(words, content), cue, content)
        words = with_further_clauses(without_other_voice(words, cue), cue)
    if source is not None and content.i < source.i < cue.i and any(word.i == source.i for word in words):
        # "A has left, a source close to it said"
        comma = max((word.i for word in words if word.text == "," and word.i < source.i), default=source.left_edge.i)
        words = [word for word in words if word.i < comma]
    if relation == "dobj":
        words = without_next_act(words, content)
    words = trimmed(words)
    if not words or (words[-1].i < cue.i and any(t.text == ";" for t in cue.doc[words[-1].i : cue.i])):
        return
    key = CueKey(cue_lemma(cue), pos, relation)
    # "called on Kigali to leave": whom it is asked of is not yet what is asked.
    if link is None or not any(child.dep_ == "xcomp" and child.i > content.i for child in cue.children):
        yield Candidate(key, cue, content, places(words), source, link)
    wider = trimmed(without_other_voice(to_the_end(cue, words), cue))
    if pos == "VERB" and content.i > cue.i and len(wider) > len(words):
        yield Candidate(key._replace(relation=relation + ">"), cue, content, places(wider), source, link)


def _subject_taken_for_object(cue: Token, content: Token) -> list[Token]:
    """The words before a clause that are its subject, not the cue's object: "denied a deal had been reached"."""
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for child in content.children):
        return []
    found = (c for c in cue.children if c.dep_ == "dobj" and c.right_edge.i + 1 == content.left_edge.i)
    return [word for child in found for word in child.subtree]
