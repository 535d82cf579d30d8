"""The matrix of each period as it is shown: its figure, its sentence, its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from analysis.views.blocs import most_heard
from analysis.views.matrix import Counting, Groups, Period, Rows, cells
from analysis.views.matrix_figure import axes, describe, figure, least_width, table
from pages.shared.periods import in_words

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.store.selected import Table

# The most rows of the table: those who are heard most.
MOST_ROWS = 200


class Drawn(NamedTuple):
    """One matrix: ``hidden`` is how many of its rows the table leaves out, ``width`` its least width in pixels."""

    cells: pd.DataFrame
    figure: go.Figure
    words: str
    table: pd.DataFrame
    hidden: int
    width: int


def draw(
    codings: Table,
    rows: Rows,
    periods: Mapping[str, Period],
    counting: Counting,
    groups: Groups,
    names: Mapping[str, str],
) -> dict[str, Drawn]:
    """The matrices of some periods, all with the same rows and themes on their axes."""
    matrices = {key: cells(codings, rows, period, counting=counting, groups=groups) for key, period in periods.items()}
    shown, way = axes(*matrices.values()), counting.aggregation
    drawn = {}
    for key, matrix in matrices.items():
        listed = most_heard(matrix, MOST_ROWS)
        drawn[key] = Drawn(
            matrix,
            figure(matrix, names, shown, in_words(periods[key]) if len(periods) > 1 else "", way),
            describe(matrix, names, way),
            table(listed, names, way),
            matrix["row"].nunique() - listed["row"].nunique(),
            least_width(shown),
        )
    return drawn
