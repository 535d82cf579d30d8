"""The statements that filters leave, as arrays: for what asks of many at once, and shows few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from analysis.store.passing import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.passing import Passing
    from analysis.store.row_places import RowPlaces


@dataclass(frozen=True, eq=False)
class Chosen:
    """A choice of the rows of a table of statements.

    Attributes:
        statements: the table.
        at: where its rows are by id.
        chosen: the places of the rows that are chosen, rising; None for all.
        left: what the filters leave, of which they are chosen.
    """

    statements: pd.DataFrame
    at: RowPlaces
    chosen: NDArray[np.intp] | None
    left: Passing

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """Of the chosen statements, in the order of the table."""
        ids = self.statements["statement_id"].to_numpy()
        return ids if self.chosen is None else ids[self.chosen]

    @property
    def all(self) -> bool:
        """Whether every row is chosen."""
        return self.chosen is None

    @cached_property
    def _marked(self) -> NDArray[np.bool_]:
        return marked(self.chosen, len(self.statements))

    def among(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of some statements that are chosen, in the order given."""
        places = self.at.of(ids)
        return ids[(places >= 0) & self._marked[places]] if len(self.statements) else ids[:0]

    def only(self, ids: NDArray[np.int64]) -> Self:
        """The choice that leaves only some statements of this one."""
        return replace(self, chosen=np.unique(self.at.of(self.among(ids))))

    def counts_as(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The statements that some chosen ones count as: the first that says the same in another outlet, or itself."""
        return self.left.counts_as[self.at.of(ids)]

    def same(self, statement_id: int) -> NDArray[np.int64]:
        """The chosen statements that count as the same as one, itself among them; none where it isn't in the table."""
        (place,) = self.at.of([statement_id])
        if place < 0:
            return np.empty(0, dtype=np.int64)
        counted = self.left.counts_as
        alike = (counted == counted[place]) & self._marked
        found: NDArray[np.int64] = self.statements["statement_id"].to_numpy()[alike]
        return found

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> pd.DataFrame:
        """The rows of some statements, in the order given."""
        return self.statements.iloc[self.at.of(ids)]
