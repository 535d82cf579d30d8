"""Vectors as an encoder gives them: of length 1, near each other where the statements are on the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DIMENSIONS = 384
# Matters within a theme: a few hundred directions in all.
_MATTERS = 20
# How much of a vector is its theme's, its matter's, two smaller matters' that any theme can have, and its own. The
# sentences of one matter then have cosines of 0.5 to 0.7, those of one theme 0.3, others none: as all-MiniLM-L6-v2.
_THEME, _MATTER, _ASIDE, _OWN = 0.6, 0.6, 0.3, 0.6
_ASIDES = 300


class Directions:
    """The directions of a world; draws vectors of statements on its themes."""

    def __init__(self, themes: Sequence[str], seed: int) -> None:
        rng = np.random.default_rng(seed)
        self._themes = {theme: number for number, theme in enumerate(themes)}
        self._of_theme = _units(rng, len(themes))
        self._of_matter = _units(rng, len(themes) * _MATTERS)
        self._aside = _units(rng, _ASIDES)
        # An encoder's dimensions don't spread equally.
        self._spread = np.linspace(1.4, 0.6, DIMENSIONS, dtype=np.float32)

    def draw(self, themes: Sequence[str], rng: np.random.Generator) -> NDArray[np.float32]:
        """One vector a statement, shape (statements, 384)."""
        numbers = np.array([self._themes[theme] for theme in themes])
        # The first matters of a theme are the commonest.
        matter = np.minimum(rng.geometric(0.15, len(numbers)) - 1, _MATTERS - 1)
        own = rng.standard_normal((len(numbers), DIMENSIONS), dtype=np.float32) * self._spread / np.sqrt(DIMENSIONS)
        aside = self._aside[rng.integers(_ASIDES, size=(2, len(numbers)))]
        vectors = _THEME * self._of_theme[numbers] + _MATTER * self._of_matter[numbers * _MATTERS + matter]
        vectors += _ASIDE * (aside[0] + aside[1]) + _OWN * own
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def _units(rng: np.random.Generator, number: int) -> NDArray[np.float32]:
    found = rng.standard_normal((number, DIMENSIONS), dtype=np.float32)
    unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit
