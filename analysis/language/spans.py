"""From tokens of a parse to stretches of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from analysis.language.extensions import text_of
from analysis.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRAILING = frozenset(".,;:-–—…!?") | {"--", "...", "('", "(", "["}
DASHES = ("—", "–", "--")
_OF_A_CUE = ("aux", "auxpass", "neg", "prt", "acomp", "advmod")
_LEADING = frozenset(",;:-–—.") | {"--", "...", ")", "]"}


def end_of(token: Token) -> int:
    """The offset one past the token's last character."""
    return int(token.idx + len(token))


def subtree(token: Token, without: Collection[Token] = ()) -> list[Token]:
    """The tokens that a token governs, itself included, in the order of the text.

    Args:
        token: the governing token.
        without: tokens whose own subtrees are left out.
    """
    left_out = {t.i for cut in without for t in cut.subtree}
    return [t for t in token.subtree if t.i not in left_out]


def run_around(head: Token, tokens: Iterable[Token]) -> list[Token]:
    """The unbroken run of tokens that holds the head."""
    chosen = {t.i: t for t in tokens}
    first = last = head.i
    while first - 1 in chosen:
        first -= 1
    while last + 1 in chosen:
        last += 1
    return [chosen[i] for i in range(first, last + 1) if i in chosen]


def trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without the punctuation and white space at either end; quotation marks and brackets stay."""
    first, last = 0, len(tokens)
    while first < last and (tokens[first].is_space or tokens[first].text in _LEADING):
        first += 1
    while first < last and (tokens[last - 1].is_space or tokens[last - 1].text in _TRAILING):
        last -= 1
    return tokens[first:last]


def last_word(doc: Doc, first: int, last: int) -> int:
    """The place of the last token from ``first`` to ``last`` that is neither punctuation at the end nor white space."""
    while last > first and (doc[last].is_space or doc[last].text in _TRAILING):
        last -= 1
    return last


def offsets(tokens: list[Token]) -> tuple[int, int]:
    """The (start, end) of a list of tokens that isn't empty."""
    return int(tokens[0].idx), end_of(tokens[-1])


def places(tokens: list[Token]) -> tuple[int, int]:
    """The places of the first and of the last token of a list that isn't empty."""
    return tokens[0].i, tokens[-1].i


def stretch(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The (start, end) from the token at one place to the end of the token at another."""
    return int(doc[first].idx), end_of(doc[last])


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The stretch of the document's text as a Span."""
    return Span(start, end, text_of(doc)[start:end])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches share a character."""
    return min(a[1], b[1]) > max(a[0], b[0])


def cue_stretch(cue: Token, link: Token | None = None) -> tuple[int, int]:
    """The stretch of a cue with its auxiliaries, negation, particle and preposition, as far as they adjoin it."""
    words = [cue, cue.head] if cue.dep_ == "acomp" else [cue]  # "is not ready" is one cue
    # A name that opens the sentence may be taken for an adverb: "Bathily called".
    inner = (c for word in words for c in word.children if c.dep_ in _OF_A_CUE)
    wanted = words + [c for c in inner if not (c.dep_ == "advmod" and c.is_sent_start and c.i == cue.i - 1)]
    if link is not None:
        wanted.append(link)
    return offsets(run_around(cue, wanted))


def to_the_end(verb: Token, words: list[Token]) -> list[Token]:
    """Words, and what follows them in the verb's own phrase, without further verbs and clauses of their own."""
    last = words[-1].i
    for child in verb.rights:
        if child.i > last:
            if child.dep_ in ("conj", "cc", "parataxis") or (child.dep_ == "advcl" and child.tag_ == "VBG"):
                break
            if child.dep_ == "prep" and any(t.lower_ == "turn" for t in child.children):
                break  # "denied this, in turn accusing the army"
            last = max(last, child.right_edge.i)
    return [verb.doc[i] for i in range(words[0].i, last + 1)]


def without_connective(words: list[Token]) -> list[Token]:
    """The words without the "But" or "Still," that ties their sentence to the one before."""
    if len(words) > 2 and words[0].pos_ in ("CCONJ", "ADV") and words[0].dep_ in ("cc", "advmod"):
        return words[2:] if words[1].text == "," else words[1:] if words[0].dep_ == "cc" else words
    return words
