"""Parties or actors and the themes that they speak on, as a two-mode network with signed ties.

An affiliation network of actors and concepts, as in discourse network analysis (Leifeld, 2017): a tie is positive where
the row is in favour of the theme's proposition, negative where it is opposed. networkx lays it out by the forces of
Fruchterman and Reingold (Graph drawing by force-directed placement, 1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

_SEED, _ROUNDS = 7, 120
# How far apart ties hold their ends, for a square of side 2.
_SPREAD = 1.1


@dataclass(frozen=True, slots=True)
class Tie:
    """A row and a theme; ``score`` in [-1, 1] is NaN where no statement is sure enough."""

    row: str
    theme: str
    score: float
    statements: int


@dataclass(frozen=True, slots=True)
class TwoMode:
    """The network: its ties, and the place of each row and theme in a plane from -1 to 1."""

    ties: tuple[Tie, ...]
    rows: Mapping[str, tuple[float, float]]
    themes: Mapping[str, tuple[float, float]]


def two_mode(cells: pd.DataFrame, least_statements: int = 1) -> TwoMode:
    """The network of a matrix; the same matrix gives the same picture.

    Args:
        cells: what ``matrix.cells`` gives.
        least_statements: the fewest statements that make a tie.
    """
    import networkx as nx

    strong = cells[cells["statements"] >= least_statements]
    records = strong.to_dict("records")
    ties = tuple(Tie(one["row"], one["theme"], float(one["score"]), int(one["statements"])) for one in records)
    graph = nx.Graph()
    # A row and a theme may have the same name.
    graph.add_weighted_edges_from((("row", tie.row), ("theme", tie.theme), np.log1p(tie.statements)) for tie in ties)
    places = nx.spring_layout(graph, k=_SPREAD / max(len(graph), 1) ** 0.5, iterations=_ROUNDS, seed=_SEED)
    placed = {node: (float(at[0]), float(at[1])) for node, at in places.items()}
    rows, themes = ({name: at for (mode, name), at in placed.items() if mode == one} for one in ("row", "theme"))
    return TwoMode(ties, rows, themes)
