"""Which article of a workspace a new one is a near copy of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.workspace import Workspace

# Two reports of one event share less than 0.2 of their shingles, a reprint with some edits more than 0.7.
SAME_STORY = 0.6


class NearCopies:
    """The signatures of a workspace's articles, read once and followed as articles are added."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ids: list[int] = []
        self._signatures: NDArray[np.uint32] | None = None

    def original_of(self, signature: bytes) -> int | None:
        """The id of the article that is most like this signature, if it is like enough; never itself a reprint.

        The share of equal numbers of two MinHash signatures estimates the share of common shingles.
        """
        self._follow()
        if self._signatures is None or self._signatures.shape[1] * 4 != len(signature):
            return None
        shares = (self._signatures == np.frombuffer(signature, dtype="<u4")).mean(axis=1)
        near = sorted((-shares[place], self._ids[place]) for place in np.flatnonzero(shares >= SAME_STORY))
        return next((article_id for _, article_id in near if self._workspace.has_article(article_id)), None)

    def _follow(self) -> None:
        found = self._workspace.signatures(after=self._ids[-1] if self._ids else 0)
        if not found:
            return
        rows = np.stack([np.frombuffer(signature, dtype="<u4") for _, signature in found])
        self._signatures = rows if self._signatures is None else np.concatenate([self._signatures, rows])
        self._ids += [article_id for article_id, _ in found]
