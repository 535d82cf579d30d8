"""Every row's likeness to a query by its codes, as fast as memory is read, and which rows can be among the nearest."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.vector_block import VectorBlock

# Rows that a thread takes at once: their scores stay in the processor's cache while they are scaled.
_PIECE = 16_384
# More threads than this wait for memory.
_THREADS = 4
# A code's error is spread evenly over a scale, so the standard deviation of a score's is the scale / sqrt(12); out of a
# million rows none is off by six of them.
_DEVIATIONS = 6 / np.sqrt(12)
# Scores of which the greatest is taken, to find out quickly which scores are great.
_WIDTH = 64


def scan(blocks: Sequence[VectorBlock], query: NDArray[np.int8], scale: np.float32) -> NDArray[np.float32]:
    """The likeness of every row to a query, shape (rows,).

    Args:
        blocks: of rows, one after the other.
        query: the codes of the query, shape (1, dimensions).
        scale: the query's.
    """
    scores = np.empty(sum(map(len, blocks)), dtype=np.float32)
    first = 0
    for block in blocks:
        _scan_block(block, query, scale, scores[first : first + len(block)])
        first += len(block)
    return scores


def scan_some(
    blocks: Sequence[VectorBlock], query: NDArray[np.int8], scale: np.float32, places: NDArray[np.intp]
) -> NDArray[np.float32]:
    """The same for the rows at some places, rising, which count through the blocks; shape (places,)."""
    scores = np.empty(len(places), dtype=np.float32)
    first = 0
    for block in blocks:
        begin, end = np.searchsorted(places, [first, first + len(block)])
        _scan_rows(block, query, scale, places[begin:end] - first, scores[begin:end])
        first += len(block)
    return scores


def _scan_block(block: VectorBlock, query: NDArray[np.int8], scale: np.float32, scores: NDArray[np.float32]) -> None:
    def work(start: int, end: int) -> None:
        _score(block.codes[start:end], block.scales[start:end] * scale, query, scores[start:end])

    _share_out(len(block), work)


def _scan_rows(
    block: VectorBlock,
    query: NDArray[np.int8],
    scale: np.float32,
    rows: NDArray[np.intp],
    scores: NDArray[np.float32],
) -> None:
    def work(start: int, end: int) -> None:
        some = rows[start:end]
        _score(block.codes.take(some, axis=0), block.scales[some] * scale, query, scores[start:end])

    _share_out(len(rows), work)


def contenders(scores: NDArray[np.float32], k: int, scales: float) -> NDArray[np.intp]:
    """The rows that can be among the k nearest.

    Args:
        scores: by codes.
        k: how many are looked for.
        scales: the greatest scale of a row and the query's, added.
    """
    if k >= len(scores):
        return np.arange(len(scores))
    if k <= 0:
        return np.empty(0, dtype=np.intp)
    margin = np.float32(2 * _DEVIATIONS * scales)
    whole = len(scores) // _WIDTH * _WIDTH
    greatest = scores[:whole].reshape(_WIDTH, -1).max(axis=0)
    # The k-th of some scores is never above the k-th of all.
    sample = greatest if len(greatest) > k else scores
    near = np.flatnonzero(scores >= _kth(sample, k) - margin)
    return near[scores[near] >= _kth(scores[near], k) - margin]


def _kth(scores: NDArray[np.float32], k: int) -> np.float32:
    """The k-th greatest."""
    place = len(scores) - k
    found: np.float32 = np.partition(scores, place)[place]
    return found


def _score(
    codes: NDArray[np.int8], scales: NDArray[np.float32], query: NDArray[np.int8], scores: NDArray[np.float32]
) -> None:
    """Write the likeness of rows into ``scores``."""
    from numkong import cdist

    cdist(query, codes, "dot", out=scores[None, :])
    scores *= scales


def _share_out(rows: int, work: Callable[[int, int], None]) -> None:
    """Have threads work on all rows, each from a first to an end, piece by piece."""
    threads = _thread_count() if rows > 2 * _PIECE else 1
    bounds = np.linspace(0, rows, threads + 1).astype(int).tolist()

    def run(part: int) -> None:
        for start in range(bounds[part], bounds[part + 1], _PIECE):
            work(start, min(start + _PIECE, bounds[part + 1]))

    others = [_pool().submit(run, part) for part in range(1, threads)]
    run(0)
    for other in others:
        other.result()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="vectors")


@cache
def _thread_count() -> int:
    """As many as this process may use."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_THREADS, available)
