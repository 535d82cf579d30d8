"""The rows of a table that one filter after the other leaves: each looks only at what those before it left."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from analysis.store.row_places import RowGroups

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.coded import Codes
    from analysis.store.filters import Filters

    At = NDArray[np.intp] | slice

_UNDATED = np.iinfo(np.int32).min
_FIRST_DAY = dt.date(1970, 1, 1)
EVERY = slice(None)
# The part of a table from which on looking through all of it takes less time than finding the rows by their values.
_MANY = 1 / 8


class FilterColumns:
    """What filters ask of a table, as arrays; made when first asked for, and shared by all that filter."""

    def __init__(self, frame: pd.DataFrame, listed: Mapping[str, pd.Categorical] | None = None) -> None:
        """Take the columns of a table.

        Args:
            frame: the table.
            listed: columns to be used instead of those of the same name.
        """
        self._frame, self._listed = frame, dict(listed or {})
        self._codes: dict[str, dict[str, int]] = {}
        self._groups: dict[str, RowGroups] = {}
        self._numbers: dict[str, NDArray[np.intp]] = {}

    def __len__(self) -> int:
        return len(self._frame)

    def column(self, name: str) -> pd.Categorical:
        """A column of few values."""
        if name not in self._listed:
            self._listed[name] = cast("pd.Categorical", self._frame[name].array)
        return self._listed[name]

    def codes(self, name: str) -> dict[str, int]:
        """The code of each value of a column."""
        if name not in self._codes:
            self._codes[name] = {value: code for code, value in enumerate(self.column(name).categories.tolist())}
        return self._codes[name]

    def rows(self, name: str, codes: Codes) -> NDArray[np.intp]:
        """The rows that have one of some codes, rising."""
        column = self.column(name).codes
        if self._counts(name)[codes].sum() > _MANY * len(column):
            return np.flatnonzero(among(column, codes, len(self.column(name).categories)))
        if name not in self._groups:
            # Two sessions may both make it: they are alike.
            self._groups[name] = RowGroups(column)
        return self._groups[name].of(codes.astype(column.dtype))

    @cached_property
    def confidence(self) -> NDArray[np.float64]:
        """How sure each row is."""
        return self._frame["confidence"].to_numpy(float)

    @cached_property
    def days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The first and the last day of each row, as days since 1970."""
        return _days(self._frame["first_day"]), _days(self._frame["last_day"])

    def _counts(self, name: str) -> NDArray[np.intp]:
        """How many rows have each code."""
        if name not in self._numbers:
            column = self.column(name)
            self._numbers[name] = np.bincount(column.codes[column.codes >= 0], minlength=len(column.categories))
        return self._numbers[name]


class RowsLeft:
    """The rows that pass all filters so far; ``places`` are where they are, rising, None where all pass."""

    def __init__(self, columns: FilterColumns) -> None:
        self._columns = columns
        self.places: NDArray[np.intp] | None = None

    def one_of(self, name: str, wanted: Sequence[str]) -> None:
        """Leave the rows with one of some values of a column; all where nothing is asked for."""
        if wanted:
            codes = self._columns.codes(name)
            self.coded(name, np.array([codes[one] for one in set(wanted) if one in codes], dtype=np.intp))

    def coded(self, name: str, codes: Codes) -> None:
        """Leave the rows with one of some codes of a column."""
        if self.places is None:
            self._keep(self._columns.rows(name, codes))
        else:
            column = self._columns.column(name)
            self.where(lambda at: among(column.codes[at], codes, len(column.categories)))

    def common(self, filters: Filters) -> None:
        """Leave the rows that pass the filters of outlet, confidence and time."""
        self.one_of("source", filters.sources)
        self.sure(filters.min_confidence)
        if filters.since or filters.until or not filters.include_undated:
            self.where(lambda at: self._dated(filters, at))

    def sure(self, least: float) -> None:
        """Leave the rows that are at least so sure."""
        if least:
            self.where(lambda at: self._columns.confidence[at] >= least)

    def where(self, passes: Callable[[At], NDArray[np.bool_]]) -> None:
        """Leave those of the rows at some places that pass."""
        passing = passes(EVERY if self.places is None else self.places)
        if not passing.all():
            self._keep(np.flatnonzero(passing) if self.places is None else self.places[passing])

    def _keep(self, places: NDArray[np.intp]) -> None:
        self.places = None if len(places) == len(self._columns) else places

    def _dated(self, filters: Filters, at: At) -> NDArray[np.bool_]:
        first, last = (days[at] for days in self._columns.days)
        dated: NDArray[np.bool_] = first != _UNDATED
        within = dated
        if filters.since:
            within = within & (last >= _day(filters.since))
        if filters.until:
            within = within & (first <= _day(filters.until))
        return within | ~dated if filters.include_undated else within


def among(codes: Codes, wanted: Codes, values: int) -> NDArray[np.bool_]:
    """Which rows have one of the wanted codes, of so many that there are."""
    # One place more than there are values, for the code -1 of what is missing.
    table = np.zeros(values + 1, dtype=bool)
    table[wanted] = True
    passing: NDArray[np.bool_] = table.take(codes, mode="wrap")
    return passing


def _days(column: pd.Series[Any]) -> NDArray[np.int32]:
    days = column.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), _UNDATED, days.astype(np.int64)).astype(np.int32)


def _day(day: dt.date) -> int:
    return (day - _FIRST_DAY).days
