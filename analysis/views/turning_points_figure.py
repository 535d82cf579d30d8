"""A stance's path over time with the days on which it turned, as a figure and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analysis.views import drift
from analysis.views.days import day_in_words
from analysis.views.palette import COUNT
from analysis.views.style import in_sentence, theme_name

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.views.turning_points import TurningPoint


# How much of the colour is left to a line that says what is doubtful.
_FAINT = 0.6


def figure(path: pd.DataFrame, turns: Sequence[TurningPoint], row: str, name: str) -> go.Figure:
    """The drift of a row on a theme, with a broken line at each turn and the means between the turns.

    The line of a doubtful turn is dotted and faded.

    Args:
        path: what ``drift.points`` gives.
        turns: those of this row and theme.
        row: the party.
        name: of the theme, in words.
    """
    turned = sorted(turns, key=lambda turn: turn.first_after)
    means = [_means(path, turned)] if turned and len(path) else []
    return drift.figure(path, row, name, means, [_line(turn) for turn in turned])


def _means(path: pd.DataFrame, turned: Sequence[TurningPoint]) -> dict[str, Any]:
    """The means between the turns."""
    days = [path["day"].iloc[0], *(turn.first_after for turn in turned), path["day"].iloc[-1]]
    means = [turned[0].mean_before, *(turn.mean_after for turn in turned)]
    return {
        "type": "scatter",
        "x": [day.isoformat() for first, last in pairwise(days) for day in (first, last)],
        "y": [mean for mean in means for _ in range(2)],
        "mode": "lines",
        "line": {"color": COUNT, "width": 2},
        "name": "mean between turns",
        "hoverinfo": "skip",
    }


def _line(turn: TurningPoint) -> dict[str, Any]:
    """A line at a turn, from the bottom to the top."""
    day = turn.first_after.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "xref": "x",
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "line": {"color": COUNT, "width": 2, "dash": "dot" if turn.doubtful else "dash"},
        "opacity": _FAINT if turn.doubtful else 1,
    }


def in_words(turn: TurningPoint, names: Mapping[str, str]) -> str:
    """A turn in words: "Iran on inspections turned in favour, from -0.90 to +0.90, between … and …"."""
    way = "in favour" if turn.mean_after > turn.mean_before else "against"
    return (
        f"{turn.party} on {in_sentence(theme_name(turn.theme, names))} turned {way}, from {turn.mean_before:+.2f} to "
        f"{turn.mean_after:+.2f}, between {day_in_words(turn.last_before)} and {day_in_words(turn.first_after)}"
    )


def table(turns: Sequence[TurningPoint], names: Mapping[str, str]) -> pd.DataFrame:
    """A row a turn, in words."""
    import pandas as pd

    return pd.DataFrame(
        {
            "Who": [turn.party for turn in turns],
            "Theme": [theme_name(turn.theme, names) for turn in turns],
            "From": [f"{turn.mean_before:+.2f}" for turn in turns],
            "To": [f"{turn.mean_after:+.2f}" for turn in turns],
            "How sure": [turn.sureness for turn in turns],
            "Turned on": [day_in_words(turn.first_after) for turn in turns],
        }
    )
