"""What the mentions in all articles tell of actors, whatever is filtered by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.views.numbers import numbered

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


class KnownActors(NamedTuple):
    """Of each name that is mentioned what it usually is, its party, and how often it is called which role."""

    names: frozenset[str]
    kinds: dict[str, str]
    parties: dict[str, str]
    roles: dict[str, Counter[str]]


def known_actors(mentions: pd.DataFrame) -> KnownActors:
    """What the frame of mentions tells."""
    names = mentions["name"]
    kinds, parties = usual(names, mentions["kind"]), usual(names, mentions["party"])
    return KnownActors(frozenset(names.dropna().unique()), kinds, parties, roles_of(names, mentions["role"]))


def roles_of(names: pd.Series[Any], roles: pd.Series[Any]) -> dict[str, Counter[str]]:
    """How often each name is called which role."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, role, count in _pairs(names, roles):
        found[name][role] += count
    return dict(found)


def usual(names: pd.Series[Any], values: pd.Series[Any]) -> dict[str, str]:
    """The most frequent value of each name; of equally frequent ones the first in the alphabet."""
    # The last one of a name stays: the most frequent, and of these the first in the alphabet.
    by_value = sorted(_pairs(names, values), key=lambda pair: pair[1], reverse=True)
    return {name: value for name, value, _ in sorted(by_value, key=lambda pair: pair[2])}


def _pairs(names: pd.Series[Any], values: pd.Series[Any]) -> Iterator[tuple[str, str, int]]:
    """Each name with each of its values and how often, in the order in which they first occur."""
    (name, every), (value, given) = numbered(names), numbered(values)
    both = np.flatnonzero((name >= 0) & (value >= 0))
    keys, counts = _in_order(name[both] * len(given) + value[both])
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        yield str(every[key // len(given)]), str(given[key % len(given)]), count


def _in_order(keys: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The different keys in the order in which they first occur, and how often each does."""
    import pandas as pd

    codes, different = pd.factorize(keys)
    return np.asarray(different, dtype=np.intp), np.bincount(codes, minlength=len(different))
