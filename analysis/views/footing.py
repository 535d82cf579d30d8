"""What a mark stands on, told alike in all views: on one thing or one outlet only, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.style import LOW_CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


def outlets(frame: pd.DataFrame, column: str = "source") -> NDArray[np.intp]:
    """The outlet of each row as a number from 0; an article of an unknown one counts as an outlet of its own.

    Args:
        frame: with ``article_id`` and the names of outlets.
        column: the one with the names.
    """
    import pandas as pd

    codes, names = pd.factorize(frame[column])
    articles = pd.factorize(frame["article_id"])[0]
    return np.unique(np.where(codes < 0, len(names) + articles, codes), return_inverse=True)[1]


def of_one_outlet(outlet: NDArray[np.integer[Any]], group: NDArray[np.integer[Any]], groups: int) -> NDArray[np.bool_]:
    """Which groups of rows one outlet of several alone carries; that of the only outlet there is goes without saying.

    Args:
        outlet: of each row, as :func:`outlets` gives it.
        group: of each row, a number below ``groups``.
        groups: how many there are.
    """
    if len(outlet) == 0 or outlet.max() == 0:
        return np.zeros(groups, dtype=bool)
    first, last = np.full(groups, outlet.max() + 1), np.full(groups, -1)
    np.minimum.at(first, group, outlet)
    np.maximum.at(last, group, outlet)
    alone: NDArray[np.bool_] = first == last
    return alone


def carried_by_one(
    every: pd.DataFrame, counts_as: NDArray[np.integer[Any]], group: NDArray[np.integer[Any]], groups: int
) -> NDArray[np.bool_]:
    """Which groups of statements are in one outlet alone, whatever other outlets there are.

    Args:
        every: the codings, repeats too.
        counts_as: of each statement, as in ``every``.
        group: of each statement, a number below ``groups``.
        groups: how many there are.
    """
    outlet = outlets(every)
    ids, of_id = np.unique(every["counts_as"].to_numpy(), return_inverse=True)
    span = np.full(len(ids), len(every)), np.full(len(ids), -1)
    np.minimum.at(span[0], of_id, outlet)
    np.maximum.at(span[1], of_id, outlet)
    at = np.searchsorted(ids, counts_as)
    first, last = np.full(groups, len(every)), np.full(groups, -1)
    np.minimum.at(first, group, span[0][at])
    np.maximum.at(last, group, span[1][at])
    alone: NDArray[np.bool_] = first == last
    return alone


def doubts(count: int, one_outlet: bool, confidence: float) -> tuple[str, ...]:
    """Why something is less sure than it looks: "one outlet only", "only 42% sure". That it is one, its count says."""
    thin = ("one outlet only",) if count > 1 and one_outlet else ()
    return thin + ((f"only {confidence:.0%} sure",) if confidence < LOW_CONFIDENCE else ())


def thin(marks: pd.DataFrame, count: str) -> NDArray[np.bool_]:
    """Which marks rest on one thing, by the column that counts, or on one outlet of several, by ``one_outlet``."""
    return ((marks[count] == 1) | marks["one_outlet"].astype(bool)).to_numpy(bool)


def unsure(marks: pd.DataFrame | pd.Series[Any]) -> NDArray[np.bool_]:
    """Which marks are of low confidence, by the column ``confidence``."""
    return np.asarray(marks["confidence"] < LOW_CONFIDENCE, dtype=bool)
