"""Which rows of the tables pass the filters, and what each statement that passes counts as."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.store.coded import listed
from analysis.store.rows_left import EVERY, FilterColumns, RowsLeft

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.current_tables import CurrentTables
    from analysis.store.filters import Filters

# The places of the statements that others repeat, or that repeat others, and the number of what each says.
_Repeated = tuple["NDArray[np.intp]", "NDArray[np.intp]"]


class Passing:
    """What filters leave of the statements; ``places`` are where they are, rising, None where all pass."""

    def __init__(self, places: NDArray[np.intp] | None, ids: NDArray[np.int64], repeated: _Repeated) -> None:
        self.places = places
        self._ids, self._repeated = ids, repeated

    @cached_property
    def rows(self) -> NDArray[np.bool_]:
        """Which statements pass."""
        return marked(self.places, len(self._ids))

    @cached_property
    def counts_as(self) -> NDArray[np.int64]:
        """Of each statement the first that passes among those that say the same; a single one is its own."""
        at, said = self._repeated
        if not len(at):
            return self._ids
        first = np.full(int(said.max()) + 1, np.iinfo(np.int64).max)
        left = self.rows[at]
        np.minimum.at(first, said[left], self._ids[at[left]])
        counts_as = self._ids.copy()
        counts_as[at] = first[said]
        return counts_as


class Sieve:
    """Finds the rows of the tables at one change that pass filters."""

    def __init__(self, tables: CurrentTables) -> None:
        self._tables = tables
        self._statements, self._codings = FilterColumns(tables.statements), FilterColumns(tables.codings)
        self._events = FilterColumns(tables.events, tables.listed)
        self._of_themes: dict[str, NDArray[np.bool_]] = {}

    def statements(self, filters: Filters) -> Passing:
        """Which statements pass, and what each of them counts as."""
        left = RowsLeft(self._statements)
        left.one_of("speaker", filters.actors)
        left.one_of("party", filters.parties)
        if filters.themes:
            left.where(lambda at: np.logical_or.reduce([self._themed(theme)[at] for theme in filters.themes]))
        left.one_of("kind", filters.kinds)
        left.common(filters)
        return Passing(left.places, self._tables.statements["statement_id"].to_numpy(), self._repeated)

    def codings(self, filters: Filters, statements: Passing) -> NDArray[np.intp] | None:
        """The places of the codings that pass, of the statements that do; None where all pass."""
        left = RowsLeft(self._codings)
        left.one_of("theme", filters.themes)
        if statements.places is not None:
            left.where(lambda at: statements.rows[self._tables.statement_of[at]])
        left.sure(filters.min_confidence)
        return left.places

    def events(self, filters: Filters) -> NDArray[np.intp] | None:
        """The places of the events that pass; themes and kinds don't filter them; None where all pass."""
        left = RowsLeft(self._events)
        for name, wanted in (("actors", filters.actors), ("parties", filters.parties)):
            if wanted:
                codes = {code for one in wanted for code in self._holding[name].get(one, ())}
                left.coded(name, np.array(sorted(codes), dtype=np.intp))
        left.common(filters)
        return left.places

    def _themed(self, theme: str) -> NDArray[np.bool_]:
        """Which statements are coded with a theme; of each theme it is found once."""
        if theme not in self._of_themes:
            coded = RowsLeft(self._codings)
            coded.one_of("theme", (theme,))
            themed = np.zeros(len(self._statements), dtype=bool)
            themed[self._tables.statement_of[EVERY if coded.places is None else coded.places]] = True
            self._of_themes[theme] = themed
        return self._of_themes[theme]

    @cached_property
    def _repeated(self) -> _Repeated:
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


def marked(places: NDArray[np.intp] | None, rows: int) -> NDArray[np.bool_]:
    """Which of so many rows are at some places; all where there are none given."""
    marks = np.full(rows, places is None)
    if places is not None:
        marks[places] = True
    return marks
