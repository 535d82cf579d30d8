"""Relations as a matrix, and as a network."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.clicks import clicked
from analysis.views.footing import thin, unsure
from analysis.views.palette import NEUTRAL, STANCE_SCALE, party_colour, stance_colour
from analysis.views.relations import pair_in_words, tones_in_words
from analysis.views.style import framed, opacity, plural, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

# Pixels: the sides of the smallest and the largest mark, the height of a row, the length of the scale.
_SMALLEST, _LARGEST, _CELL, _BAR = 18.0, 34.0, 40, 270
# How far an edge bends aside, as a share of its length, so that the two ways don't lie on each other.
_BEND = 0.12
_OUTLINES = "outline: one tie, or one outlet only   faded: low confidence"
# How far apart parties without ties are drawn; with ties it is between 1 and 2.
_UNTIED = 2.6


def parties_of(pairs: pd.DataFrame, most: int = 20) -> list[str]:
    """The parties that have ties, those with most ties first."""
    import pandas as pd

    totals = pd.concat([pairs.groupby(side)["ties"].sum() for side in ("source", "target")]).groupby(level=0).sum()
    return [str(name) for name in sorted(totals.index, key=lambda name: (-totals[name], name))][:most]


def matrix_figure(pairs: pd.DataFrame) -> go.Figure:
    """Rows act towards columns: colour for the tone, inside the number of ties; custom data (from, to).

    An outline stands on one tie, or on one outlet alone; a faded square is of low confidence.
    """
    shown = parties_of(pairs)
    cells = pairs[pairs["source"].isin(shown) & pairs["target"].isin(shown)]
    rows = [party for party in shown if party in set(cells["source"])]
    columns = [party for party in shown if party in set(cells["target"])]
    outlined = thin(cells, "ties")
    looks = {
        "color": list(cells["score"]),
        "size": _sizes(cells["ties"]),
        "symbol": np.where(outlined, "square-open", "square").tolist(),
        "line": {"width": np.where(outlined, 4, 0).tolist()},
        "opacity": [opacity(confidence) for confidence in cells["confidence"]],
    }
    squares = {
        "type": "scatter",
        "x": list(cells["target"]),
        "y": list(cells["source"]),
        "mode": "markers+text",
        "marker": _tone_marker() | looks,
        "text": [str(ties) for ties in cells["ties"]],
        "textfont": {"color": np.where(outlined, NEUTRAL, "#ffffff").tolist(), "size": 12},
        "customdata": cells[["source", "target"]].to_numpy().tolist(),
        "hovertext": [_hover(pair) for pair in cells.to_dict("records")],
        "hoverinfo": "text",
        "showlegend": False,
    }
    tilted = {"side": "top", "tickangle": -55 if len(columns) > 4 else 0}
    return framed(
        [squares],
        height=210 + _CELL * max(len(rows), 1),
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 12, "b": 8},
        xaxis=_axis(columns, [-0.6, len(columns) - 0.4]) | tilted,
        yaxis=_axis(rows, [len(rows) - 0.4, -0.6]),
    )


def network_figure(pairs: pd.DataFrame) -> go.Figure:
    """Parties as points in their colours, ties as arrows in the colour of their tone; custom data (from, to).

    Parties with many ties between them lie close (Kamada and Kawai, 1989). A broken line stands on one tie, or on one
    outlet alone; a faded one is of low confidence.
    """
    shown = parties_of(pairs)
    edges = pairs[pairs["source"].isin(shown) & pairs["target"].isin(shown)].to_dict("records")
    places = _places(shown, edges)
    middles = [_bend(places[edge["source"]], places[edge["target"]]) for edge in edges]
    numbers = {
        "type": "scatter",
        "x": [x for x, _ in middles],
        "y": [y for _, y in middles],
        "mode": "markers+text",
        "marker": {
            "color": [stance_colour(edge["score"]) for edge in edges],
            "size": 19,
            "opacity": [opacity(edge["confidence"]) for edge in edges],
        },
        "text": [str(edge["ties"]) for edge in edges],
        "textfont": {"color": "#ffffff", "size": 11},
        "customdata": [[edge["source"], edge["target"]] for edge in edges],
        "hovertext": [_hover(edge) for edge in edges],
        "hoverinfo": "text",
    }
    lines = [_line(places, edge) for edge in edges]
    arrows = [_arrow(places, edge) for edge in edges]
    return framed(
        [*lines, numbers, _nodes(shown, edges, places)],
        annotations=arrows,
        height=560,
        showlegend=False,
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 12, "b": 12},
        xaxis={"visible": False, "range": [-1.35, 1.35], "fixedrange": True},
        yaxis={"visible": False, "range": [-1.25, 1.25], "fixedrange": True},
    )


def pair_of_point(selection: Mapping[str, object] | None) -> tuple[str, str] | None:
    """Who towards whom: the pair of the point that was clicked in either figure."""
    found = [data for data in clicked(selection) if len(data) == 2]
    return (found[0][0], found[0][1]) if found else None


def table(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs to read: who, towards whom, the tones, how many ties, the mean tone, what they stand on."""
    import pandas as pd

    return pd.DataFrame(
        {
            "Who": pairs["source"],
            "Towards": pairs["target"],
            "Ties": pairs["ties"],
            "Tone": pairs["score"].round(2),
            "How": [tones_in_words(tones) for tones in pairs["tones"]],
            "Stands on": [pair_in_words(pair) for pair in pairs.to_dict("records")],
        }
    )


