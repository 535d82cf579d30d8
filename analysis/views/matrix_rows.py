"""In which rows of the matrix codings stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.day_numbers import UNDATED, day_numbers, to_number
from analysis.views.matrix_choices import ALWAYS, Groups, Period, Rows
from analysis.views.numbers import end_to_end, numbered

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table


class Standing(NamedTuple):
    """The place of each coding that has a row, the number of that row, and the rows' names.

    A coding of a party in two groups is in it twice.
    """

    at: NDArray[np.intp]
    row: NDArray[np.intp]
    names: list[str]


def standing(codings: pd.DataFrame, rows: Rows, groups: Groups) -> Standing:
    """In which rows the codings stand; those of nobody known stand in none."""
    number, names = numbered(codings["party" if rows is Rows.GROUP else rows.value])
    at = np.flatnonzero(number >= 0)
    if rows is not Rows.GROUP:
        return Standing(at, number[at], names)
    of_party = [[group for group, parties in groups.items() if party in parties] or [party] for party in names]
    rows_shown = list(dict.fromkeys(row for own in of_party for row in own))
    place = {row: number for number, row in enumerate(rows_shown)}
    of_each = np.array([len(own) for own in of_party], dtype=np.intp)
    listed = np.array([place[row] for own in of_party for row in own], dtype=np.intp)
    many = of_each[number[at]]
    # The rows of a party are one stretch of the list.
    begin = (np.cumsum(of_each) - of_each)[number[at]]
    return Standing(np.repeat(at, many), listed[end_to_end(begin, many)], rows_shown)


def of_row(codings: Table, row: str, rows: Rows, groups: Groups) -> pd.DataFrame:
    """The codings of a party, of the parties of a group, or of an actor."""
    if rows is Rows.GROUP:
        return codings[codings["party"].isin(groups.get(row, (row,)))]
    return codings[codings[rows.value] == row]


def within(codings: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The codings of a period."""
    if period == ALWAYS:
        return codings
    days = day_numbers(codings["first_day"])
    passing = days != UNDATED
    if period.since:
        passing &= days >= to_number(period.since)
    if period.until:
        passing &= days <= to_number(period.until)
    own: pd.DataFrame = codings[passing]
    return own
