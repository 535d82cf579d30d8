"""What a change of the codebook can touch: a statement that holds none of it is coded as before.

A statement's themes come from the terms in its words; where there is none, from the terms in the sentence before; where
there is none either, from the theme that is nearest in meaning. Terms of all themes compete for the same words, so a
changed term may also give or take another theme's words: a statement that holds a changed term is coded anew by the
whole codebook. The nearest theme depends on the texts of all themes, but a text whose cosine to a statement is below
the threshold less the lead decides nothing there, whichever of the two codebooks it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.coding.encoder import Encoder
from analysis.coding.terms import Pattern, parse_term
from analysis.coding.themes import LEAD, THRESHOLD, theme_sentences
from analysis.coding.wordforms import forms_of_token, forms_of_word
from analysis.model import Codebook

# Cosines are summed in another order for many statements than for one.
_ROUNDING = 1e-4
_WORD = re.compile(r"\w+(?:['’]\w+)?")


class CodebookChange:
    """The difference of two codebooks, asked of each statement whether it may be coded otherwise.

    Attributes:
        everywhere: whether any statement may be, since themes stand in another order and theirs decides ties.
        reworded: ids of the themes whose proposition differs, on which a model of stance may decide anew.
    """

    def __init__(self, before: Codebook, after: Codebook, encoder: Encoder) -> None:
        ids = [[theme.id for theme in codebook.themes] for codebook in (before, after)]
        common = set(ids[0]) & set(ids[1])
        self.everywhere = [id_ for id_ in ids[0] if id_ in common] != [id_ for id_ in ids[1] if id_ in common]
        propositions = [{theme.id: theme.proposition for theme in codebook.themes} for codebook in (before, after)]
        self.reworded = frozenset(id_ for id_ in common if propositions[0][id_] != propositions[1][id_])
        terms = [set(_terms(codebook)) for codebook in (before, after)]
        changed = {term for _, _, term in terms[0] ^ terms[1]}
        self._patterns: list[Pattern] = [pattern for term in sorted(changed) for pattern in parse_term(term)]
        sentences = [set(_sentences(codebook)) for codebook in (before, after)]
        self._sentences = encoder.encode(sorted({sentence for _, sentence in sentences[0] ^ sentences[1]}))

    @property
    def of_meaning(self) -> bool:
        """Whether a text differs that statements are compared with by meaning."""
        return len(self._sentences) > 0

    def in_words(self, words: Collection[str]) -> bool:
        """Whether a changed term may stand among the words of :func:`words_of_tokens` or :func:`words_of_text`."""
        return any(all(not place.isdisjoint(words) for place, _ in pattern) for pattern in self._patterns)

    def near(self, vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of the vectors, shape (n, dimensions), a changed text may be the nearest one of, or the second."""
        if not self.of_meaning:
            return np.zeros(len(vectors), dtype=bool)
        near: NDArray[np.bool_] = (vectors @ self._sentences.T).max(axis=1) >= THRESHOLD - LEAD - _ROUNDING
        return near


def words_of_tokens(tokens: Iterable[tuple[str, str, str]]) -> set[str]:
    """The forms under which terms may find the words of a parsed text, given as (text, lemma, part of speech)."""
    return _with_pairs(forms_of_token(*token) for token in tokens)


@lru_cache(maxsize=4096)
def words_of_text(text: str) -> set[str]:
    """The forms under which terms may find the words of a text that was not parsed."""
    return _with_pairs(map(forms_of_word, _WORD.findall(text)))


def _with_pairs(words: Iterable[tuple[str, ...]]) -> set[str]:
    """The forms of words, and of each two neighbours written as one: "cease-fire" is kept as "ceasefire"."""
    found: set[str] = set()
    before = ""
    for forms in words:
        if forms:
            found.update(forms)
            if before:
                found.update([before + form for form in forms])
            before = forms[0]
    return found


def _terms(codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    for theme in codebook.themes:
        for field in ("terms", "terms_for", "terms_against"):
            for term in getattr(theme, field):
                yield theme.id, field, term


def _sentences(codebook: Codebook) -> Iterator[tuple[str, str]]:
    for theme in codebook.themes:
        for sentence in theme_sentences(theme):
            yield theme.id, sentence
