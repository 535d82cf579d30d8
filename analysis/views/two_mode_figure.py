"""The two-mode network as a figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.views.palette import NEUTRAL, party_colour, stance_colour
from analysis.views.style import framed, opacity, plural, theme_name, wrap
from analysis.views.two_mode import Tie, TwoMode

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Pixels of width for each node.
_NODE = 24


def figure(network: TwoMode, names: Mapping[str, str], coloured: bool) -> go.Figure:
    """Rows as circles, themes as squares; a tie is blue where the row is in favour, orange where it is opposed.

    The wider a tie, the more statements; broken where it stands on one statement or one outlet alone, dotted where no
    statement is sure enough, faded where the codings are of low confidence. Its custom data (row, theme) sits on the
    dot in its middle, as plotly reports no click on a line.

    Args:
        network: what ``two_mode`` gives.
        names: theme id -> name.
        coloured: whether rows are parties, each with its colour.
    """
    traces: list[dict[str, Any]] = []
    for tie in network.ties:
        (x, y), (to_x, to_y) = network.rows[tie.row], network.themes[tie.theme]
        line = {
            "color": stance_colour(tie.score),
            "width": 1 + 2 * math.log2(1 + tie.statements),
            "dash": "dot" if math.isnan(tie.score) else "dash" if tie.thin else "solid",
        }
        ends = {"x": [x, to_x], "y": [y, to_y], "mode": "lines", "line": line, "opacity": opacity(tie.confidence)}
        traces.append({"type": "scatter", **ends, "hoverinfo": "skip", "showlegend": False})
    traces.append(_dots(network, names))
    colours = [party_colour(row) if coloured else NEUTRAL for row in network.rows]
    traces.append(_nodes(network.rows, [wrap(row) for row in network.rows], "circle", colours))
    themes = [wrap(theme_name(theme, names)) for theme in network.themes]
    traces.append(_nodes(network.themes, themes, "square", [NEUTRAL] * len(themes)))
    hidden, margin = {"visible": False, "fixedrange": True}, {"t": 24, "b": 8, "l": 40, "r": 40}
    return framed(traces, height=620, margin=margin, dragmode=False, xaxis=hidden, yaxis=hidden)


def least_width(network: TwoMode) -> int:
    """The pixels that the figure needs so that names can be read; on a narrower screen let it scroll."""
    return max(120 + _NODE * (len(network.rows) + len(network.themes)), 360)


def tie_in_words(tie: Tie, names: Mapping[str, str]) -> str:
    """A tie in words: "France on Ceasefire: in favour +0.60, 3 statements"."""
    stance = {"support": "in favour", "oppose": "opposed"}.get(tie.label, tie.label)
    side = "unclear" if math.isnan(tie.score) else f"{stance} {tie.score:+.2f}"
    stands_on = ", ".join([plural(tie.statements, "statement"), *tie.doubts])
    return f"{tie.row} on {theme_name(tie.theme, names)}: {side}, {stands_on}"


def describe(network: TwoMode, names: Mapping[str, str]) -> str:
    """What the figure shows, in a sentence or two."""
    if not network.ties:
        return "No tie has so many statements."
    strongest = max(network.ties, key=lambda tie: (tie.statements, tie.row, tie.theme))
    size = f"{len(network.rows)} × {len(network.themes)} nodes, {plural(len(network.ties), 'tie')}"
    return f"{size}. The widest: {tie_in_words(strongest, names)}."


def _dots(network: TwoMode, names: Mapping[str, str]) -> dict[str, Any]:
    ends = [(network.rows[tie.row], network.themes[tie.theme]) for tie in network.ties]
    return {
        "type": "scatter",
        "x": [(one[0] + other[0]) / 2 for one, other in ends],
        "y": [(one[1] + other[1]) / 2 for one, other in ends],
        "mode": "markers",
        "marker": {
            "size": 11,
            "color": [stance_colour(tie.score) for tie in network.ties],
            "opacity": [opacity(tie.confidence) for tie in network.ties],
        },
        "customdata": [[tie.row, tie.theme] for tie in network.ties],
        "hovertext": [wrap(tie_in_words(tie, names), 44, 3) for tie in network.ties],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _nodes(
    places: Mapping[str, tuple[float, float]],
    labels: Sequence[str],
    symbol: str,
    colours: Sequence[str],
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [x for x, _ in places.values()],
        "y": [y for _, y in places.values()],
        "mode": "markers+text",
        "marker": {"size": 16, "symbol": symbol, "color": list(colours), "opacity": 1},
        "text": list(labels),
        "textposition": "top center",
        # A halo, so that a name is read where it lies on ties.
        "textfont": {"shadow": "auto"},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
