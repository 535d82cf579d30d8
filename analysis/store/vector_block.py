"""Vectors as they are searched: each in eight bits a number, to find the nearest, and in sixteen, to rank them.

A code is a number of the vector divided by the vector's scale, its greatest number / 127, so that the code's error is
half a scale at most. With all-MiniLM-L6-v2 that is 0.001 of the vector's length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GREATEST = 127
_TINY = np.finfo(np.float32).tiny


@dataclass(frozen=True, slots=True, eq=False)
class VectorBlock:
    """Vectors of statements, a row each.

    Attributes:
        ids: of the statements, int64.
        articles: the ids of their articles, int64.
        scales: float32.
        codes: int8, shape (rows, dimensions).
        halves: float16, shape (rows, dimensions).
    """

    ids: NDArray[np.int64]
    articles: NDArray[np.int64]
    scales: NDArray[np.float32]
    codes: NDArray[np.int8]
    halves: NDArray[np.float16]

    @classmethod
    def of(cls, ids: NDArray[np.int64], articles: NDArray[np.int64], vectors: NDArray[np.float32]) -> Self:
        """The block of vectors of shape (rows, dimensions)."""
        codes, scales = to_codes(vectors)
        return cls(ids, articles, scales, codes, vectors.astype("<f2"))

    @classmethod
    def empty(cls, dimensions: int) -> Self:
        """A block without a row."""
        none = np.empty(0, dtype=np.int64)
        return cls.of(none, none, np.empty((0, dimensions), dtype=np.float32))

    @classmethod
    def joined(cls, blocks: Sequence[Self]) -> Self:
        """The rows of several blocks, one after the other."""
        return cls(*(np.concatenate([getattr(block, name) for block in blocks]) for name in cls.__slots__))

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Self:
        """Some rows."""
        return type(self)(*(getattr(self, name)[rows] for name in self.__slots__))

    def __len__(self) -> int:
        return len(self.ids)


def to_codes(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Vectors of shape (rows, dimensions) as codes of the same shape and scales of shape (rows,)."""
    greatest = np.abs(vectors).max(axis=1, initial=0)
    scales = np.maximum(greatest / np.float32(_GREATEST), _TINY)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales
