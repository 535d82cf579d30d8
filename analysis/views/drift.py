"""How a stance moved over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.clicks import clicked
from analysis.views.day_numbers import day_numbers, to_day
from analysis.views.days import day_in_words
from analysis.views.evidence import once
from analysis.views.footing import carried_by_one, doubts, several_outlets, sureness, thin, unsure
from analysis.views.matrix import CLEAR_SIDE, NO_GROUPS, USUAL, Groups, Rows, Weighing, counted, of_row
from analysis.views.palette import stance_colour
from analysis.views.style import STANCE_AXIS, framed, in_sentence, opacity, plural

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go
    from numpy.typing import NDArray

    from analysis.store.selected import Table


def points(
    codings: Table,
    row: str,
    theme: str,
    rows: Rows = Rows.PARTY,
    weighing: Weighing = USUAL,
    groups: Groups = NO_GROUPS,
) -> pd.DataFrame:
    """The dated statements of a party, group or actor on a theme, a row a day, by date: what ``path`` gives."""
    own = of_row(codings, row, rows, groups)
    return path(own[own["theme"] == theme], weighing, several=several_outlets(codings))


def path(own: pd.DataFrame, weighing: Weighing = USUAL, several: bool = False) -> pd.DataFrame:
    """The dated ones among the codings of one row and theme, a row a day, by date.

    Args:
        own: the codings.
        weighing: which of them count.
        several: whether there is more than one outlet to carry them.

    Returns:
        Columns day (datetime.date), score (mean of the day, weighted by confidence), mean (the running mean of all days
        so far, weighted by confidence and recency), statements, confidence (mean of ``footing.sureness``), one_outlet
        (one of several alone carries the day), statement_ids (list). Undated statements and those that ``weighing``
        leaves out are not in it.
    """
    import pandas as pd

    every = own[own["first_day"].notna()]
    every = every[counted(every, weighing)]
    own = once(every)
    numbers, at = np.unique(day_numbers(own["first_day"]), return_inverse=True)
    confidence, score = own["confidence"].to_numpy(float), own["score"].to_numpy(float)
    weight, total = (np.bincount(at, part).astype(float) for part in (confidence, confidence * score))
    statements = np.bincount(at)
    ids = own["statement_id"].to_numpy()[np.argsort(at, kind="stable")]
    return pd.DataFrame(
        {
            "day": pd.Series([to_day(number) for number in numbers.tolist()], dtype=object),
            "score": total / weight,
            "mean": _running_mean(numbers, total / weight, weight, weighing.half_life),
            "statements": statements,
            "confidence": np.bincount(at, sureness(own)) / statements,
            "one_outlet": several & carried_by_one(every, own["counts_as"].to_numpy(), at, len(numbers)),
            "statement_ids": [part.tolist() for part in np.split(ids, np.cumsum(statements)[:-1])][: len(numbers)],
        }
    )


def undated(codings: Table, row: str, theme: str, rows: Rows = Rows.PARTY, groups: Groups = NO_GROUPS) -> str:
    """How many statements have no date and so no place in the path: " 2 undated statements are not in it."."""
    own = of_row(codings, row, rows, groups)
    number = own.loc[(own["theme"] == theme) & own["first_day"].isna(), "counts_as"].nunique()
    are = "is" if number == 1 else "are"
    return f" {plural(number, 'undated statement')} {are} not in it." if number else ""


def figure(
    drift: pd.DataFrame,
    row: str,
    theme_name: str,
    besides: Sequence[Mapping[str, Any]] = (),
    shapes: Sequence[Mapping[str, Any]] = (),
) -> go.Figure:
    """The points and their running mean over time; custom data (day,) in ISO form.

    A hollow point stands on one statement, or on one outlet alone, a faded one on codings of low confidence.

    Args:
        drift: what :func:`points` gives.
        row: whose it is.
        theme_name: of the theme, in words.
        besides: further traces.
        shapes: of the layout, such as lines at some days.
    """
    days = [day.isoformat() for day in drift["day"]]
    marks = {
        "size": [9 + 4 * np.sqrt(n) for n in drift["statements"]],
        "color": [stance_colour(score) for score in drift["score"]],
        "symbol": np.where(thin(drift, "statements"), "circle-open", "circle").tolist(),
        "opacity": [opacity(confidence) for confidence in drift["confidence"]],
        "line": {"width": np.where(thin(drift, "statements"), 2, 0).tolist()},
    }
    words = [f"{day_in_words(day)}: {score:+.2f}" for day, score in zip(drift["day"], drift["score"], strict=True)]
    said = [
        ", ".join([plural(n, "statement"), *doubts(n, one_outlet, confidence)])
        for n, one_outlet, confidence in zip(drift["statements"], drift["one_outlet"], drift["confidence"], strict=True)
    ]
    mean = {
        "type": "scatter",
        "x": days,
        "y": drift["mean"].tolist(),
        "mode": "lines",
        "line": {"color": "#8c8c8c", "width": 2, "shape": "hv"},
        "name": "running mean",
        "hoverinfo": "skip",
    }
    of_days = {
        "type": "scatter",
        "x": days,
        "y": drift["score"].tolist(),
        "mode": "markers",
        "marker": marks,
        "name": "statements of a day",
        "customdata": [[day] for day in days],
        "hovertext": [f"{word}<br>{count}" for word, count in zip(words, said, strict=True)],
        "hoverinfo": "text",
    }
    return framed(
        [mean, of_days, *besides],
        title={"text": f"{row} on {in_sentence(theme_name)}"},
        height=320,
        shapes=list(shapes),
        yaxis=STANCE_AXIS,
        xaxis={"title": {"text": "date of the statements"}, "hoverformat": "%-d %b %Y"},
    )


def statements_of_point(drift: pd.DataFrame, selection: Mapping[str, object] | None) -> list[int]:
    """The ids of the statements behind the points that were clicked."""
    days = {texts[0] for texts in clicked(selection)}
    chosen = [day.isoformat() in days for day in drift["day"]]
    return [statement for ids in drift.loc[chosen, "statement_ids"] for statement in ids]


def describe(drift: pd.DataFrame, row: str, theme_name: str) -> str:
    """What the figure shows, in one or two sentences."""
    if drift.empty:
        return f"No dated statement shows where {row} stands on {in_sentence(theme_name)}."
    first, last = drift.iloc[0], drift.iloc[-1]
    total = int(drift["statements"].sum())
    if len(drift) == 1:
        when = f"{first['score']:+.2f} on {day_in_words(first['day'])}, the only day."
        return f"{row} on {in_sentence(theme_name)}: {when}{_doubtful_days(drift)}"
    change = last["mean"] - first["mean"]
    way = "hardly moved" if abs(change) < CLEAR_SIDE else "moved in favour" if change > 0 else "moved against"
    return (
        f"{row} {way} on {in_sentence(theme_name)} between {day_in_words(first['day'])} ({first['mean']:+.2f}) and "
        f"{day_in_words(last['day'])} ({last['mean']:+.2f}), in {total:,} statements on {len(drift):,} days."
    ) + _doubtful_days(drift)


def _doubtful_days(drift: pd.DataFrame) -> str:
    """How many days stand on little: " 3 days with one statement or outlet only (hollow)."."""
    slight, faint = int(thin(drift, "statements").sum()), int(unsure(drift).sum())
    words = f" {plural(slight, 'day')} with one statement or outlet only (hollow)." if slight else ""
    return words + (f" {plural(faint, 'day')} of low confidence (faded)." if faint else "")


def _running_mean(
    days: NDArray[np.integer[Any]], scores: NDArray[np.float64], weights: NDArray[np.float64], half_life: float | None
) -> list[float]:
    """The mean up to each day; what was said before counts half after each half-life."""
    means: list[float] = []
    total = weight = 0.0
    previous = None
    for day, score, own in zip(days.tolist(), scores.tolist(), weights.tolist(), strict=True):
        keep = 0.5 ** ((day - previous) / half_life) if half_life and previous is not None else 1.0
        total, weight = total * keep + score * own, weight * keep + own
        means.append(total / weight)
        previous = day
    return means
