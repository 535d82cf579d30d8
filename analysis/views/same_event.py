"""Which reports tell of one and the same happening.

Single-pass clustering as in topic detection and tracking (Allan, Papka and Lavrenko, On-line new event detection and
tracking, SIGIR 1998), with the date as a condition: a report joins the happening that it is most like, or starts one.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

# The share of the shorter report's telling words that the two have in common, weighted by their rarity:
_SAME_WORDING = 0.6  # enough by itself where the types go together
_SAME_UNDATED = 0.75  # needed where no date ties them, as the like is said and done again
_SIMILAR_WORDING = 0.25  # enough where the type, and half of those named, are the same
# The most happenings that a report is compared with: those that share most words with it.
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Report:
    """What one sentence says of a happening: ``first`` to ``last`` are the days that its date covers."""

    id: int
    type: str
    first: dt.date | None
    last: dt.date | None
    place: str | None
    named: frozenset[str]
    words: frozenset[str]


@dataclass(slots=True)
class _Happening:
    reports: list[Report]
    first: dt.date | None
    last: dt.date | None
    buckets: set[str] = field(default_factory=set)

    def add(self, report: Report) -> None:
        self.reports.append(report)
        if report.first and report.last and self.first and self.last:
            self.first, self.last = max(self.first, report.first), min(self.last, report.last)


def same_events(reports: Sequence[Report]) -> list[list[int]]:
    """The ids of the reports, those of one happening together, in the order of the earliest days; the undated last."""
    weighed = _Weighed(reports)
    happenings: list[_Happening] = []
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    # The exactly dated come first: what is said of "last week" then finds the day that it may mean.
    for report in sorted(reports, key=_exactness):
        numbers = _candidates(report, shelves)
        likes = [(_likeness(report, happenings[number], weighed), number) for number in numbers]
        likeness, best = max(likes, key=lambda like: (like[0], -like[1]), default=(0.0, -1))
        if likeness <= 0:
            best = len(happenings)
            happenings.append(_Happening([], report.first, report.last))
        happenings[best].add(report)
        for shelf in _shelves(report, happenings[best]):
            if not shelves[shelf] or shelves[shelf][-1] != best:
                shelves[shelf].append(best)
    happenings.sort(key=lambda happening: (happening.first or dt.date.max, happening.reports[0].id))
    return [[report.id for report in happening.reports] for happening in happenings]


@cache
def event_types() -> Mapping[str, Mapping[str, str | list[str]]]:
    """For each PLOVER type its words and the families of types that it may be put together with."""
    return tomllib.loads((files("analysis.views") / "data" / "event_types.toml").read_text(encoding="utf-8"))


def _exactness(report: Report) -> tuple[int, dt.date, int]:
    length = (report.last - report.first).days if report.first and report.last else 10**6
    return length, report.first or dt.date.max, report.id


class _Weighed:
    """Reports, their words weighed by inverse document frequency."""

    def __init__(self, reports: Sequence[Report]) -> None:
        counts = Counter(word for report in reports for word in report.words)
        self._rarity = {word: math.log(1 + len(reports) / count) for word, count in counts.items()}
        self._whole = {report.id: self._weight(report.words) for report in reports}

    def shared(self, one: Report, other: Report) -> float:
        """The share of the shorter one's words that the two have in common."""
        words = one.words & other.words
        return self._weight(words) / min(self._whole[one.id], self._whole[other.id]) if words else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(map(self._rarity.__getitem__, words))


def _buckets(first: dt.date | None, last: dt.date | None) -> Iterator[str]:
    """The spans of the calendar in which a date is looked for: every month it touches, and its day where it has one."""
    if not first or not last:
        yield "undated"
        return
    if first == last:
        yield first.isoformat()
        return
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month + 1):
        yield f"month {month}"


def _shelves(report: Report, happening: _Happening) -> Iterator[tuple[str, str]]:
    """Where a happening is kept so that its later reports find it: its calendar spans by words and by type."""
    spans = set(_buckets(happening.first, happening.last))
    if happening.first and happening.last:
        spans.add(f"month {happening.first.year * 12 + happening.first.month}")
    for span in sorted(spans):
        for word in (*sorted(report.words), f"type {report.type}"):
            yield span, word


def _candidates(report: Report, shelves: Mapping[tuple[str, str], list[int]]) -> list[int]:
    """The happenings near its date that share most with a report.

    An exact date looks only at happenings of its day; a span of days looks through its months.
    """
    words = (*report.words, f"type {report.type}")
    counts = Counter(
        number
        for span in _buckets(report.first, report.last)
        for word in words
        for number in shelves.get((span, word), ())
    )
    return [number for number, _ in counts.most_common(_CANDIDATES)]


def _likeness(report: Report, happening: _Happening, weighed: _Weighed) -> float:
    """How like a happening a report is; 0 where it is another one."""
    if report.first and report.last and happening.first and happening.last:
        if report.last < happening.first or report.first > happening.last:
            return 0.0
    elif report.first or happening.first:
        return 0.0
    return max(_alike(report, other, weighed) for other in happening.reports)


def _alike(one: Report, other: Report, weighed: _Weighed) -> float:
    if not _compatible(one.type, other.type):
        return 0.0
    named = len(one.named & other.named) / max(min(len(one.named), len(other.named)), 1)
    if one.named and other.named and not named:
        return 0.0
    wording = weighed.shared(one, other)
    if not one.first:
        return 1 + wording if wording >= _SAME_UNDATED and one.type == other.type else 0.0
    if wording >= _SAME_WORDING:
        return 1 + wording
    elsewhere = one.place and other.place and one.place != other.place
    if one.type != other.type or named < 0.5 or elsewhere or not _exact(one) or not _exact(other):
        return 0.0
    same_place = one.place is not None and one.place == other.place
    return wording + named if same_place or wording >= _SIMILAR_WORDING else 0.0


def _exact(report: Report) -> bool:
    return report.first is not None and report.first == report.last


def _compatible(one: str, other: str) -> bool:
    return one == other or not _families(one).isdisjoint(_families(other))


@cache
def _families(name: str) -> frozenset[str]:
    return frozenset(event_types().get(name, {}).get("families", ()))
