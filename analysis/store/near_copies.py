"""Which article of a workspace a new one is a near copy of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.fingerprint import PERMUTATIONS, similarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.adding import NewArticle
    from analysis.store.workspace import Workspace

# Two reports of one event share less than 0.2 of their shingles, a reprint with some edits more than 0.7.
SAME_STORY = 0.6
_BLOCK = 65_536


class NearCopies:
    """What tells a workspace's articles apart, read once and followed as articles are added.

    Of each number of a signature one byte is kept, 128 bytes an article: where the numbers are equal the bytes are, so
    that no near copy is missed, and the few whose bytes are alike are looked at in full.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._last = 0
        self._ids = np.zeros(0, dtype=np.int64)
        self._blocks: list[NDArray[np.uint8]] = []  # of shape (permutations, articles)
        self._count = 0

    def originals_of(self, signatures: Sequence[bytes]) -> list[int | None]:
        """For each signature the id of the article most like it, if one is like enough; never itself a reprint.

        The share of equal numbers of two MinHash signatures estimates the share of common shingles.
        """
        self._follow()
        return [self._original_of(signature) for signature in signatures]

    def _original_of(self, signature: bytes) -> int | None:
        alike = self._alike(signature)
        likely = self._workspace.signatures_of(alike) if alike else []
        shares = ((-similarity(signature, other), article_id) for article_id, other in likely)
        return min((near for near in shares if -near[0] >= SAME_STORY), default=(0.0, None))[1]

    def _alike(self, signature: bytes) -> list[int]:
        """The ids of the articles of which enough bytes are equal."""
        if len(signature) != 4 * PERMUTATIONS:
            return []
        own = _bytes(signature)
        ids: list[int] = []
        for number, block in enumerate(self._blocks):
            first = number * _BLOCK
            used = min(_BLOCK, self._count - first)
            equal = np.zeros(used, dtype=np.uint8)
            for row, byte in zip(block[:, :used], own, strict=True):
                equal += row == byte
            ids += self._ids[first + np.flatnonzero(equal >= ceil(SAME_STORY * PERMUTATIONS))].tolist()
        return ids

    def _follow(self) -> None:
        while found := self._workspace.signatures(after=self._last):
            for article_id, signature in found:
                self._last = article_id
                if len(signature) == 4 * PERMUTATIONS:
                    self._add(article_id, signature)

    def _add(self, article_id: int, signature: bytes) -> None:
        block, place = divmod(self._count, _BLOCK)
        if block == len(self._blocks):
            self._blocks.append(np.zeros((PERMUTATIONS, _BLOCK), dtype=np.uint8))
            self._ids = np.concatenate([self._ids, np.zeros(_BLOCK, dtype=np.int64)])
        self._blocks[block][:, place] = _bytes(signature)
        self._ids[self._count] = article_id
        self._count += 1


def apart(articles: Iterable[NewArticle]) -> Iterator[list[NewArticle]]:
    """Articles in their order, cut wherever one is a near copy of one in the same piece."""
    piece: list[NewArticle] = []
    for one in articles:
        if any(_is_like(one.signature, other.signature) for other in piece):
            yield piece
            piece = []
        piece.append(one)
    if piece:
        yield piece


def _is_like(one: bytes, other: bytes) -> bool:
    return len(one) == len(other) == 4 * PERMUTATIONS and similarity(one, other) >= SAME_STORY


def _bytes(signature: bytes) -> NDArray[np.uint8]:
    """The lowest byte of each number."""
    return np.frombuffer(signature, dtype=np.uint8)[::4]
