"""How often the same stance counts when it is repeated: the Discourse Network Analyzer's rule for duplicates.

Leifeld, Discourse Network Analyzer (DNA) manual, 2019, section on duplicate statements: a statement with the same
variables as another one within the window is left out of the network. Here the variables are the row of the matrix,
the theme and the side that is taken.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.day_numbers import UNDATED, day_numbers, months

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


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


def counted_in_window(
    codings: pd.DataFrame, at: NDArray[np.intp], cell: NDArray[np.intp], duplicates: Duplicates
) -> NDArray[np.bool_]:
    """Which codings count where a cell's same stance counts once in the window: the surest, of equals the latest.

    A conditional stance that leans in favour isn't the same as one that leans against. An undated statement lies in no
    week or month, so that it counts once an article.

    Args:
        codings: the codings frame.
        at: places in it, each statement once.
        cell: of each of these the row and theme of the matrix.
        duplicates: the window.
    """
    import pandas as pd

    if duplicates is Duplicates.ALL:
        return np.ones(len(at), dtype=bool)
    own = codings.iloc[at]
    day = day_numbers(own["first_day"])
    keyed = pd.DataFrame(
        {
            "cell": cell,
            "stance": own["stance"].array,
            "side": np.sign(own["score"].to_numpy(float)),
            "window": _windows(duplicates, day, own["article_id"].to_numpy(np.int64)),
            "confidence": own["confidence"].to_numpy(float),
            "day": day,
        }
    )
    ranked = keyed.sort_values(["confidence", "day"], ascending=False, kind="stable")
    counted = np.zeros(len(at), dtype=bool)
    counted[ranked.drop_duplicates(["cell", "stance", "side", "window"]).index] = True
    return counted


def _windows(duplicates: Duplicates, day: NDArray[np.int64], article: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for the window of each coding; those of articles are above any of weeks and months."""
    if duplicates is Duplicates.RANGE:
        return np.zeros_like(day)
    in_article = article + (1 << 40)
    if duplicates is Duplicates.ARTICLE:
        return in_article
    # 5 January 1970, day 4, was a Monday.
    period = (day + 3) // 7 if duplicates is Duplicates.WEEK else months(day)
    return np.where(day == UNDATED, in_article, period)
