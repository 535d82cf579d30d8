"""All vectors as of one change: a large block that is on disk, a small one of what came since; the search in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from analysis.store.vector_block import VectorBlock, to_codes
from analysis.store.vector_scan import contenders, scan, scan_some

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.vector_file import AsOf
    from analysis.store.vector_rows import Newer

# Up to so many rows are ranked at once; from this share of all rows on, scanning all takes less time than picking some.
_FEW, _MOST = 256, 0.35
# Rows that are copied at once.
_PIECE = 8192


class DamagedVectorsError(Exception):
    """Codes and halves of a row contradict each other."""


@dataclass(frozen=True, eq=False)
class VectorTable:
    """The vectors, never changed: what is newer makes another table, which shares the large block.

    Attributes:
        as_of: whose, and as of when.
        written: the change as of which the base is.
        base: what was read from the cache's file.
        tail: what came since.
        gone: ids of the base's statements that are no longer as they were there.
    """

    as_of: AsOf
    written: int
    base: VectorBlock
    tail: VectorBlock
    gone: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def followed(self, newer: Newer, now: AsOf) -> Self:
        """The table as it is now."""
        out_of_base, out_of_tail = (_superseded(block, newer) for block in (self.base, self.tail))
        tail = self.tail if out_of_tail is None else self.tail.take(~out_of_tail)
        gone = self.gone if out_of_base is None else np.union1d(self.gone, self.base.ids[out_of_base])
        return type(self)(now, self.written, self.base, VectorBlock.joined([tail, newer.block]), gone)

    @property
    def blocks(self) -> tuple[VectorBlock, VectorBlock]:
        """Both blocks; a row's place counts through them."""
        return self.base, self.tail

    @property
    def loose(self) -> int:
        """How many rows are not in the file, or there for nothing."""
        return len(self.tail) + len(self.gone)

    @property
    def count(self) -> int:
        """How many rows are true."""
        return len(self.ids) - len(self.gone)

    @cached_property
    def articles(self) -> NDArray[np.int64]:
        """The articles that have rows."""
        return np.unique(np.concatenate([block.articles for block in self.blocks]))

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The statement of each row."""
        return np.concatenate([block.ids for block in self.blocks])

    def pieces(self, places: NDArray[np.intp]) -> Iterator[VectorBlock]:
        """Some rows, whose places are rising, in pieces."""
        for block, rows in self._parts(places):
            yield block.take(rows)

    def _parts(self, places: NDArray[np.intp]) -> Iterator[tuple[VectorBlock, NDArray[np.intp]]]:
        """The rows of each block, in pieces, whose places are given, rising."""
        split = int(np.searchsorted(places, len(self.base)))
        for block, own in ((self.base, places[:split]), (self.tail, places[split:] - len(self.base))):
            for start in range(0, len(own), _PIECE):
                yield block, own[start : start + _PIECE]

    @cached_property
    def _place(self) -> NDArray[np.int32]:
        """The place of each statement, by its id; -1 where it has none."""
        place = np.full(int(self.ids.max(initial=0)) + 1, -1, dtype=np.int32)
        place[self.base.ids] = np.arange(len(self.base), dtype=np.int32)
        place[self.gone] = -1
        place[self.tail.ids] = np.arange(len(self.base), len(self.ids), dtype=np.int32)
        return place

    @cached_property
    def _greatest(self) -> float:
        """The greatest scale of a row."""
        return max(float(block.scales.max(initial=0)) for block in self.blocks)

    @cached_property
    def standing(self) -> NDArray[np.intp]:
        """The places whose rows are true, rising."""
        return np.flatnonzero(self._place[self.ids] == np.arange(len(self.ids), dtype=np.int32))

    def nearest(
        self, query: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64] | None, k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The statements nearest to a query, and their cosines; see :meth:`VectorIndex.search`.

        Raises:
            DamagedVectorsError: where a row contradicts itself.
        """
        if rows is not None and np.array_equal(rows, self.ids):
            rows = None  # as when no filter is set
        places = self._places(rows) if rows is not None else self.standing if len(self.gone) else None
        total = len(self.ids)
        count = total if places is None else len(places)
        every = np.arange(total) if places is None and count <= _FEW else places
        near = every if every is not None and count <= _FEW else self._near(query, places, k)
        cosines = self._cosines(near, query)
        order = np.lexsort((self.ids[near], -cosines))[: max(k, 0)]
        return self.ids[near[order]], cosines[order]

    def same_as(self, blocks: Iterable[VectorBlock]) -> bool:
        """Whether the rows that are true are just those of some blocks."""
        left = self.count
        for block in blocks:
            places = self._places(block.ids)
            own = VectorBlock.joined([VectorBlock.empty(self.as_of.dimensions), *self.pieces(places)])
            if len(own) != len(block):
                return False
            order = np.argsort(own.ids)
            names = ("ids", "articles", "scales", "codes", "halves")
            if not all(np.array_equal(getattr(own, name)[order], getattr(block, name)) for name in names):
                return False
            left -= len(block)
        return left == 0

    def _near(self, query: NDArray[np.float32], places: NDArray[np.intp] | None, k: int) -> NDArray[np.intp]:
        """The places that can be among the nearest, by their codes."""
        codes, scale = to_codes(query[None, :])
        if places is None or len(places) > _MOST * len(self.ids):
            scores = scan(self.blocks, codes, scale[0])
            scores = scores if places is None else scores[places]
        else:
            scores = scan_some(self.blocks, codes, scale[0], places)
        off_by = self._greatest + float(scale[0])
        near = contenders(scores, k, off_by)
        found = near if places is None else places[near]
        off = np.abs(self._cosines(found, query) - scores[near])
        # Each code is off by half a scale at most.
        if (off > np.sqrt(len(query)) * off_by).any():
            raise DamagedVectorsError
        return found

    def _places(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.intp]:
        """The places of statements, rising, each once; those that have none are left out."""
        wanted = np.asarray(rows, dtype=np.int64)
        if len(wanted) and (wanted.min() < 0 or wanted.max() >= len(self._place)):
            wanted = wanted[(wanted >= 0) & (wanted < len(self._place))]
        found = self._place[wanted]
        if len(found) and found.min() < 0:
            found = found[found >= 0]
        if len(found) <= _PIECE:
            return np.unique(found).astype(np.intp)
        chosen = np.zeros(len(self.ids), dtype=bool)
        chosen[found] = True
        return np.flatnonzero(chosen)

    def _cosines(self, places: NDArray[np.intp], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosines of some rows, whose places are rising, with a query, from their halves."""
        found = [block.halves[rows].astype(np.float32) @ query for block, rows in self._parts(places)]
        return np.concatenate([np.empty(0, dtype=np.float32), *found])


def _superseded(block: VectorBlock, newer: Newer) -> NDArray[np.bool_] | None:
    """Which rows of a block are no longer true; None where all are."""
    out = np.isin(block.articles, newer.touched)
    if out.any():
        out &= ~np.isin(block.ids, newer.kept)
    return out if out.any() else None
