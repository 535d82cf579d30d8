"""Search over everything that anyone said: by meaning, by words, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.store import Workspace
    from analysis.store.filters import Filters


class Mode(StrEnum):
    """What a search goes by."""

    MEANING = "meaning"
    WORDS = "words"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found.

    ``score`` ranks; ``meaning`` is the cosine in [-1, 1], ``words`` the share of the query's words in [0, 1].
    """

    statement_id: int
    score: float
    meaning: float
    words: float


Encode = "Callable[[Sequence[str]], NDArray[np.float32]]"


def search(
    workspace: Workspace,
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    query: str,
    mode: Mode = Mode.BOTH,
    filters: Filters | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The statements that answer the query, best first; an empty query finds nothing.

    Args:
        workspace: where to search.
        encode: texts -> vectors of length 1, shape (n, dimensions); not called in mode WORDS.
        query: words; a phrase in double quotation marks must occur as it is.
        mode: by meaning, by words, or both.
        filters: only statements that these leave.
        limit: how many hits at most.
    """
    raise NotImplementedError


def more_like(workspace: Workspace, statement_id: int, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
    """The statements nearest in meaning to one, itself and its repeats left out."""
    raise NotImplementedError


def who_disagrees(
    workspace: Workspace, statement_id: int, filters: Filters | None = None, limit: int = 10
) -> list[Hit]:
    """Statements on the other side of a theme of this one: other parties first, then the nearest in meaning."""
    raise NotImplementedError
