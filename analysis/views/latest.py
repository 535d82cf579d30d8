"""The latest part of some evidence, for what reads the texts of all statements one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.day_numbers import UNDATED, day_numbers, to_day
from analysis.views.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# Texts that are read in a second or two, and reports that are put together into happenings in as long.
MOST_STATEMENTS, MOST_EVENTS = 10_000, 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Latest:
    """What was said and done from a day on; ``since`` is None where that is all that is dated."""

    evidence: Evidence
    since: dt.date | None


def latest(evidence: Evidence, most: int = MOST_STATEMENTS, most_events: int = MOST_EVENTS) -> Latest:
    """The latest statements, up to ``most``, and events, of whole days, with their codings.

    Evidence with no more of either that is dated is left as it is; at least the last day of a statement is kept.
    """
    statements, events = _days(evidence.statements), _days(evidence.events)
    # What is planned lies in the future: it leaves no statement out.
    since = max(_first(statements, most), min(_first(events, most_events), int(statements.max(initial=UNDATED))))
    if since == UNDATED:
        return Latest(evidence, None)
    said, coded, done = (
        frame[day_numbers(frame["first_day"]) >= since].reset_index(drop=True)
        for frame in (evidence.statements, evidence.codings, evidence.events)
    )
    return Latest(Evidence(said, coded, done, evidence.articles), to_day(since))


def _days(frame: pd.DataFrame) -> NDArray[np.int64]:
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
