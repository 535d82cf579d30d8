"""Which reports tell of one and the same happening.

Single-pass clustering as in topic detection and tracking (Allan, Papka and Lavrenko, On-line new event detection and
tracking, SIGIR 1998), with the date as a condition: a report joins the happening that it is most like, or starts one.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.report_likeness import Report, likenesses

if TYPE_CHECKING:
    from numpy.typing import NDArray


# So many reports of several days are held against each other at once: that takes less time than day by day.
_FEW = 40


@dataclass(slots=True)
class _Happening:
    """Reports put together; ``first`` to ``last`` are the days that all of them cover."""

    reports: list[Report]
    first: dt.date | None
    last: dt.date | None

    def add(self, report: Report) -> None:
        self.reports.append(report)
        if report.first and report.last and self.first and self.last:
            self.first, self.last = max(self.first, report.first), min(self.last, report.last)


@lru_cache(maxsize=8)
def same_events(reports: tuple[Report, ...]) -> tuple[tuple[int, ...], ...]:
    """The ids of the reports, those of one happening together, in the order of the earliest days; the undated last.

    It is remembered: a choice of themes, and other pages, ask for the same reports again.
    """
    rarity = _rarity(reports)
    found = _Happenings(rarity)
    # The exactly dated come first: what is said of "last week" then finds the day that it may mean.
    for alike in _parts(sorted(reports, key=_exactness)):
        found.add(alike)
    together = sorted(found.happenings, key=lambda one: (one.first or dt.date.max, one.reports[0].id))
    return tuple(tuple(report.id for report in happening.reports) for happening in together)


def _exactness(report: Report) -> tuple[int, dt.date, str, int]:
    """The shorter the date, the earlier; without one only reports of the same type are alike."""
    length = (report.last - report.first).days if report.first and report.last else 10**6
    return length, report.first or dt.date.max, "" if report.first else report.type, report.id


def _exactness_of_date(report: Report) -> tuple[int, dt.date, str]:
    return _exactness(report)[:3]


def _parts(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports of one date each, in their order; of single days, and of no date, those of some that are few together."""
    part: list[Report] = []
    for _, alike in groupby(reports, key=_exactness_of_date):
        own = list(alike)
        if part and not (_told_apart(part[0], own[0]) and len(part) + len(own) <= _FEW):
            yield part
            part = []
        part += own
    if part:
        yield part


def _told_apart(one: Report, other: Report) -> bool:
    """Whether both are of a single day, or both of none, so that their likeness tells whether they are of the same."""
    return one.first == one.last and other.first == other.last and (one.first is None) == (other.first is None)


def _rarity(reports: Sequence[Report]) -> dict[str, float]:
    """The inverse document frequency of the words."""
    counts = Counter(chain.from_iterable(report.words for report in reports))
    return {word: math.log(1 + len(reports) / count) for word, count in counts.items()}


class _Happenings:
    """The happenings so far, those of a day by that day."""

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        self.happenings: list[_Happening] = []
        # Reports with the numbers of their happenings: of a day, in its order, and of several.
        self._exact: list[tuple[Report, int]] = []
        self._vague: list[tuple[Report, int]] = []

    def add(self, reports: Sequence[Report]) -> None:
        """Reports of the same date, or of several days: each joins the happening that it is most like.

        Of some as like it is the earliest.
        """
        first, last = reports[0].first, reports[0].last
        known = self._of_days(first, last) if first and last and first < last else []
        numbers = np.array([number for _, number in known] + [0] * len(reports), dtype=np.intp)
        likes = likenesses([report for report, _ in known], reports, self._rarity)
        for place, (report, likeness) in enumerate(zip(reports, likes, strict=True), len(known)):
            numbers[place] = number = self._most_like(report, likeness, numbers[:place])
            if number == len(self.happenings):
                self.happenings.append(_Happening([], report.first, report.last))
            self.happenings[number].add(report)
        if first and last:
            own = zip(reports, numbers[len(known) :].tolist(), strict=True)
            (self._exact if first == last else self._vague).extend(own)

    def _of_days(self, first: dt.date, last: dt.date) -> list[tuple[Report, int]]:
        """The reports that tell of a day within some days."""
        begin = bisect_left(self._exact, first, key=lambda one: one[0].first or first)
        end = bisect_right(self._exact, last, key=lambda one: one[0].first or last)
        return self._exact[begin:end] + [one for one in self._vague if _meets(one[0], first, last)]

    def _most_like(self, report: Report, likeness: NDArray[np.float64], numbers: NDArray[np.intp]) -> int:
        """The number of the happening with the report that is most like one; that of a new one where none is."""
        (at,) = likeness.nonzero()
        if report.first and report.last and report.first < report.last:
            # What was put together of vague dates covers fewer days than each of its reports.
            meets = (_meets(self.happenings[one], report.first, report.last) for one in numbers[at].tolist())
            at = at[np.fromiter(meets, dtype=bool, count=len(at))]
        if not len(at):
            return len(self.happenings)
        return int(numbers[at[likeness[at] == likeness[at].max()]].min())


def _meets(one: Report | _Happening, first: dt.date, last: dt.date) -> bool:
    """Whether its days and others have one in common."""
    return one.first is not None and one.last is not None and one.first <= last and first <= one.last
