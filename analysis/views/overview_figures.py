"""The figures of the overview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.views.days import day_in_words
from analysis.views.matrix_figure import cell_in_words
from analysis.views.matrix_words import rests_on_one
from analysis.views.palette import NEUTRAL, party_colour
from analysis.views.style import STANCE_AXIS, framed, opacity, plural, theme_name, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

# Parties with a colour of their own in the bars; the rest is one grey part.
_MOST_PARTIES = 8
_LANE = 34
# Dots of one theme nearer in score than this are set above each other, up to three on each side of its line.
_NEAR, _STEP, _LEVELS = 0.09, 0.13, 7
_KEY = " Hollow: one statement, or one outlet only. Faded: low confidence."


def speaking_figure(speaking: pd.DataFrame, names: Mapping[str, str]) -> go.Figure:
    """Bars of statements a theme, stacked by party; custom data (party, theme), none on the rest's grey part.

    Args:
        speaking: what ``overview.who_speaks_on_what`` gives.
        names: theme id -> name.
    """
    totals = speaking.groupby("party")["statements"].sum().sort_values(ascending=False, kind="stable")
    themes = list(speaking.groupby("theme")["statements"].sum().sort_values(kind="stable").index)
    bars = [
        _bars(str(party), speaking[speaking["party"] == party], names, party_colour(str(party)))
        for party in totals.index[:_MOST_PARTIES]
    ]
    rest = speaking[speaking["party"].isin(totals.index[_MOST_PARTIES:])]
    if len(rest):
        others = rest.groupby("theme", as_index=False)["statements"].sum().assign(party="others")
        bars.append(_bars("others", others, names, NEUTRAL))
    # The legend takes about a line for every three parties on a narrow screen.
    legend = 24 * (min(len(totals), _MOST_PARTIES + 1) // 3 + 1)
    ticks = [wrap(theme_name(theme, names), 18) for theme in themes]
    return framed(
        bars,
        title={"text": "Who speaks on what"},
        barmode="stack",
        height=110 + legend + _LANE * max(len(themes), 1),
        margin={"b": legend + 8},
        dragmode=False,
        xaxis={"title": {"text": "statements"}, "fixedrange": True},
        yaxis={"categoryarray": themes, "tickvals": themes, "ticktext": ticks, "fixedrange": True},
    )


def describe_speaking(speaking: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences."""
    if speaking.empty:
        return "No statement with a known party speaks on a theme."
    most = speaking.sort_values("statements", ascending=False, kind="stable").iloc[0]
    theme = speaking.groupby("theme")["statements"].sum().idxmax()
    size = (
        f"{plural(speaking['party'].nunique(), 'party', 'parties')} on {plural(speaking['theme'].nunique(), 'theme')}"
    )
    return (
        f"{size}; most is said on {theme_name(str(theme), names)}. The most by one party: {most['party']} on "
        f"{theme_name(most['theme'], names)}, {plural(int(most['statements']), 'statement')}."
    )


