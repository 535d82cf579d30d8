"""Columns of few values: each value is kept once, and each row has its number (pandas calls such columns categorical).

The values are sorted, so that an order of rows by the column is that of its texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Codes = NDArray[np.integer[Any]]


def coded(codes: Codes, values: Iterable[str]) -> pd.Categorical:
    """A column from the numbers of its values, -1 where a row has none; the values need not be sorted or used."""
    import pandas as pd

    texts = list(values)
    used = np.bincount(np.asarray(codes, dtype=np.int64) + 1, minlength=len(texts) + 1)[1:] > 0
    kept = sorted((text, number) for number, text in enumerate(texts) if used[number])
    renumbered = np.full(len(texts) + 1, -1, dtype=_smallest(len(kept)))
    renumbered[[number for _, number in kept]] = np.arange(len(kept))
    # The last number is what -1 points at.
    return from_codes(renumbered[codes], pd.Index([text for text, _ in kept], dtype="str"))


def from_codes(codes: Codes, categories: pd.Index[Any]) -> pd.Categorical:
    """A column from numbers that are known to fit sorted values."""
    import pandas as pd

    column: pd.Categorical[Any] = pd.Categorical.from_codes(
        codes, dtype=pd.CategoricalDtype(categories), validate=False
    )
    return column


def tidy(column: pd.Categorical) -> pd.Categorical:
    """The same column with its values sorted and without those that no row has."""
    used = np.bincount(column.codes.astype(np.int64) + 1, minlength=len(column.categories) + 1)[1:] > 0
    if used.all() and column.categories.is_monotonic_increasing:
        return column
    return coded(column.codes, column.categories)


def aligned(first: pd.Categorical, second: pd.Categorical) -> tuple[pd.Categorical, pd.Categorical]:
    """Two columns with the values of both."""
    if first.categories.equals(second.categories):
        return first, second
    if (first.categories.get_indexer(second.categories) >= 0).all():
        return first, _onto(second, first.categories)
    both = first.categories.union(second.categories).astype("str")
    left, right = (_onto(column, both) for column in (first, second))
    return left, right


def put(column: pd.Categorical, places: Codes, values: Iterable[str | None]) -> pd.Categorical:
    """A copy of a column with other values at some places."""
    import pandas as pd

    given = pd.Categorical(pd.array(list(values), dtype="str"))
    column, given = aligned(column, given)
    codes = column.codes.astype(_smallest(len(column.categories)))
    codes[places] = given.codes
    return from_codes(codes, column.categories)


def take(column: pd.Categorical, places: Codes) -> pd.Categorical:
    """The rows at some places, with all values kept."""
    return from_codes(column.codes[places], column.categories)


def first_known(column: pd.Categorical, other: pd.Categorical) -> pd.Categorical:
    """A column with the other's value where it has none."""
    column, other = aligned(column, other)
    return from_codes(np.where(column.codes >= 0, column.codes, other.codes), column.categories)


def looked_up(column: pd.Categorical, look_up: Callable[[str], object]) -> NDArray[np.object_]:
    """What a function has for each row's value, as objects, None where there is no value; each value is asked once."""
    found = np.empty(len(column.categories) + 1, dtype=object)
    for number, category in enumerate(column.categories.tolist()):
        found[number] = look_up(category)
    result: NDArray[np.object_] = found[column.codes]
    return result


def stacked(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The rows of two tables with the same columns, the first one's types kept."""
    import pandas as pd

    columns: dict[Any, Any] = {}
    for name in first.columns:
        left, right = first[name].array, second[name].array
        if isinstance(left, pd.Categorical):
            own = right if isinstance(right, pd.Categorical) else pd.Categorical(pd.array(right, dtype="str"))
            left, own = aligned(left, own)
            columns[name] = from_codes(np.concatenate([left.codes, own.codes]), left.categories)
        else:
            columns[name] = pd.concat([first[name], second[name].astype(first[name].dtype)], ignore_index=True)
    return pd.DataFrame(columns, copy=False)


def lists(column: pd.Categorical) -> NDArray[np.object_]:
    """The lists of a column that holds them as JSON; rows with the same list share it."""
    return looked_up(column, listed)


@lru_cache(maxsize=1 << 18)
def listed(text: str) -> list[str]:
    """The list that JSON holds; the same text gives the same list, which nobody may change."""
    found: list[str] = json.loads(text)
    return found


def _onto(column: pd.Categorical, categories: pd.Index[Any]) -> pd.Categorical:
    renumbered = np.append(categories.get_indexer(column.categories), -1).astype(_smallest(len(categories)))
    return from_codes(renumbered[column.codes], categories)


def _smallest(values: int) -> type[np.signedinteger[Any]]:
    """The smallest numbers that can tell so many values apart, and none."""
    return np.int8 if values < 1 << 7 else np.int16 if values < 1 << 15 else np.int32
