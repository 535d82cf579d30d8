"""The parse of a stretch of text, kept with a statement so that coding never needs the parser again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.model import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A turn of a transcript may run to thousands of words; coding reads its beginning.
MAX_TOKENS = 400


def tokens_of(doc: Doc, stretches: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """The tokens of some stretches of the text, each once, in the order of the text.

    Args:
        doc: the parsed article.
        stretches: (start, end) character offsets; they may overlap.

    Returns:
        At most MAX_TOKENS, whose heads are indices into the result; a token whose head lies outside is its own head.
    """
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in stretches)
    chosen = {number for span in spans if span is not None for number in range(span.start, span.end)}
    words = [word for number in sorted(chosen) if not (word := doc[number]).is_space][:MAX_TOKENS]
    place = {word.i: number for number, word in enumerate(words)}
    return tuple(
        Token(
            text=word.text,
            lemma=word.lemma_,
            pos=word.pos_,
            dep=word.dep_,
            head=place.get(word.head.i, number),
            start=word.idx,
        )
        for number, word in enumerate(words)
    )