def describe(pairs: pd.DataFrame) -> str:
    """The relations in a sentence or two."""
    if pairs.empty:
        return "No party says or does anything friendly or hostile towards another one."
    parties = plural(len({*pairs["source"], *pairs["target"]}), "party", "parties")
    words = f"{plural(int(pairs['ties'].sum()), 'tie')} between {parties}."
    words += f" {plural(int(faded), 'pair')} of low confidence." if (faded := unsure(pairs).sum()) else ""
    ranked = pairs.sort_values(["score", "ties"], ascending=[True, False], kind="stable")
    worst, best = ranked.iloc[0], ranked.sort_values(["score", "ties"], ascending=False, kind="stable").iloc[0]
    parts = [f"most hostile {worst['source']} towards {worst['target']}"] if worst["score"] < 0 else []
    parts += [f"most friendly {best['source']} towards {best['target']}"] if best["score"] > 0 else []
    closing = "; ".join(parts)
    return f"{words} {closing[0].upper()}{closing[1:]}." if closing else words


def _tone_marker() -> dict[str, Any]:
    bar = {
        "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "ypad": 18, "thickness": 10,
        "lenmode": "pixels", "len": _BAR, "outlinewidth": 0, "ticks": "",
        "tickvals": [-0.88, 0, 0.88], "ticktext": ["hostile", "0", "friendly"],
        "title": {"text": _OUTLINES, "side": "bottom", "font": {"size": 12}},
    }  # fmt: skip
    return {"colorscale": STANCE_SCALE, "cmin": -1, "cmax": 1, "colorbar": bar}


def _sizes(ties: pd.Series[int]) -> list[float]:
    largest = max(int(ties.max()), 1) if len(ties) else 1
    return [_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(count / largest) for count in ties]


def _axis(names: Sequence[str], span: list[float]) -> dict[str, object]:
    return {
        "type": "category",
        "categoryarray": list(names),
        "tickvals": list(names),
        "ticktext": [wrap(name) for name in names],
        "range": span,
        "fixedrange": True,
        "automargin": True,
    }


