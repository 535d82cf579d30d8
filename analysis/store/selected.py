"""Rows of a table, of which each column is taken when it is asked for: of many columns a view reads few."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeAlias, overload

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_] | pd.Series[bool]

# What a view reads.
Table: TypeAlias = "pd.DataFrame | Selected"
# Columns that the table doesn't have, by name, as what makes them for the rows that are selected.
_Made = Mapping[str, Callable[[], "NDArray[Any]"]]
_NONE: _Made = MappingProxyType({})


class Selected:
    """Some rows of a table, or all of them, asked for as those of a DataFrame are; nobody may write to them."""

    def __init__(self, table: pd.DataFrame, rows: NDArray[np.intp] | None = None, made: _Made = _NONE) -> None:
        """Select rows.

        Args:
            table: has them.
            rows: their places; None for all.
            made: further columns.
        """
        self._table, self._rows, self._made = table, rows, made
        self._taken: dict[str, pd.Series[Any]] = {}

    def __len__(self) -> int:
        return len(self._table if self._rows is None else self._rows)

    @property
    def empty(self) -> bool:
        """Whether there is no row."""
        return len(self) == 0

    @property
    def columns(self) -> list[str]:
        """The names of all columns, in their order."""
        return [*map(str, self._table.columns), *self._made]

    @overload
    def __getitem__(self, wanted: str) -> pd.Series[Any]: ...
    @overload
    def __getitem__(self, wanted: list[str] | slice | Mask) -> pd.DataFrame: ...

    def __getitem__(self, wanted: str | list[str] | slice | Mask) -> pd.Series[Any] | pd.DataFrame:
        """A column, a frame of some columns, or one of some rows, with all columns."""
        import pandas as pd

        if isinstance(wanted, str):
            return self._column(wanted)
        if isinstance(wanted, list):
            return pd.DataFrame({name: self._column(name) for name in wanted}, self._index, copy=False)
        return self.take(np.arange(len(self))[wanted])

    def take(self, places: NDArray[np.intp]) -> pd.DataFrame:
        """The rows at some places, with all columns."""
        own = self._table.take(places if self._rows is None else self._rows[places]).set_axis(self._index.take(places))
        return own.assign(**{name: self._column(name).to_numpy()[places] for name in self._made})

    def whole(self) -> pd.DataFrame:
        """All rows with all columns."""
        return self[self.columns]

    def adding(self, name: str, make: Callable[[], NDArray[Any]]) -> Self:
        """The same rows with a further column."""
        return type(self)(self._table, self._rows, {**self._made, name: make})

    @cached_property
    def _index(self) -> pd.Index[int]:
        import pandas as pd

        return self._table.index if self._rows is None else pd.RangeIndex(len(self._rows))

    def _column(self, name: str) -> pd.Series[Any]:
        import pandas as pd

        found = self._taken.get(name)
        if found is None:
            values = self._made[name]() if name in self._made else self._values(name)
            # Two sessions may both take it: what is taken last is kept, and they are alike.
            found = self._taken[name] = pd.Series(values, self._index, name=name, copy=False)
        return found

    def _values(self, name: str) -> Any:  # noqa: ANN401
        column = self._table[name]
        return column if self._rows is None else column.array.take(self._rows)
