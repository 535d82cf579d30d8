"""In which of many texts words are, looked up for many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Self

import numpy as np

from analysis.views.numbers import end_to_end, in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray


class WordPlaces:
    """The numbers of the texts that hold each word."""

    def __init__(self, words: Sequence[str], texts: NDArray[np.intp], size: int) -> None:
        """Parallel words and numbers of texts, which are below ``size``; each pair once."""
        codes, self._numbers = in_order(words)
        # One number for word and text, so that the texts of a word are one stretch of a sorted array.
        self._size = size + 1
        self._keys = np.sort(codes * self._size + texts)

    @classmethod
    def of(cls, texts: Sequence[Collection[str]]) -> Self:
        """The places of the words of texts, each of which holds a word once."""
        lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
        return cls([*chain.from_iterable(texts)], np.repeat(np.arange(len(texts)), lengths), len(texts))

    def within(
        self, words: Sequence[str], first: NDArray[np.intp], last: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The texts from a first up to a last one that hold a word, for many words.

        Returns:
            The places in ``words``, rising, and parallel to them the numbers of the texts, rising for each.
        """
        code = np.array([self._numbers.get(word, len(self._numbers)) for word in words], dtype=np.intp)
        begin, end = (np.searchsorted(self._keys, code * self._size + bound) for bound in (first, last))
        counts = end - begin
        which = np.repeat(np.arange(len(words)), counts)
        return which, self._keys[end_to_end(begin, counts)] % self._size
