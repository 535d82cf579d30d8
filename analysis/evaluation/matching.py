"""Which found span is which one of the gold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a place in the text; ``end`` is one past the last character."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """One past its last character."""


GoldT = TypeVar("GoldT", bound=Stretch)
FoundT = TypeVar("FoundT", bound=Stretch)


def likeness(one: Stretch, other: Stretch) -> float:
    """The share of common characters (Dice's coefficient), in [0, 1]."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return 2 * common / max(1, (one.end - one.start) + (other.end - other.start))


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two spans share a character."""
    return min(one.end, other.end) > max(one.start, other.start)


def matched(gold: Sequence[GoldT], found: Sequence[FoundT], least: float) -> list[tuple[int, int]]:
    """Pair the spans one to one, the most alike first.

    Args:
        gold: what people marked.
        found: what was found.
        least: the likeness from which on two may be paired, above 0.

    Returns:
        Pairs of indices into the two, most alike first; of equally alike ones the later in the text.
    """
    ranked = sorted(
        ((like, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (like := likeness(g, f)) >= least),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for _, i, j in ranked:
        if i in free_gold and j in free_found:
            free_gold.remove(i)
            free_found.remove(j)
            pairs.append((i, j))
    return pairs
