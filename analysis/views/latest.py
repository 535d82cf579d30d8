"""The latest part of some evidence, for what reads the texts of all statements one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from analysis.views.day_numbers import day_numbers, to_day
from analysis.views.evidence import Evidence

# Texts that are read in a second or two.
MOST_STATEMENTS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Latest:
    """What was said and done from a day on; ``since`` is None where that is all that is dated."""

    evidence: Evidence
    since: dt.date | None


def latest(evidence: Evidence, most: int = MOST_STATEMENTS) -> Latest:
    """The latest statements, up to ``most``, of whole days, with their codings, and the events of these days.

    Evidence with no more dated statements than that is left as it is.
    """
    days = day_numbers(evidence.statements["first_day"])
    dated = np.sort(days[evidence.statements["first_day"].notna().to_numpy()])
    if len(dated) <= most:
        return Latest(evidence, None)
    # The day after the last one that is left out, so that no day is cut; at least the last day is kept.
    since = int(min(dated[-most - 1] + 1, dated[-1]))
    statements, codings, events = (
        frame[day_numbers(frame["first_day"]) >= since].reset_index(drop=True)
        for frame in (evidence.statements, evidence.codings, evidence.events)
    )
    return Latest(Evidence(statements, codings, events, evidence.articles), to_day(since))
