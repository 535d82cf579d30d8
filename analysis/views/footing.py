"""What a mark stands on, told alike in all views: on one thing or one outlet only, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.numbers import numbered
from analysis.views.style import LOW_STANCE_CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table


def outlets(frame: Table, column: str = "source") -> NDArray[np.intp]:
    """The outlet of each row as a number; an article of an unknown one counts as an outlet of its own.

    Args:
        frame: with ``article_id`` and the names of outlets.
        column: the one with the names.
    """
    outlet, names = numbered(frame[column])
    return np.where(outlet < 0, len(names) + frame["article_id"].to_numpy(np.intp), outlet)


def several_outlets(frame: Table) -> bool:
    """Whether the rows are of more than one outlet; all articles of unknown ones count as one."""
    outlet = numbered(frame["source"])[0]
    return len(outlet) > 0 and bool(outlet.min() < outlet.max())


def extent(
    values: NDArray[np.integer[Any]], group: NDArray[np.integer[Any]], groups: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The lowest and the highest value of each group; of one without a row the lowest is the higher one.

    Args:
        values: of each row, from 0 on.
        group: of each row, a number below ``groups``.
        groups: how many there are.
    """
    lowest, highest = np.full(groups, np.iinfo(np.intp).max), np.full(groups, -1)
    np.minimum.at(lowest, group, values)
    np.maximum.at(highest, group, values)
    return lowest, highest


def of_one_outlet(outlet: NDArray[np.integer[Any]], group: NDArray[np.integer[Any]], groups: int) -> NDArray[np.bool_]:
    """Which groups of rows one outlet of several alone carries; that of the only outlet there is goes without saying.

    Args:
        outlet: of each row, as :func:`outlets` gives it.
        group: of each row, a number below ``groups``.
        groups: how many there are.
    """
    if len(outlet) == 0 or outlet.min() == outlet.max():
        return np.zeros(groups, dtype=bool)
    first, last = extent(outlet, group, groups)
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
    ids, of_id = np.unique(every["counts_as"].to_numpy(), return_inverse=True)
    lowest, highest = extent(outlets(every), of_id, len(ids))
    at = np.searchsorted(ids, counts_as)
    first, last = extent(np.concatenate([lowest[at], highest[at]]), np.concatenate([group, group]), groups)
    alone: NDArray[np.bool_] = first == last
    return alone


def sureness(codings: pd.DataFrame) -> NDArray[np.float64]:
    """How sure each coding is, or that its statement is one at all where that is less."""
    less: NDArray[np.float64] = codings[["confidence", "statement_confidence"]].to_numpy(float).min(axis=1)
    return less


def doubts(count: int, one_outlet: bool, confidence: float) -> tuple[str, ...]:
    """Why something is less sure than it looks: "one outlet only", "only 42% sure". That it is one, its count says."""
    return of_outlets(count, one_outlet) + little_sure(confidence)


def of_outlets(count: int, one_outlet: bool) -> tuple[str, ...]:
    """Whether several are in one outlet only; that one is, its count says."""
    return ("one outlet only",) if count > 1 and one_outlet else ()


def little_sure(confidence: float) -> tuple[str, ...]:
    """How sure it is, where that is little: "only 42% sure"."""
    return (f"only {confidence:.0%} sure",) if confidence < LOW_STANCE_CONFIDENCE else ()


def thin(marks: pd.DataFrame, count: str) -> NDArray[np.bool_]:
    """Which marks rest on one thing, by the column that counts, or on one outlet of several, by ``one_outlet``."""
    return ((marks[count] == 1) | marks["one_outlet"].astype(bool)).to_numpy(bool)


def unsure(marks: pd.DataFrame | pd.Series[Any]) -> NDArray[np.bool_]:
    """Which marks are of low confidence, by the column ``confidence``."""
    return np.asarray(marks["confidence"] < LOW_STANCE_CONFIDENCE, dtype=bool)
