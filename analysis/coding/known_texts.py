"""An encoder that remembers: what it encoded once needs no model any more, in this process or in another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.coding.encoder import Encoder


class KnownTexts:
    """The vectors of the few texts that stand for themes; pickled, it takes them along and leaves the model behind."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._encoder: Encoder | None = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def __getstate__(self) -> dict[str, object]:
        """What another process needs."""
        return self.__dict__ | {"_encoder": None}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length 1 a text; only texts that are new here are encoded.

        Raises:
            KeyError: in another process than the encoder's, for a text that was not encoded before.
        """
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            if self._encoder is None:
                raise KeyError(f"{new[0]!r} was not encoded before")
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._vectors[text] for text in texts])
