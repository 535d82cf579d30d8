"""The statements that filters leave, as arrays: for what asks of many at once, and shows few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.row_places import RowPlaces


@dataclass(frozen=True, eq=False)
class Chosen:
    """A choice of the rows of a table of statements.

    Attributes:
        statements: the table.
        places: where its rows are by id.
        passing: which rows are chosen.
        counted: for each row the id of the statement that it counts as, if it is chosen.
    """

    statements: pd.DataFrame
    places: RowPlaces
    passing: NDArray[np.bool_]
    counted: NDArray[np.int64]

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """Of the chosen statements, in the order of the table."""
        ids = self.statements["statement_id"].to_numpy()
        return ids if self.all else ids[self.passing]

    @cached_property
    def all(self) -> bool:
        """Whether every row is chosen."""
        return bool(self.passing.all())

    def among(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of some statements that are chosen, in the order given."""
        places = self.places.of(ids)
        return ids[(places >= 0) & self.passing[places]] if len(self.passing) else ids[:0]

    def only(self, ids: NDArray[np.int64]) -> Self:
        """The choice that leaves only some statements of this one."""
        passing = np.zeros_like(self.passing)
        passing[self.places.of(self.among(ids))] = True
        return replace(self, passing=passing)

    def counts_as(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The statements that some chosen ones count as: the first that says the same in another outlet, or itself."""
        return self.counted[self.places.of(ids)]

    def same(self, statement_id: int) -> NDArray[np.int64]:
        """The chosen statements that count as the same as one, itself among them; none where it isn't in the table."""
        (place,) = self.places.of([statement_id])
        if place < 0:
            return np.empty(0, dtype=np.int64)
        alike = (self.counted == self.counted[place]) & self.passing
        found: NDArray[np.int64] = self.statements["statement_id"].to_numpy()[alike]
        return found

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> pd.DataFrame:
        """The rows of some statements, in the order given."""
        return self.statements.iloc[self.places.of(ids)]
