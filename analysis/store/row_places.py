"""Where the rows of a table are, by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RowGroups:
    """Finds all rows that share a number."""

    def __init__(self, numbers: NDArray[np.integer[Any]]) -> None:
        rising = len(numbers) < 2 or bool((numbers[1:] >= numbers[:-1]).all())
        self._order = None if rising else np.argsort(numbers, kind="stable")
        self._numbers = numbers if self._order is None else numbers[self._order]

    def of(self, wanted: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
        """The places of the rows with any of some numbers, rising."""
        wanted = np.unique(wanted)
        begin, end = (np.searchsorted(self._numbers, wanted, side) for side in ("left", "right"))
        empty: list[NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
        at = np.concatenate(empty + [np.arange(*bounds) for bounds in zip(begin, end, strict=True)])
        if self._order is None:
            return at
        # The rows of one number are in their order.
        return np.sort(self._order[at]) if len(wanted) > 1 else self._order[at]


class RowPlaces:
    """Finds rows by id, whatever order they are in; ids occur once."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        rising = len(ids) < 2 or bool((ids[1:] > ids[:-1]).all())
        self._order = None if rising else np.argsort(ids, kind="stable")
        self._ids = ids if self._order is None else ids[self._order]

    def of(self, ids: NDArray[np.int64] | Sequence[int]) -> NDArray[np.intp]:
        """The place of each id, -1 where there is no such row."""
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(self._ids):
            return np.full(len(wanted), -1, dtype=np.intp)
        at = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        found = self._ids[at] == wanted
        return np.where(found, at if self._order is None else self._order[at], -1)

    def of_given(self, given: Mapping[int, Any]) -> tuple[NDArray[np.intp], list[Any]]:
        """The places of the ids that are there, and what is given for them."""
        places = self.of(list(given))
        values = [value for place, value in zip(places, given.values(), strict=True) if place >= 0]
        return places[places >= 0], values
