"""Every place of a parse where a word might attribute words to a source, before the lexicon decides.

A candidate is a cue, what stands to it in a relation that reported content can have, and a source. The relations are
those of ClearNLP's dependencies: ccomp ("said that"), xcomp ("refused to"), dobj ("rejected the plan"), prep:for
("called for"), dobj+of ("accused them of"), acl ("the claim that"), and a few named here: according, as, inserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.cues import CueKey, cue_lemma
from analysis.language.sources import source_of_noun, subject_of
from analysis.language.spans import offsets, run_around, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its content as a (start, end) stretch and the head words of the cue, the content and the source."""

    key: CueKey
    cue: Token
    content: Token
    span: tuple[int, int]
    source: Token | None
    link: Token | None = None  # the preposition of "called for"

    @property
    def cue_span(self) -> tuple[int, int]:
        """The stretch from the cue to its preposition or particle."""
        return cue_stretch(self.cue, self.link)


def cue_stretch(cue: Token, link: Token | None = None) -> tuple[int, int]:
    """The stretch of a cue with its auxiliaries, negation, particle and preposition, as far as they adjoin it."""
    wanted = [cue, *(c for c in cue.children if c.dep_ in ("aux", "auxpass", "neg", "prt", "acomp", "advmod"))]
    if link is not None:
        wanted.append(link)
    return offsets(run_around(cue, wanted))


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Every candidate of a parsed article, in the order of its cues."""
    for token in doc:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _of_noun(token)
        elif token.pos_ == "ADJ":
            yield from _of_complements(token, "ADJ", subject_of(token.head if token.dep_ == "acomp" else token))


def _of_verb(verb: Token) -> Iterator[Candidate]:
    source = subject_of(verb)
    yield from _of_complements(verb, "VERB", source)
    found = {child.dep_: child for child in verb.children}
    objekt = found.get("dobj")
    if objekt is not None:
        yield from _made(verb, "VERB", "dobj", objekt, source)
        yield from _of_object(verb, objekt, source)
    if "oprd" in found:
        yield from _small_clause(verb, found["oprd"], source)
    if "nsubjpass" in found and "agent" in found:
        agent = next((t for t in found["agent"].children if t.dep_ == "pobj"), None)
        yield from _made(verb, "VERB", "nsubjpass", found["nsubjpass"], agent)
    if "ccomp" not in found:
        yield from _inserted(verb, source)


def _of_complements(word: Token, pos: str, source: Token | None) -> Iterator[Candidate]:
    for child in word.children:
        if (child.dep_ in ("ccomp", "xcomp") and child.pos_ != "ADJ") or child.dep_ == "ccomp":
            yield from _made(word, pos, child.dep_, child, source)
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from _made(word, pos, f"prep:{child.lower_}", inner, source, child)


def _of_object(verb: Token, objekt: Token, source: Token | None) -> Iterator[Candidate]:
    """ "accused them of", "urged him to": the object and what follows it, together."""
    for child in verb.children:
        if child.i > objekt.i and child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from _made(verb, "VERB", f"dobj+{child.lower_}", inner, source, child)


def _small_clause(verb: Token, predicate: Token, source: Token | None) -> Iterator[Candidate]:
    """ "called the vote a farce": the object and its predicate."""
    subject = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.i > verb.i), None)
    tokens = subtree(predicate) + (subtree(subject) if subject is not None else [])
    words = trimmed(run_around(predicate, tokens))
    if words:
        yield Candidate(CueKey(verb.lemma_.lower(), "VERB", "oprd"), verb, predicate, offsets(words), source)


def _inserted(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """ "The talks, he said, have failed": the clause that the cue stands in."""
    head = verb.head
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep") or head.pos_ not in ("VERB", "AUX") or source is None:
        return
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children)
    if verb.dep_ == "advcl" and not marked:
        return
    words = trimmed(run_around(head, subtree(head, [verb])))
    whole = trimmed(
        [t for t in subtree(head) if t.i < min(s.i for s in verb.subtree) or t.i > max(s.i for s in verb.subtree)]
    )
    if words and whole:
        relation = "as" if marked else "inserted"
        yield Candidate(CueKey(cue_lemma(verb), "VERB", relation), verb, head, offsets(whole), source)


def _of_noun(noun: Token) -> Iterator[Candidate]:
    source = source_of_noun(noun)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "xcomp") and (child.dep_ != "acl" or child.tag_ not in ("VBN", "VBG")):
            yield from _made(noun, "NOUN", "acl", child, source)
        elif child.dep_ == "prep" and child.lower_ not in ("by", "from"):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from _made(noun, "NOUN", f"prep:{child.lower_}", inner, source, child)


def _according(word: Token) -> Iterator[Candidate]:
    """ "according to": the clause around it is the content, its object the source."""
    link = next((c for c in word.children if c.lower_ == "to"), None)
    source = next((c for c in (link or word).children if c.dep_ == "pobj"), None)
    head = word.head
    while head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        head = head.head
    if source is None or head.i == word.i:
        return
    inside = {t.i for t in word.subtree}
    words = trimmed([t for t in head.subtree if t.i not in inside])
    if words:
        yield Candidate(CueKey("according", "ADP", "according"), word, head, offsets(words), source, link)


def _made(
    cue: Token, pos: str, relation: str, content: Token, source: Token | None, link: Token | None = None
) -> Iterator[Candidate]:
    inside = {t.i for t in cue.subtree} if content.i > cue.i else set()
    tokens = [t for t in content.subtree if t.i != cue.i and (not inside or t.i in inside)]
    words = trimmed(run_around(content, tokens))
    if words:
        yield Candidate(CueKey(cue_lemma(cue), pos, relation), cue, content, offsets(words), source, link)
