"""Where reported content begins and ends, where the parser hangs more on it than its source says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.language.cues import CueKey, load_lexicon
from analysis.language.sources import is_parted, says_besides

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = ("DATE", "TIME")
_BEFORE_A_TIME = ("on", "in", "at", "late", "early")
_CONTRASTS = ("while", "whereas")
_SOURCE_BEHIND = re.compile(r",\s+according\s+to\s+[^,;:.]+$")
# A verb of which this share attributes words to somebody has a voice of its own.
_VOICE = 0.4


def without_time_of_saying(words: list[Token], cue: Token, content: Token) -> list[Token]:
    """The words of a clause without when it was said, as in "said on Monday it would withdraw" and "said earlier that".

    Args:
        words: the clause's words.
        cue: the verb before them.
        content: the head of the clause.
    """
    if not words or words[0].i != cue.i + 1:
        return words
    if len(words) > 2 and words[0].pos_ == "ADV" and words[1].lower_ == "that" and words[1].dep_ == "mark":
        return words[1:]
    at = 1 if words[0].lower_ in _BEFORE_A_TIME else 0
    first = at
    while at < len(words) and words[at].ent_type_ in _TIMES:
        at += 1
    subjects = {child.left_edge.i for child in content.children if child.dep_ in ("nsubj", "nsubjpass", "expl", "mark")}
    return words[at:] if first < at < len(words) and words[at].i in subjects else words


def without_other_voice(words: list[Token], cue: Token) -> list[Token]:
    """The words up to the contrast with what another source says: "..., while the State Department called on ..."."""
    for word in words:
        if word.i <= cue.i or word.dep_ != "advcl":
            continue
        first = word.left_edge
        if first.i >= words[0].i and first.lower_ in _CONTRASTS:
            spoken = load_lexicon().score(CueKey(word.lemma_.lower(), "VERB", "*")) >= _VOICE
            if spoken and word.head.i < first.i and any(child.dep_ == "nsubj" for child in word.children):
                return [other for other in words if other.i < first.i]
    return words


def without_source_behind(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch without a further source that closes it: "Fidan noted that it was bad, according to the media"."""
    found = _SOURCE_BEHIND.search(text, *span)
    return (span[0], found.start()) if found is not None and found.end() == span[1] else span


def without_next_cue(words: list[Token], content: Token) -> list[Token]:
    """The words of a clause up to the verb by which its source goes on: "a deal was reached" of "... and said that"."""
    cue = next((child for child in content.rights if says_besides(child)), None)
    if cue is None:
        return words
    joining = [child.i for child in content.children if child.dep_ == "cc" and child.i < cue.i]
    end = max(joining, default=cue.left_edge.i)
    return [word for word in words if word.i < end]


def with_further_clauses(words: list[Token], cue: Token) -> list[Token]:
    """The words of a clause and of those with "that" that go on from it: "said that A had left, but that B had not"."""
    further = [
        child
        for child in cue.rights
        if child.dep_ == "conj"
        and child.i > words[-1].i
        and any(m.lower_ == "that" for m in child.lefts if m.dep_ == "mark")
    ]
    return [*cue.doc[words[0].i : further[-1].right_edge.i + 1]] if further else words


def without_next_act(words: list[Token], content: Token) -> list[Token]:
    """The words of an object up to a further act after a comma: "this" of "denied this, in turn accusing the army"."""
    act = next((child for child in content.rights if child.dep_ == "acl" and is_parted(child)), None)
    if act is None:
        return words
    comma = next((word.i for word in words if content.i < word.i < act.i and word.text == ","), None)
    return words if comma is None else [word for word in words if word.i < comma]


def without_apposition(words: list[Token], head: Token) -> list[Token]:
    """The words without what tells of the source before them: "According to Leavitt, the press secretary, talks go on".

    Args:
        words: the words of the clause, which stands after its source.
        head: the clause's verb.
    """
    comma = next((number for number, word in enumerate(words) if word.text == ","), None)
    if comma is None or words[comma].i >= head.i or words[0].i < 2 or words[0].nbor(-1).text != ",":
        return words
    told = words[:comma]
    plain = all(word.pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "ADV") for word in told)
    named = any(child.dep_ in ("nsubj", "nsubjpass") and child.i > words[comma].i for child in head.children)
    return words[comma + 1 :] if plain and named else words
