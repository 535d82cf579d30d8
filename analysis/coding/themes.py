"""Statement -> themes: by the codebook's terms, and where those are silent by the nearest theme of the encoder."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.coding.conditions import find_conditions
from analysis.coding.encoder import Encoder
from analysis.coding.syntax import Tree
from analysis.coding.terms import Match, TermIndex
from analysis.model import Codebook, Statement, StatementKind, Theme, Token

# Cosine to a theme's nearest sentence from which the encoder's theme is right more often than not, and the lead that it
# needs over the second theme: on 429 statements of tests/coding and tests/gold, whatever their terms, it was right in
# 92 % of those with both, and in 53 % of those with the cosine and less than the lead.
THRESHOLD, LEAD = 0.5, 0.06
_DATA = Path(__file__).parent / "data" / "anaphora.toml"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A theme of a statement, with the places of its terms; ``from_context`` where the sentence before gave it.

    ``anchors`` are the indices of the words that stand for the theme where it came from the context: "the proposal";
    ``sign`` is -1 where what they stand for is against the proposition: the proposal of a tariff.
    """

    theme: str
    matches: tuple[Match, ...] = ()
    similarity: float | None = None
    anchors: tuple[int, ...] = ()
    sign: int = 1

    @property
    def suggested(self) -> bool:
        """Whether only the encoder found it."""
        return self.similarity is not None


class ThemeFinder:
    """Finds the themes of statements; made once for a codebook and an encoder."""

    def __init__(self, codebook: Codebook, encoder: Encoder) -> None:
        self.codebook = codebook
        self._index = TermIndex(codebook)
        sentences = [theme_sentences(theme) for theme in codebook.themes]
        vectors = encoder.encode([sentence for group in sentences for sentence in group])
        self._groups = np.repeat(np.arange(len(sentences)), [len(group) for group in sentences])
        self._vectors = vectors

    def find(self, statement: Statement, vector: NDArray[np.float32]) -> list[Assignment]:
        """Give the themes of a statement, in the order of the codebook.

        Args:
            statement: its tokens and the sentence before it are read.
            vector: float32 of shape (dimensions,), the encoded content.
        """
        content = content_tokens(statement)
        matches = [match for match in self._index.find(statement.tokens) if content.issuperset(match.tokens)]
        anchors = anaphors(statement.tokens, sorted(content)) if statement.context else ()
        if matches:
            # "would impose them unless there was a truce" is on the truce and on what "they" are.
            anchors = anchors if anchors and _only_conditions(statement, matches) else ()
        elif not anchors:
            return self._nearest(vector)
        return self._by_theme(matches, self._from_context(statement, anchors))

    def _from_context(self, statement: Statement, anchors: tuple[int, ...]) -> Assignment | None:
        if not anchors:
            return None
        nouns = (statement.tokens[i].lemma for i in anchors)
        nearest = self._index.nearest(statement.context, nouns, _anaphora()["introducing"])
        return Assignment(nearest.theme, anchors=anchors, sign=nearest.sign) if nearest else None

    def _by_theme(self, matches: Sequence[Match], context: Assignment | None) -> list[Assignment]:
        found = [(theme.id, tuple(m for m in matches if m.theme == theme.id)) for theme in self.codebook.themes]
        named = {theme: Assignment(theme, own) for theme, own in found if own}
        if context is not None:
            named.setdefault(context.theme, context)
        return [named[theme] for theme, _ in found if theme in named]

    def _nearest(self, vector: NDArray[np.float32]) -> list[Assignment]:
        similarities = self._vectors @ vector
        best = np.full(len(self.codebook.themes), -1.0)
        np.maximum.at(best, self._groups, similarities)
        first, *rest = np.argsort(-best)
        lead = best[first] - best[rest[0]] if rest else 1.0
        if best[first] < THRESHOLD or lead < LEAD:
            return []
        return [Assignment(self.codebook.themes[first].id, similarity=float(best[first]))]


def _only_conditions(statement: Statement, matches: Sequence[Match]) -> bool:
    """Say whether all terms stand in conditions."""
    conditions = find_conditions(Tree(statement.tokens))
    return all(any(one.tokens.issuperset(match.tokens) for one in conditions) for match in matches)


def content_tokens(statement: Statement) -> set[int]:
    """Give the indices of the tokens that lie in the statement's own parts: its content without the cue around it."""
    parts = list(statement.parts or ((statement.start, statement.end),))
    if statement.kind is StatementKind.POSITION and statement.cue:
        # The cue of a position is the act itself: "accepted" in "accepted a truce".
        parts.append((statement.cue.start, statement.cue.end))
    return {i for i, token in enumerate(statement.tokens) for a, b in parts if a <= token.start < b}


def anaphors(tokens: Sequence[Token], indices: Sequence[int]) -> tuple[int, ...]:
    """Give those of some words that point back to an issue named before: "the proposal", "this idea", "it"."""
    lists = _anaphora()
    found = []
    for place, index in enumerate(indices):
        token = tokens[index]
        before = [tokens[i] for i in indices[max(0, place - 2) : place]]
        named = token.lemma.lower() in lists["nouns"] and any(w.lemma.lower() in lists["determiners"] for w in before)
        # "the message that they conveyed" points to the message.
        relative = token.text.lower() == "that" and tokens[token.head].dep == "relcl"
        pronoun = token.text.lower() in lists["pronouns"] and token.dep in lists["pronoun_relations"] and not relative
        if named or pronoun:
            found.append(index)
    return tuple(found)


def theme_sentences(theme: Theme) -> list[str]:
    """Give the texts that stand for a theme where a statement is compared with it by meaning."""
    return [theme.proposition, f"{theme.name}: {theme.definition}", *theme.examples]


@cache
def _anaphora() -> dict[str, frozenset[str]]:
    with _DATA.open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}
