"""Which rows of the tables pass the filters, and what each statement that passes counts as."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from analysis.store.coded import listed

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.coded import Codes
    from analysis.store.current_tables import CurrentTables
    from analysis.store.filters import Filters


class Passing(NamedTuple):
    """What filters leave of the statements: which rows, and what each counts as."""

    rows: NDArray[np.bool_]
    counts_as: NDArray[np.int64]


class Sieve:
    """Finds the rows of the tables at one change that pass filters."""

    def __init__(self, tables: CurrentTables) -> None:
        self._tables = tables

    def statements(self, filters: Filters) -> Passing:
        """Which statements pass, and what each of them counts as."""
        frame, codings = self._tables.statements, self._tables.codings
        rows = _common(frame, filters) & _one_of(frame["party"], filters.parties)
        rows &= _one_of(frame["speaker"], filters.actors) & _one_of(frame["kind"], filters.kinds)
        if filters.themes:
            themed = np.zeros(len(frame), dtype=bool)
            themed[self._tables.statement_of[_one_of(codings["theme"], filters.themes)]] = True
            rows &= themed
        return Passing(rows, self._counts_as(rows))

    def codings(self, filters: Filters, statements: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which codings pass, of the statements that do."""
        codings = self._tables.codings
        rows = _one_of(codings["theme"], filters.themes) & statements[self._tables.statement_of]
        if filters.min_confidence:
            rows &= (codings["confidence"] >= filters.min_confidence).to_numpy()
        return rows

    def events(self, filters: Filters) -> NDArray[np.bool_]:
        """Which events pass; themes and kinds don't filter them."""
        rows = _common(self._tables.events, filters)
        for name, wanted in (("parties", filters.parties), ("actors", filters.actors)):
            if wanted:
                codes = [code for one in wanted for code in self._holding[name].get(one, ())]
                rows &= _among(self._tables.listed[name], codes)
        return rows

    def _counts_as(self, passing: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Of each statement the first that passes among those that say the same; a single one is its own."""
        ids = self._tables.statements["statement_id"].to_numpy()
        at, said = self._repeated
        if not len(at):
            return ids
        first = np.full(int(said.max()) + 1, np.iinfo(np.int64).max)
        left = passing[at]
        np.minimum.at(first, said[left], ids[at[left]])
        counts_as = ids.copy()
        counts_as[at] = first[said]
        return counts_as

    @cached_property
    def _repeated(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of the statements that others repeat, or that repeat others, and the number of what each says."""
        origin = self._tables.origin
        at = np.flatnonzero(np.bincount(origin)[origin] > 1)
        return at, np.unique(origin[at], return_inverse=True)[1]

    @cached_property
    def _holding(self) -> dict[str, dict[str, list[int]]]:
        """The codes of the lists that hold a name, by column and name."""
        holding: dict[str, dict[str, list[int]]] = {}
        for column, lists in self._tables.listed.items():
            holding[column] = {}
            for code, text in enumerate(lists.categories.tolist()):
                for name in listed(text):
                    holding[column].setdefault(name, []).append(code)
        return holding


def _common(frame: pd.DataFrame, filters: Filters) -> NDArray[np.bool_]:
    """Which rows pass the filters of outlet, confidence and time."""
    passing = _one_of(frame["source"], filters.sources)
    if filters.min_confidence:
        passing &= (frame["confidence"] >= filters.min_confidence).to_numpy(dtype=bool)
    if filters.since or filters.until or not filters.include_undated:
        dated = frame["first_day"].notna().to_numpy()
        within = dated.copy()
        if filters.since:
            within &= (frame["last_day"] >= _day(filters.since)).to_numpy()
        if filters.until:
            within &= (frame["first_day"] <= _day(filters.until)).to_numpy()
        passing &= within | (~dated & filters.include_undated)
    return passing


def _day(day: dt.date) -> np.datetime64:
    return np.datetime64(day, "s")


def _one_of(values: pd.Series[Any], wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which rows of a categorical column have one of the wanted values; all where nothing is asked for."""
    import pandas as pd

    if not wanted:
        return np.ones(len(values), dtype=bool)
    column = cast("pd.Categorical", values.array)
    codes = column.categories.get_indexer(pd.Index(wanted, dtype="str"))
    return _among(column, codes[codes >= 0])


def _among(column: pd.Categorical, wanted: Codes | list[int]) -> NDArray[np.bool_]:
    """Which rows have one of the wanted codes."""
    # One place more than there are values, for the code -1 of what is missing.
    table = np.zeros(len(column.categories) + 1, dtype=bool)
    table[wanted] = True
    return table.take(column.codes, mode="wrap")
