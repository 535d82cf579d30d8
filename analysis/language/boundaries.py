"""Where the content of a candidate may begin and end, where the parse leaves it open.

A parser hangs "in Ankara on Monday" now on what was said, now on the saying of it, and runs a second clause into the
first. Each candidate is therefore also tried without its last phrase, on to the end of its sentence or of its cue's
phrase, with the relative pronoun that belongs to it ("which he said had failed"), and without its first adjunct.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.spans import last_word, stretch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.language.candidate import Candidate

# A content of many nested phrases is cut at most this many times.
DEPTH = 4
_LAST_PHRASES = ("advcl", "conj", "parataxis", "prep", "npadvmod", "relcl", "acl", "advmod", "appos")
_FIRST_PHRASES = ("advcl", "advmod", "prep", "cc", "npadvmod", "intj")
_BEFORE_A_PHRASE = frozenset(",;:-–—") | {"--"}


class Boundary(NamedTuple):
    """The content from token ``first`` to token ``last``; ``phrase`` is the head of what is left out or taken in.

    ``kind`` is "parsed", "cut", "sentence", "phrase", "pronoun" or "adjunct".
    """

    kind: str
    first: int
    last: int
    phrase: Token | None = None

    def span(self, doc: Doc) -> tuple[int, int]:
        """The (start, end) offsets of the content."""
        return stretch(doc, self.first, self.last)


def boundaries(candidate: Candidate) -> list[Boundary]:
    """The boundaries of a candidate's content, that of the parse first; no two are the same."""
    parsed = Boundary("parsed", *candidate.places)
    found = {(parsed.first, parsed.last): parsed}
    for other in (*_cut(candidate, parsed), *_longer(candidate, parsed), *_with_pronoun(candidate, parsed)):
        found.setdefault((other.first, other.last), other)
    for other in _without_adjunct(candidate, parsed):
        found.setdefault((other.first, other.last), other)
    return list(found.values())


def _cut(candidate: Candidate, parsed: Boundary) -> Iterator[Boundary]:
    """Without the last phrase, the last phrase of that, and so on."""
    doc, node = candidate.cue.doc, candidate.content
    for _ in range(DEPTH):
        last = next((t for t in reversed(list(node.rights)) if t.dep_ != "punct" and t.i <= parsed.last), None)
        if last is None:
            return
        at = last.left_edge.i
        while at - 1 > parsed.first and _joins(doc[at - 1], node):
            at -= 1
        around_cue = parsed.first <= candidate.cue.i <= parsed.last and at <= candidate.cue.i
        if last.dep_ in _LAST_PHRASES and at > max(parsed.first, candidate.content.i) and not around_cue:
            yield Boundary("cut", parsed.first, at - 1, last)
        node = last


def _joins(token: Token, node: Token) -> bool:
    return token.text in _BEFORE_A_PHRASE or (token.dep_ == "cc" and token.head.i == node.i)


def _longer(candidate: Candidate, parsed: Boundary) -> Iterator[Boundary]:
    """On to the end of the sentence, and to the end of the cue's own phrase with its further clauses."""
    cue, doc = candidate.cue, candidate.cue.doc
    if cue.i > parsed.last or parsed.last + 1 >= len(doc):
        return
    for kind, end in (("sentence", cue.sent.end - 1), ("phrase", cue.right_edge.i)):
        last = last_word(doc, parsed.first, end)
        if last > parsed.last:
            yield Boundary(kind, parsed.first, last, doc[parsed.last + 1])


def _with_pronoun(candidate: Candidate, parsed: Boundary) -> Iterator[Boundary]:
    """With the relative pronoun before the cue, as in "an offer which he said had failed"."""
    cue = candidate.cue
    if candidate.content.i < cue.i:
        return
    children = (t for word in (cue, candidate.content) for t in word.children if t.i < cue.i)
    pronoun = next((t for t in children if t.tag_ in ("WDT", "WP")), None)
    if pronoun is None and cue.dep_ in ("relcl", "ccomp") and cue.left_edge.tag_ in ("WDT", "WP"):
        pronoun = cue.left_edge
    if pronoun is not None:
        yield Boundary("pronoun", pronoun.left_edge.i, parsed.last, pronoun)


def _without_adjunct(candidate: Candidate, parsed: Boundary) -> Iterator[Boundary]:
    """Without the adjunct that it begins with, as in "Still, the talks have failed"."""
    content, doc = candidate.content, candidate.cue.doc
    adjunct = next((t for t in content.lefts if t.left_edge.i == parsed.first), None)
    if adjunct is None or adjunct.dep_ not in _FIRST_PHRASES:
        return
    first = adjunct.right_edge.i + 1
    first += doc[first].text == ","
    if first <= min(content.i, parsed.last):
        yield Boundary("adjunct", first, parsed.last, adjunct)
