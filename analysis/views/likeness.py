"""How alike the wording of texts is, whatever their meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Characters a piece: McNamee and Mayfield, Character n-gram tokenization for European language text retrieval (2004),
# found four to be best for English. Pieces reach over the space between words, so that word pairs count too.
_LENGTH = 4
_WORD = re.compile(r"[^\W_]+")


def wording_likeness(query: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """The cosines of the texts with the query by their pieces of four characters, in [0, 1], shape (texts,).

    Pieces weigh by how rare they are among the texts. Inflections, compounds and other spellings of a name share most
    of their pieces; letter case and punctuation don't matter.
    """
    of_texts = [_pieces(text) for text in texts]
    counts = Counter(piece for pieces in of_texts for piece in pieces)
    weights = {piece: math.log(1 + len(texts) / count) ** 2 for piece, count in counts.items()}
    of_query = _pieces(query) & weights.keys()
    norm = math.sqrt(_sum(of_query, weights)) or 1.0
    cosines = [_sum(own & of_query, weights) / (math.sqrt(_sum(own, weights)) or 1.0) / norm for own in of_texts]
    return np.array(cosines, dtype=np.float32)


def _pieces(text: str) -> set[str]:
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    return {words[at : at + _LENGTH] for at in range(len(words) - _LENGTH + 1)}


def _sum(pieces: set[str], weights: dict[str, float]) -> float:
    return math.fsum(weights[piece] for piece in pieces)
