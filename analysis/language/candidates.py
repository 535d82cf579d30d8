"""Every place of a parse where a word might attribute words to a source, before the lexicon decides.

A candidate is a cue, what stands to it in a relation that reported content can have, and a source. The relations are
those of ClearNLP's dependencies: ccomp ("said that"), xcomp ("refused to"), dobj ("rejected the plan"), prep:for
("called for"), dobj+of ("accused them of"), acl ("the claim that"), and a few named here: according, as, inserted,
antecedent ("a plan that Kyiv rejected"). A ">" marks content that runs on to the end of the cue's own phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.language.candidate import Candidate, made
from analysis.language.content_bounds import (
    without_apposition,
    without_other_voice,
)
from analysis.language.cues import CueKey, cue_lemma, is_cue_noun
from analysis.language.missed_names import name_after
from analysis.language.sources import is_asked, object_of_according, source_of_noun, subject_of
from analysis.language.spans import (
    places,
    run_around,
    subtree,
    to_the_end,
    trimmed,
    without_connective,
)
from analysis.language.speech_verbs import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token


CLAUSE_MARKERS = ("that", "whether", "how", "why")


def candidates(words: Iterable[Token]) -> Iterator[Candidate]:
    """Every candidate whose cue is one of the words of a parsed article, in their order."""
    for token in words:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
        elif token.pos_ == "NOUN":
            yield from _of_noun(token)
        elif token.pos_ == "ADJ":
            yield from _of_complements(token, "ADJ", subject_of(token.head if token.dep_ == "acomp" else token))


def _of_verb(verb: Token) -> Iterator[Candidate]:
    if verb.dep_ in ("dobj", "pobj") or is_asked(verb) or (verb.dep_ == "ccomp" and is_asked(verb.head)):
        return  # a noun in the tagger's disguise, as in "rejected Thai claims"; or what somebody else asked
    source = subject_of(verb)
    yield from _of_complements(verb, "VERB", source)
    found = {child.dep_: child for child in verb.children}
    target = found.get("dobj")
    if target is not None:
        yield from made(verb, "VERB", "dobj", target, source)
        yield from _of_object(verb, target, source)
    if "oprd" in found:
        yield from _small_clause(verb, found["oprd"], source)
    if "agent" in found:
        yield from _of_passive(verb, found["agent"], found.get("nsubjpass"))
    if verb.dep_ == "relcl" and (target is None or target.tag_ in ("WDT", "WP")):
        yield from _of_antecedent(verb, found.get("nsubj"))
    if "ccomp" not in found:
        yield from _inserted(verb, source or name_after(verb))
    yield from _of_clause_marker(verb, source)


def _of_complements(word: Token, pos: str, source: Token | None) -> Iterator[Candidate]:
    for child in word.children:
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.pos_ != "ADJ"):
            yield from made(word, pos, child.dep_, child, source)
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and 0 < child.i - word.i <= 2:
            yield from made(word, pos, "gerund", child, source)
        elif child.dep_ == "prep":
            yield from _of_preposition(word, pos, f"prep:{child.lower_}", child, source)


def _of_preposition(word: Token, pos: str, relation: str, link: Token, source: Token | None) -> Iterator[Candidate]:
    if pos == "VERB" and link.i < word.i:
        return  # "on a visit to Seoul, he called" tells where, not what
    for child in link.children:
        # "said on Monday" tells when, not what.
        if child.dep_ in ("pobj", "pcomp") and child.ent_type_ not in ("DATE", "TIME"):
            yield from made(word, pos, relation, child, source, link)


def _of_object(verb: Token, target: Token, source: Token | None) -> Iterator[Candidate]:
    """What is said of an object, as in "accused them of theft"."""
    for child in verb.children:
        if child.i > target.i and child.dep_ == "prep":
            yield from _of_preposition(verb, "VERB", f"dobj+{child.lower_}", child, source)
    for child in target.rights:
        # "told Reuters it was ready": the parser takes the clause for a relative one.
        first = child.left_edge
        opens = first.dep_ in ("nsubj", "det", "poss", "compound") and first.tag_ not in ("WDT", "WP")
        if child.dep_ == "relcl" and opens:
            yield from made(verb, "VERB", "relcl", child, source)


def _of_clause_marker(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """A clause with "that" which the parser hung elsewhere, as in "told the paper that the talks had failed"."""
    for token in verb.doc[verb.i + 1 : verb.i + 10]:
        if token.is_sent_start or (token.pos_ == "VERB" and token.dep_ != "ccomp"):
            return
        if token.lower_ in CLAUSE_MARKERS and token.tag_ in ("IN", "WRB") and token.head.i > token.i:
            if token.head.dep_ == "relcl" or (token.head.dep_ == "ccomp" and token.head.head.i == verb.i):
                return
            if is_cue_noun(token.head.head):
                return  # "dismissed reports that ..." doesn't say what the reports say
            words = to_the_end(verb, [token, *(t for t in token.head.subtree if t.i > token.i)])
            words = trimmed(without_other_voice(words, verb))
            yield Candidate(CueKey(cue_lemma(verb), "VERB", "clause"), verb, token.head, places(words), source)
            return


def _small_clause(verb: Token, predicate: Token, source: Token | None) -> Iterator[Candidate]:
    """An object with its predicate, as in "called the vote a farce"."""
    subject = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.i > verb.i), None)
    tokens = subtree(predicate) + (subtree(subject) if subject is not None else [])
    words = trimmed(run_around(predicate, tokens))
    if words:
        yield Candidate(CueKey(verb.lemma_.lower(), "VERB", "oprd"), verb, predicate, places(words), source)


def _of_passive(verb: Token, agent: Token, subject: Token | None) -> Iterator[Candidate]:
    """What was said by somebody, as in "the plan was rejected by Moscow" and "a plan rejected by Moscow"."""
    source = next((child for child in agent.children if child.dep_ == "pobj"), None)
    if subject is not None and subject.tag_ not in ("WDT", "WP"):
        yield from made(verb, "VERB", "nsubjpass", subject, source)
    elif verb.dep_ in ("acl", "relcl"):
        yield from _of_antecedent(verb, source)


def _of_antecedent(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """The noun that a clause says something of, as in "a condition that Kyiv has rejected"."""
    head = verb.head
    words = trimmed(run_around(head, subtree(head, [verb])))
    if words and source is not None and source.tag_ not in ("WDT", "WP"):
        yield Candidate(CueKey(cue_lemma(verb), "VERB", "antecedent"), verb, head, places(words), source)


def _inserted(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """The clause that a cue stands in or after, as in "The talks, he said, have failed" and "as he put it"."""
    head = verb.head
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep") or head.pos_ not in ("VERB", "AUX") or source is None:
        return
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children)
    if verb.dep_ == "advcl" and not marked and not _closes(verb):
        return
    inside = {t.i for t in verb.subtree}
    words = without_connective(trimmed([t for t in head.subtree if t.i not in inside]))
    if words:
        relation = "as" if marked else "inserted"
        yield Candidate(CueKey(cue_lemma(verb), "VERB", relation), verb, head, places(words), source)


def _closes(verb: Token) -> bool:
    """Whether a clause without a word that opens it says of the one before who says it: "..., the minister said"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.i > verb.i or not is_speech(verb) or verb.head.i > verb.i:
        return False
    return subject.left_edge.i > 0 and subject.left_edge.nbor(-1).text == ","


def _of_noun(noun: Token) -> Iterator[Candidate]:
    source = source_of_noun(noun)
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "xcomp") and (child.dep_ != "acl" or child.tag_ not in ("VBN", "VBG")):
            yield from made(noun, "NOUN", "acl", child, source)
        elif child.dep_ == "prep" and child.lower_ not in ("by", "from"):
            yield from _of_preposition(noun, "NOUN", f"prep:{child.lower_}", child, source)


def _according(word: Token) -> Iterator[Candidate]:
    """The clause around "according to", whose object is the source."""
    link = next((c for c in word.children if c.lower_ == "to"), None)
    source = object_of_according(word)
    head = word.head
    while head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        head = head.head
    if source is None or head.i == word.i:
        return
    inside = {t.i for t in word.subtree}
    words = [t for t in head.subtree if t.i not in inside]
    while words and words[-1].is_punct and words[-1].i > word.i:
        words.pop()
    words = without_connective(trimmed(without_apposition(trimmed(words), head)))
    if words:
        yield Candidate(CueKey("according", "ADP", "according"), word, head, places(words), source, link)
