"""The values of a column as whole numbers, so that a million rows are put into groups at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_List = TypeVar("_List", bound=Sequence[str])


def numbered(values: pd.Series[Any]) -> tuple[NDArray[np.intp], list[Any]]:
    """Each row's value as a number, -1 where there is none, and the values, in order; some may have no row."""
    import pandas as pd

    if isinstance(values.array, pd.Categorical):
        return values.array.codes.astype(np.intp), values.array.categories.tolist()
    codes, found = pd.factorize(values, sort=True)
    return np.asarray(codes, dtype=np.intp), list(found)


def paired(first: NDArray[np.intp], second: NDArray[np.intp], seconds: int) -> NDArray[np.intp]:
    """One number for two; those of the second are below ``seconds``."""
    return first * seconds + second


def in_order(values: Sequence[str]) -> tuple[NDArray[np.intp], dict[str, int]]:
    """Each text as a number, and the number of each text, in the order in which they first occur."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(numbers.__getitem__, values), dtype=np.intp, count=len(values)), numbers


def shared(lists: Sequence[_List]) -> tuple[NDArray[np.intp], list[_List]]:
    """The number of each list, and the different ones, as they first occur; lists that are the same object are one."""
    import pandas as pd

    codes, different = pd.factorize(np.fromiter(map(id, lists), dtype=np.int64, count=len(lists)))
    at = np.zeros(len(different), dtype=np.intp)
    at[codes] = np.arange(len(lists))
    return np.asarray(codes, dtype=np.intp), [lists[place] for place in at.tolist()]


def holding(lists: Sequence[_List], holds: Callable[[_List], bool]) -> NDArray[np.bool_]:
    """Which lists hold what is looked for; of lists that are the same object one is looked at."""
    number, different = shared(lists)
    return np.fromiter(map(holds, different), dtype=bool, count=len(different))[number]


def end_to_end(begin: NDArray[np.intp], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """The numbers of stretches, one stretch after the other: so many from each beginning on."""
    return np.repeat(begin - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def latest_of(group: NDArray[np.intp], day: NDArray[np.int64], groups: int, none: int) -> NDArray[np.int64]:
    """The highest day of each group, ``none`` where it has none."""
    latest = np.full(groups, none, dtype=np.int64)
    np.maximum.at(latest, group, day)
    return latest


def orderly(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    """The places of numbers from 0 on in their order, equal ones as they came."""
    # Numbers of two bytes are sorted by counting, a dozen times as fast.
    small = numbers.astype(np.uint16) if numbers.max(initial=0) < 1 << 16 else numbers
    return np.argsort(small, kind="stable")
