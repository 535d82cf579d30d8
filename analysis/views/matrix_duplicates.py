"""How often the same stance counts when it is repeated: the Discourse Network Analyzer's rule for duplicates.

Leifeld, Discourse Network Analyzer (DNA) manual, 2019, section on duplicate statements: a statement with the same
variables as another one within the window is left out of the network. Here the variables are the row of the matrix,
the theme and the side that is taken.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


class Duplicates(StrEnum):
    """The window in which a row's same stance on the same theme counts once."""

    ALL = "all"
    ARTICLE = "article"
    WEEK = "week"
    MONTH = "month"
    RANGE = "range"


DUPLICATE_WORDS = {
    Duplicates.ALL: ("All", "Every statement counts, however often the same is said; a reprint counts once."),
    Duplicates.ARTICLE: ("Once an article", "The same stance of a row on a theme counts once in each article."),
    Duplicates.WEEK: ("Once a week", "The same stance of a row on a theme counts once in each week, from Monday on."),
    Duplicates.MONTH: ("Once a month", "The same stance of a row on a theme counts once in each calendar month."),
    Duplicates.RANGE: ("Once in all", "The same stance of a row on a theme counts once in all the time shown."),
}


def without_duplicates(codings: pd.DataFrame, duplicates: Duplicates) -> pd.DataFrame:
    """The codings with each row's same stance on a theme once in the window: the surest, of equals the latest.

    A conditional stance that leans in favour isn't the same as one that leans against. An undated statement lies in no
    week or month, so that it counts once an article.

    Args:
        codings: the codings frame with a column ``row``, each statement once.
        duplicates: the window.
    """
    if duplicates is Duplicates.ALL or codings.empty:
        return codings
    keyed = codings.assign(
        _side=np.sign(codings["score"]),
        _window=[
            _window(duplicates, day, article)
            for day, article in zip(codings["day"], codings["article_id"], strict=True)
        ],
        _day=[day.toordinal() if day else 0 for day in codings["day"]],
    )
    ranked = keyed.sort_values(["confidence", "_day"], ascending=False, kind="stable")
    first = ranked.drop_duplicates(["row", "theme", "stance", "_side", "_window"]).index
    return codings.loc[sorted(first)]


def _window(duplicates: Duplicates, day: dt.date | None, article: int) -> str:
    if duplicates is Duplicates.RANGE:
        return "all"
    if duplicates is Duplicates.ARTICLE or day is None:
        return f"article {article}"
    return f"{day:%G-W%V}" if duplicates is Duplicates.WEEK else f"{day:%Y-%m}"
