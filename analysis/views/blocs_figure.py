"""Agreement between parties as a figure, with its blocs marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.blocs import Agreement
from analysis.views.footing import little_sure
from analysis.views.palette import NEUTRAL, STANCE_SCALE
from analysis.views.style import FRAME, opacity, plural, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Pixels: the sides of the smallest and the largest square, and the height and least width of a cell.
_SMALLEST, _LARGEST, _CELL = 12.0, 34.0, 40
_KEY = (
    "larger: more shared themes   frame: a bloc, broken where doubtful<br>"
    "outline: single statements or outlets only   faded: low confidence"
)


def figure(found: Agreement) -> go.Figure:
    """Rows by rows: colour for agreement, size for the number of shared themes; custom data (row, other row).

    Each two are shown on both sides of the diagonal; a frame is drawn around each bloc, broken where most of what it
    stands on is doubtful. Blank: too few shared themes. An outline rests on stances of one statement or one outlet
    alone; a faded square on stances of low confidence.
    """
    import plotly.graph_objects as go

    pairs = list(_pairs(found))
    most = max((pair["shared"] for pair in pairs), default=1)
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * float(np.sqrt(pair["shared"] / most)) for pair in pairs]
    figure = go.Figure(layout=FRAME)
    figure.add_scatter(
        x=[pair["other"] for pair in pairs],
        y=[pair["row"] for pair in pairs],
        mode="markers",
        marker={
            "symbol": ["square" if pair["firm"] else "square-open" for pair in pairs],
            "size": sizes,
            "color": [pair["likeness"] for pair in pairs],
            "line": {"width": [0 if pair["firm"] else 4 for pair in pairs]},
            "opacity": [opacity(pair["confidence"]) for pair in pairs],
            "coloraxis": "coloraxis",
        },
        customdata=[[pair["row"], pair["other"]] for pair in pairs],
        hovertext=[f"<b>{wrap(pair_in_words(pair), 44, 3)}</b>" for pair in pairs],
        hoverinfo="text",
        showlegend=False,
    )
    _frame_blocs(figure, found)
    _lay_out(figure, found)
    return figure


def least_width(found: Agreement) -> int:
    """The pixels that the figure needs so that no square covers another."""
    return max(150 + _CELL * len(found.rows), 360)


def pair_in_words(pair: Mapping[str, Any]) -> str:
    """Two rows in words: "France and China agree by 35% on 3 shared themes, only 40% sure"."""
    words = [
        f"{pair['row']} and {pair['other']} agree by {pair['likeness']:.0%} on {plural(pair['shared'], 'shared theme')}"
    ]
    words += [] if pair["firm"] else ["by single statements or outlets only"]
    words += little_sure(pair["confidence"])
    return ", ".join(words)


def describe(found: Agreement) -> str:
    """What the figure shows, in a few sentences."""
    pairs = [pair for pair in _pairs(found) if pair["row"] < pair["other"]]
    if not pairs:
        return "No two of them share enough themes to compare."
    ranked = sorted(pairs, key=lambda pair: (pair["likeness"], pair["shared"]))
    words = f"Most alike: {pair_in_words(ranked[-1])}. Least alike: {pair_in_words(ranked[0])}."
    blocs = "; ".join(", ".join(bloc) + " (doubtful)" * _doubtful(found, bloc) for bloc in found.blocs)
    return f"{words} Blocs: {blocs}." if blocs else f"{words} No bloc."


def _pairs(found: Agreement) -> Iterator[dict[str, Any]]:
    for at, row in enumerate(found.rows):
        for beside, other in enumerate(found.rows):
            if not np.isnan(found.likeness[at, beside]):
                yield {
                    "row": row,
                    "other": other,
                    "likeness": float(found.likeness[at, beside]),
                    "shared": int(found.shared[at, beside]),
                    "firm": int(found.firm[at, beside]),
                    "confidence": float(found.confidence[at, beside]),
                }


def _doubtful(found: Agreement, bloc: Sequence[str]) -> bool:
    """Whether at least half of what is known of a bloc's pairs is doubtful."""
    places = [found.rows.index(row) for row in bloc]
    known = [pair for pair in combinations(places, 2) if not np.isnan(found.likeness[pair])]
    return 2 * sum(found.doubtful(*pair) for pair in known) >= len(known)


def _frame_blocs(figure: go.Figure, found: Agreement) -> None:
    for bloc in found.blocs:
        first, last = found.rows.index(bloc[0]) - 0.5, found.rows.index(bloc[-1]) + 0.5
        line = {"color": NEUTRAL, "width": 2, "dash": "dash" if _doubtful(found, bloc) else "solid"}
        figure.add_shape(type="rect", x0=first, x1=last, y0=first, y1=last, line=line)


def _lay_out(figure: go.Figure, found: Agreement) -> None:
    rows, count = list(found.rows), len(found.rows)
    bar = {
        "tickvals": [0.06, 0.5, 0.94], "ticktext": ["opposite", "50%", "the same"], "ticks": "", "outlinewidth": 0,
        "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 18, "thickness": 10,
        "lenmode": "pixels", "len": 270,
        "title": {"text": _KEY, "side": "bottom", "font": {"size": 12}},
    }  # fmt: skip
    names = {"type": "category", "categoryarray": rows, "tickvals": rows, "ticktext": [wrap(row) for row in rows]}
    figure.update_layout(
        height=220 + _CELL * max(count, 1),
        margin={"t": 12, "b": 8},
        dragmode=False,
        coloraxis={"colorscale": STANCE_SCALE, "cmin": 0, "cmax": 1, "colorbar": bar},
    )
    figure.update_xaxes(
        **names, side="top", range=[-0.6, count - 0.4], tickangle=-55 if count > 4 else 0, fixedrange=True
    )
    figure.update_yaxes(**names, range=[count - 0.4, -0.6], fixedrange=True)
