"""How far parties agree, and which of them stand together.

Agreement of two parties is taken over the themes on which both took a stance: one minus the mean distance of their
scores, halved, so that it is 1 where they stand at the same point on every theme and 0 where they stand at opposite
ends. Blocs come from agglomerative clustering by average linkage (Sokal and Michener, A statistical method for
evaluating systematic relationships, 1958), which scipy does, as for congruence networks of discourse (Leifeld,
Discourse network analysis, in The Oxford Handbook of Political Networks, 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.footing import thin
from analysis.views.matrix_words import cell_doubts
from analysis.views.style import LOW_STANCE_CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# A bloc's parties agree with each other by more than this, on average.
BLOC = 0.75
# Parties that never spoke on the same theme are neither near nor far.
_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far any two rows agree: arrays of shape (rows, rows), in the order of ``rows``.

    ``likeness`` lies in [0, 1] and is NaN where two rows share fewer themes than asked for, and with itself;
    ``shared`` is the number of themes on which both took a stance, ``firm`` of how many of them neither stance rests on
    one statement or one outlet alone, ``confidence`` the mean, over the shared themes, of the less sure stance (NaN
    where ``likeness`` is). ``blocs`` are the groups of two or more that stand together, each in the order of ``rows``,
    which puts those that agree side by side.
    """

    rows: tuple[str, ...]
    likeness: NDArray[np.float64]
    shared: NDArray[np.int64]
    firm: NDArray[np.int64]
    confidence: NDArray[np.float64]
    blocs: tuple[tuple[str, ...], ...]

    def doubtful(self, one: int, other: int) -> bool:
        """Whether the agreement of two rows rests on single statements or outlets only, or on unsure stances."""
        return bool(self.firm[one, other] == 0 or self.confidence[one, other] < LOW_STANCE_CONFIDENCE)


@dataclass(frozen=True, slots=True)
class SharedTheme:
    """A theme on which two rows took a stance: the score of each, its statements, and why it may be less sure."""

    theme: str
    scores: tuple[float, float]
    statement_ids: tuple[tuple[int, ...], tuple[int, ...]]
    doubts: tuple[tuple[str, ...], tuple[str, ...]]


def most_heard(cells: pd.DataFrame, most: int) -> pd.DataFrame:
    """The cells of the rows with most statements, up to so many rows; of equals the first in the alphabet."""
    totals = cells.groupby("row", observed=True)["statements"].sum().reset_index()
    kept = totals.sort_values(["statements", "row"], ascending=[False, True]).head(most)["row"]
    return cells[cells["row"].isin(kept)]


def agreement(cells: pd.DataFrame, least_shared: int = 1) -> Agreement:
    """How far the rows of a matrix agree.

    Args:
        cells: what ``matrix.cells`` gives; a cell without a score says nothing.
        least_shared: the fewest shared themes that say how far two rows agree. Rows that share so many with nobody
            are left out.
    """
    scored = cells[cells["score"].notna()]
    scores = scored.pivot(index="row", columns="theme", values="score").sort_index()
    likeness, shared = _likeness(scores.to_numpy(float), least_shared)
    firm, confidence = _footing(scored, scores)
    speaking: NDArray[np.bool_] = np.atleast_1d(~np.isnan(likeness).all(axis=1))
    names = [str(name) for name, speaks in zip(scores.index, speaking, strict=True) if speaks]
    order, bloc_of = _cluster(likeness[np.ix_(speaking, speaking)])
    rows = tuple(names[at] for at in order)
    numbers = [bloc_of[at] for at in order]
    blocs = (tuple(row for row, own in zip(rows, numbers, strict=True) if own == one) for one in dict.fromkeys(numbers))
    kept = np.flatnonzero(speaking)[list(order)]
    ordered = np.ix_(kept, kept)
    confidence[np.isnan(likeness)] = np.nan
    return Agreement(
        rows,
        likeness[ordered],
        shared[ordered],
        firm[ordered],
        confidence[ordered],
        tuple(bloc for bloc in blocs if len(bloc) > 1),
    )


def themes_of_pair(cells: pd.DataFrame, one: str, other: str) -> list[SharedTheme]:
    """The themes on which both rows took a stance, where they are furthest apart first."""
    scored = cells[cells["score"].notna() & cells["row"].isin((one, other))]
    found = []
    for theme, pair in scored.groupby("theme"):
        of_row = {record["row"]: record for record in pair.to_dict("records")}
        if len(of_row) == 2:
            left, right = of_row[one], of_row[other]
            ids = (tuple(left["statement_ids"]), tuple(right["statement_ids"]))
            doubts = (cell_doubts(left), cell_doubts(right))
            found.append(SharedTheme(str(theme), (left["score"], right["score"]), ids, doubts))
    return sorted(found, key=lambda shared: (-abs(shared.scores[0] - shared.scores[1]), shared.theme))


def _likeness(scores: NDArray[np.float64], least_shared: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """One minus half the mean distance over shared themes, and their number, for each two rows."""
    known = ~np.isnan(scores)
    shared = (known[:, None] & known[None, :]).sum(axis=2)
    distances = np.nansum(np.abs(scores[:, None] - scores[None, :]), axis=2)
    likeness = 1 - distances / (2 * np.maximum(shared, 1))
    likeness[shared < max(least_shared, 1)] = np.nan
    np.fill_diagonal(likeness, np.nan)
    return likeness, shared


def _footing(scored: pd.DataFrame, scores: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each two rows: how many shared themes rest on more than one thing, and how sure the shared themes are."""
    sure = scored.pivot(index="row", columns="theme", values="confidence").reindex_like(scores).to_numpy(float)
    solid = scored.assign(firm=~thin(scored, "scored")).pivot(index="row", columns="theme", values="firm")
    firm = solid.reindex_like(scores).fillna(value=False).to_numpy(np.int64)
    less = np.fmin(sure[:, None], sure[None, :])
    less[np.isnan(sure)[:, None] | np.isnan(sure)[None, :]] = np.nan
    both = np.maximum((~np.isnan(less)).sum(axis=2), 1)
    return firm @ firm.T, np.nansum(less, axis=2) / both


def _cluster(likeness: NDArray[np.float64]) -> tuple[Sequence[int], Sequence[int]]:
    """The order that puts like beside like, and the number of each row's bloc."""
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
    from scipy.spatial.distance import squareform

    if len(likeness) < 2:
        return range(len(likeness)), range(len(likeness))
    distances = 1 - np.where(np.isnan(likeness), _UNKNOWN, likeness)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), method="average", optimal_ordering=True)
    # A hair less, so that an agreement of exactly BLOC is none whatever the rounding.
    blocs = fcluster(tree, t=1 - BLOC - 1e-9, criterion="distance")
    return [int(leaf) for leaf in leaves_list(tree)], [int(bloc) for bloc in blocs]
