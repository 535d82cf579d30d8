"""What all views share in their look: figures have no ground of their own, so that they stand on light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Below this, what was found is shown as of low confidence: on cards, in figures and in briefs alike.
LOW_CONFIDENCE = 0.5
# A stance's confidence begins higher: of those below this, hardly more than half were right on news that nobody had
# read before (benchmarks/first_readings.csv).
LOW_STANCE_CONFIDENCE = 0.66
# How much of a mark's colour is left then.
FADED = 0.4

_GRID = "rgba(128,128,128,0.25)"

FRAME: Mapping[str, object] = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "margin": {"l": 8, "r": 8, "t": 48, "b": 8},
    "title": {
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "top",
        "yref": "container",
        "pad": {"t": 8},
        "font": {"size": 15},
    },
    "legend": {"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"},
    "xaxis": {"automargin": True, "gridcolor": _GRID, "zeroline": False, "fixedrange": False},
    "yaxis": {"automargin": True, "gridcolor": _GRID, "zeroline": False},
    "dragmode": "pan",
    "hoverlabel": {"align": "left"},
}


def framed(traces: Sequence[Mapping[str, Any]], **layout: object) -> go.Figure:
    """A figure of traces as plotly.js has them (``type`` among them), with the look that all share.

    Neither is checked: that would take five times as long as to make and to send them. Tests draw each figure.

    Args:
        traces: in the order in which they are drawn.
        layout: what is other, or more, than that look.
    """
    import plotly.graph_objects as go

    return go.Figure(list(traces), _merged(FRAME, layout), _validate=False)


def _merged(look: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """A layout with the parts of another in it, whatever they lie in."""
    merged = dict(look)
    for name, value in other.items():
        own = look.get(name)
        merged[name] = _merged(own, value) if isinstance(own, Mapping) and isinstance(value, Mapping) else value
    return merged


STANCE_AXIS: Mapping[str, object] = {
    "range": [-1.15, 1.15],
    "tickvals": [-1, 0, 1],
    "ticktext": ["opposed", "0", "in favour"],
}


def theme_name(theme: str, names: Mapping[str, str]) -> str:
    """A theme's name in words; one that the codebook no longer has keeps its id, with spaces for underscores."""
    return names.get(theme) or theme.replace("_", " ").capitalize()


def in_sentence(name: str) -> str:
    """A theme's name within a sentence: "security guarantees", but "NATO membership"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


@lru_cache(maxsize=1 << 14)
def wrap(label: str, width: int = 16, lines: int = 2) -> str:
    """A label broken between words with plotly's ``<br>``, cut with an ellipsis after ``lines`` lines; escaped."""
    import html
    import textwrap

    broken = textwrap.wrap(label, width, max_lines=lines, placeholder="…", break_long_words=True)
    return "<br>".join(html.escape(line, quote=False) for line in broken)


def opacity(confidence: float) -> float:
    """How solid a mark of this confidence is drawn."""
    return FADED if confidence < LOW_STANCE_CONFIDENCE else 1.0


def plural(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: "1 statement", "1,204 statements", "2 parties"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"