def positions_figure(positions: pd.DataFrame, names: Mapping[str, str]) -> go.Figure:
    """A line a theme from opposed to in favour, with a dot a party; custom data (party, theme).

    A hollow dot stands on one statement, or on one outlet alone, a faded one on codings of low confidence.

    Args:
        positions: what ``overview.positions_now`` gives.
        names: theme id -> name.
    """
    themes = list(positions.groupby("theme")["statements"].sum().sort_values(ascending=False, kind="stable").index)
    placed = _placed(positions.to_dict("records"), {theme: number for number, theme in enumerate(themes)})
    totals = positions.groupby("row")["statements"].sum().sort_values(ascending=False, kind="stable")
    of_party: dict[Any, list[tuple[dict[Any, Any], float]]] = {party: [] for party in totals.index}
    for cell, height in placed:
        of_party[cell["row"]].append((cell, height))
    legend = 24 * (len(totals) // 3 + 1)
    ticks = [wrap(theme_name(str(theme), names), 18) for theme in themes]
    lanes = {"tickvals": list(range(len(themes))), "ticktext": ticks, "range": [max(len(themes), 1) - 0.5, -0.5]}
    return framed(
        [_dots(str(party), own, names) for party, own in of_party.items()],
        title={"text": "Where they stand now"},
        height=80 + legend + _LANE * max(len(themes), 1),
        margin={"b": legend + 8},
        dragmode=False,
        showlegend=True,
        xaxis={**STANCE_AXIS, "fixedrange": True},
        yaxis={**lanes, "fixedrange": True},
    )


def describe_positions(positions: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the figure shows, in one or two sentences."""
    if positions.empty:
        return "No party has a dated position that is sure enough."
    spread = positions.groupby("theme")["score"].agg(lambda scores: scores.max() - scores.min())
    widest = str(spread.idxmax())
    own = positions[positions["theme"] == widest].sort_values("score", kind="stable")
    size = f"{plural(len(positions), 'position')} on {plural(positions['theme'].nunique(), 'theme')}."
    if not spread[widest]:
        return size + _KEY
    return (
        f"{size} Widest apart on {theme_name(widest, names)}: {own.iloc[-1]['row']} ({own.iloc[-1]['score']:+.2f}) and "
        f"{own.iloc[0]['row']} ({own.iloc[0]['score']:+.2f}).{_KEY}"
    )


def _bars(party: str, own: pd.DataFrame, names: Mapping[str, str], colour: str) -> dict[str, Any]:
    records = own.to_dict("records")
    opens = {} if party == "others" else {"customdata": [[record["party"], record["theme"]] for record in records]}
    return opens | {
        "type": "bar",
        "x": [record["statements"] for record in records],
        "y": [record["theme"] for record in records],
        "orientation": "h",
        "name": wrap(party, 24),
        "marker": {"color": colour},
        "hovertext": [
            f"<b>{wrap(party, 30)}</b><br>{wrap(theme_name(record['theme'], names), 30)}: "
            f"{plural(record['statements'], 'statement')}"
            for record in records
        ],
        "hoverinfo": "text",
    }


def _dots(party: str, own: list[tuple[dict[Any, Any], float]], names: Mapping[str, str]) -> dict[str, Any]:
    """The dots of one party, each a cell and its height."""
    return {
        "type": "scatter",
        "x": [cell["score"] for cell, _ in own],
        "y": [height for _, height in own],
        "mode": "markers",
        "marker": {
            "color": party_colour(party),
            "size": 12,
            "line": {"width": 2},
            "symbol": ["circle-open" if rests_on_one(cell) else "circle" for cell, _ in own],
            "opacity": [opacity(cell["confidence"]) for cell, _ in own],
        },
        "name": wrap(party, 24),
        "customdata": [[cell["row"], cell["theme"]] for cell, _ in own],
        "hovertext": [_hover(cell, names) for cell, _ in own],
        "hoverinfo": "text",
    }


def _placed(cells: list[dict[Any, Any]], numbers: Mapping[Any, int]) -> list[tuple[dict[Any, Any], float]]:
    """Each cell with its height: on its theme's line, or beside it where another dot is near."""
    levels: dict[tuple[str, int], float] = defaultdict(lambda: -9.0)
    found = []
    for cell in sorted(cells, key=lambda cell: (cell["score"], cell["row"])):
        free = (level for level in range(_LEVELS) if cell["score"] - levels[cell["theme"], level] > _NEAR)
        level = next(free, _LEVELS - 1)
        levels[cell["theme"], level] = cell["score"]
        step = (level + 1) // 2 * (1 if level % 2 else -1)
        found.append((cell, numbers[cell["theme"]] + step * _STEP))
    return found


def _hover(cell: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    head = wrap(f"{cell['row']} on {theme_name(cell['theme'], names)}", 40)
    return f"<b>{head}</b><br>{wrap(cell_in_words(cell), 40, 4)}<br>{day_in_words(cell['latest'])}"
