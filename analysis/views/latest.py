"""The latest part of some evidence, for what reads the texts of all statements one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.day_numbers import UNDATED, day_numbers, to_day
from analysis.views.evidence import Evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store.selected import Table


class Much(NamedTuple):
    """So many statements and reports of events."""

    statements: int
    events: int


# What is read whole, in a second or two, and what is read of more: that many filters are tried on, one after the other.
WHOLE, MOST = Much(10_000, 5_000), Much(3_000, 1_500)


@dataclass(frozen=True, slots=True, eq=False)
class Latest:
    """What was said and done from a day on; ``since`` is None where that is all that is dated."""

    evidence: Evidence
    since: dt.date | None


def latest(evidence: Evidence, most: Much = MOST, whole: Much = WHOLE) -> Latest:
    """The latest statements and events, up to so many of each, of whole days, with their codings.

    Evidence with no more of both that is dated than what is read whole is left as it is; at least the last day of a
    statement is kept.
    """
    statements, events = _days(evidence.statements), _days(evidence.events)
    if len(statements) <= whole.statements and len(events) <= whole.events:
        return Latest(evidence, None)
    # What is planned lies in the future: it leaves no statement out.
    last = int(statements.max(initial=UNDATED))
    since = max(_first(statements, most.statements), min(_first(events, most.events), last))
    if since == UNDATED:
        return Latest(evidence, None)
    said, coded, done = (
        frame[day_numbers(frame["first_day"]) >= since].reset_index(drop=True)
        for frame in (evidence.statements, evidence.codings, evidence.events)
    )
    return Latest(Evidence(said, coded, done, evidence.articles), to_day(since))


def _days(frame: Table) -> NDArray[np.int64]:
    """The days of what is dated."""
    days = day_numbers(frame["first_day"])
    dated: NDArray[np.int64] = days[days != UNDATED]
    return dated


def _first(days: NDArray[np.int64], most: int) -> int:
    """The day after the last one that is left out, so that no day is cut; UNDATED where none is."""
    if len(days) <= most:
        return UNDATED
    left_out = len(days) - most - 1
    return int(min(np.partition(days, left_out)[left_out] + 1, days.max()))
