"""Parties or actors and the themes that they speak on, as a two-mode network with signed ties.

An affiliation network of actors and concepts, as in discourse network analysis (Leifeld, 2017): a tie is positive where
the row is in favour of the theme's proposition, negative where it is opposed. networkx lays it out by the forces of
Fruchterman and Reingold (Graph drawing by force-directed placement, 1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.footing import thin
from analysis.views.matrix_words import cell_doubts

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_SEED, _ROUNDS = 7, 120
# How far apart ties hold their ends, for a square of side 2.
_SPREAD = 1.1
# Half the side of the square that a part without ties to the largest one gets, below it, and the room between two.
_SMALL, _GAP = 0.2, 0.15


@dataclass(frozen=True, slots=True)
class Tie:
    """A row and a theme; ``score`` in [-1, 1] is NaN where no statement is sure enough, ``label`` is the stance.

    ``thin`` says that the score stands on one statement, or on one outlet of several; ``confidence`` is the mean of
    the codings that it stands on; ``doubts`` says both in words, and whether they contradict each other.
    """

    row: str
    theme: str
    score: float
    label: str
    statements: int
    thin: bool
    confidence: float
    doubts: tuple[str, ...]


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
    ties = tuple(_tie(one, slight) for one, slight in zip(records, thin(strong, "scored").tolist(), strict=True))
    graph = nx.Graph()
    # A row and a theme may have the same name.
    graph.add_weighted_edges_from((("row", tie.row), ("theme", tie.theme), np.log1p(tie.statements)) for tie in ties)
    placed = _placed(graph)
    rows, themes = ({name: at for (mode, name), at in placed.items() if mode == one} for one in ("row", "theme"))
    return TwoMode(ties, rows, themes)


def _tie(cell: Mapping[Any, Any], slight: bool) -> Tie:
    score, confidence, statements = float(cell["score"]), float(cell["confidence"]), int(cell["statements"])
    return Tie(cell["row"], cell["theme"], score, cell["label"], statements, slight, confidence, cell_doubts(cell))


def _placed(graph: nx.Graph) -> dict[tuple[str, str], tuple[float, float]]:
    """The place of each node: the largest part fills the plane, the others stand in a line below it.

    Laid out together, parts that no tie holds would drive each other to the corners.
    """
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[tuple[str, str], tuple[float, float]] = {}
    for number, part in enumerate(parts):
        scale = _SMALL if number else 1.0
        middle = (-1 + _SMALL + (number - 1) * 2 * (_SMALL + _GAP), -1 - 2 * _GAP - _SMALL) if number else (0.0, 0.0)
        # A graph of its own: a part of another one gives its nodes in an order that differs from run to run.
        own = nx.Graph()
        own.add_nodes_from(sorted(part))
        own.add_edges_from(graph.subgraph(part).edges(data=True))
        spread = _SPREAD * scale / len(own) ** 0.5
        at = nx.spring_layout(own, k=spread, iterations=_ROUNDS, seed=_SEED, scale=scale, center=middle)
        places |= {node: (float(x), float(y)) for node, (x, y) in at.items()}
    widest = [max((abs(place[axis]) for place in places.values()), default=0.0) or 1.0 for axis in (0, 1)]
    return {node: (x / widest[0], y / widest[1]) for node, (x, y) in places.items()}
