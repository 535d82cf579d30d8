"""Statements -> their codings and vectors, by a codebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.coding.chosen_stance import chosen_stance
from analysis.coding.stance import StanceModel
from analysis.coding.themes import ThemeFinder
from analysis.coding.wording import content
from analysis.model import Codebook, Coding, Statement

if TYPE_CHECKING:
    from analysis.coding.encoder import Encoder


class Coder:
    """Codes statements by a codebook; made once, as the codebook's terms are compiled and its themes encoded."""

    def __init__(self, codebook: Codebook, encoder: Encoder, stance: StanceModel | None = None) -> None:
        """Prepare for coding.

        Args:
            codebook: the themes.
            encoder: the encoder of statements and themes.
            stance: what decides a stance; where not given, what the user has chosen, which is the rules at first.
        """
        self.codebook = codebook
        self.encoder = encoder
        self._finder = ThemeFinder(codebook, encoder)
        self._stance = stance or chosen_stance()
        self._themes = {theme.id: theme for theme in codebook.themes}

    def code(self, statements: Sequence[Statement]) -> tuple[list[tuple[Coding, ...]], NDArray[np.float32]]:
        """Find the themes and stances of statements.

        Returns:
            The codings of each statement, and the vectors of their contents: float32 of shape (statements, dimensions),
            each row of length 1.
        """
        (coded,) = self.code_all([statements])
        return coded

    def code_all(
        self, groups: Sequence[Sequence[Statement]]
    ) -> list[tuple[list[tuple[Coding, ...]], NDArray[np.float32]]]:
        """Code the statements of several articles as :meth:`code` does; their contents are encoded in one go."""
        vectors = self.encoder.encode([content(statement) for group in groups for statement in group])
        ends = np.cumsum([len(group) for group in groups])[:-1]
        pairs = zip(groups, np.split(vectors, ends), strict=True)
        return [(self.recode(group, own), own) for group, own in pairs]

    def recode(self, statements: Sequence[Statement], vectors: NDArray[np.float32]) -> list[tuple[Coding, ...]]:
        """Find themes and stances anew from stored vectors: nothing is read, parsed or encoded again.

        Raises:
            ValueError: where the vectors don't fit the statements or the encoder.
        """
        if vectors.shape != (len(statements), self.encoder.dimensions):
            raise ValueError(
                f"{len(statements)} statements need vectors of shape {(len(statements), self.encoder.dimensions)} "
                f"by {self.encoder.name}, got {vectors.shape}; encode them anew with Coder.code"
            )
        return [self._codings(statement, vector) for statement, vector in zip(statements, vectors, strict=True)]

    def _codings(self, statement: Statement, vector: NDArray[np.float32]) -> tuple[Coding, ...]:
        assignments = self._finder.find(statement, vector)
        return tuple(self._stance.stance(statement, self._themes[found.theme], found) for found in assignments)