def _places(parties: Sequence[str], edges: Sequence[Mapping[Any, Any]]) -> dict[str, tuple[float, float]]:
    """Where the parties stand, each coordinate in [-1, 1]: the more ties, the closer, but never on each other."""
    import networkx as nx

    ties: dict[frozenset[str], int] = defaultdict(int)
    for edge in edges:
        ties[frozenset((edge["source"], edge["target"]))] += edge["ties"]
    apart = {
        one: {
            other: 1 + 1 / math.log1p(1 + ties[pair]) if (pair := frozenset((one, other))) in ties else _UNTIED
            for other in parties
        }
        for one in parties
    }
    placed = nx.kamada_kawai_layout(nx.complete_graph(parties), dist=apart)
    widest = [max((abs(place[axis]) for place in placed.values()), default=0) or 1.0 for axis in (0, 1)]
    return {str(party): (float(x) / widest[0], float(y) / widest[1]) for party, (x, y) in placed.items()}


def _bend(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """The middle of an edge, to the left of the straight way."""
    across = (start[1] - end[1], end[0] - start[0])
    return (start[0] + end[0]) / 2 + _BEND * across[0], (start[1] + end[1]) / 2 + _BEND * across[1]


def _line(places: Mapping[str, tuple[float, float]], edge: Mapping[Any, Any]) -> dict[str, Any]:
    start, end = places[edge["source"]], places[edge["target"]]
    middle = _bend(start, end)
    return {
        "type": "scatter",
        "x": [start[0], middle[0], end[0]],
        "y": [start[1], middle[1], end[1]],
        "mode": "lines",
        "line": {
            "color": stance_colour(edge["score"]),
            "width": min(1.5 + edge["ties"] / 2, 7),
            "dash": "dash" if edge["ties"] == 1 or edge["one_outlet"] else "solid",
        },
        "opacity": 0.75 * opacity(edge["confidence"]),
        "hoverinfo": "skip",
    }


def _arrow(places: Mapping[str, tuple[float, float]], edge: Mapping[Any, Any]) -> dict[str, Any]:
    """The head of an arrow, a little before the party that it points at."""
    (x, y), (from_x, from_y) = places[edge["target"]], _bend(places[edge["source"]], places[edge["target"]])
    return {
        "x": x, "y": y, "ax": from_x, "ay": from_y, "xref": "x", "yref": "y", "axref": "x", "ayref": "y", "text": "",
        "showarrow": True, "arrowhead": 3, "arrowsize": 1.1, "arrowwidth": 1.6, "standoff": 15,
        "arrowcolor": stance_colour(edge["score"]), "opacity": opacity(edge["confidence"]),
    }  # fmt: skip


def _nodes(
    parties: Sequence[str], edges: Sequence[Mapping[Any, Any]], places: Mapping[str, tuple[float, float]]
) -> dict[str, Any]:
    ties = {party: sum(e["ties"] for e in edges if party in (e["source"], e["target"])) for party in parties}
    largest = max(ties.values(), default=1) or 1
    return {
        "type": "scatter",
        "x": [places[party][0] for party in parties],
        "y": [places[party][1] for party in parties],
        "mode": "markers+text",
        "marker": {
            "color": [party_colour(party) for party in parties],
            "size": [14 + 16 * math.sqrt(ties[party] / largest) for party in parties],
            "opacity": 1,
        },
        "text": [wrap(party, 18) for party in parties],
        "textposition": ["top center" if places[party][1] >= 0 else "bottom center" for party in parties],
        "textfont": {"shadow": "auto"},
        "hovertext": [f"{party}: {plural(ties[party], 'tie')}" for party in parties],
        "hoverinfo": "text",
    }


def _hover(pair: Mapping[Any, Any]) -> str:
    head = wrap(f"{pair['source']} towards {pair['target']}", 40)
    tones, stands_on = tones_in_words(pair["tones"]), f"tone {pair['score']:+.2f}, {pair_in_words(pair)}"
    return f"<b>{head}</b><br>{wrap(tones, 40, 4)}<br>{wrap(stands_on, 40, 3)}"
