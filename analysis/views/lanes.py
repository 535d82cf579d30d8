"""Where each event stands on the timeline: in which lanes, and where in a lane."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.views.palette import NEUTRAL, party_colour
from analysis.views.report_likeness import event_types
from analysis.views.style import theme_name

if TYPE_CHECKING:
    from analysis.views.timeline import TimelineEvent

# The most lanes: what is rarer shares the last one.
_MOST_LANES = 14
# Points nearer than this share of the whole time are set beside each other, in so many levels of a lane.
_NEAR, _LEVELS = 1 / 70, 5
OTHERS = "others"


class Lanes(StrEnum):
    """What a lane of the timeline stands for."""

    PARTY = "party"
    TYPE = "type"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Point:
    """An event in one lane; ``height`` is its place on the axis of lanes, 0 the middle of the first."""

    happening: TimelineEvent
    height: float
    colour: str
    start: dt.date
    end: dt.date

    @property
    def middle(self) -> dt.date:
        """The day in the middle of the date, where the point is drawn."""
        return self.start + (self.end - self.start) / 2


def _lanes_of(happening: TimelineEvent, lanes: Lanes) -> tuple[str, ...]:
    own = {Lanes.PARTY: happening.parties, Lanes.TYPE: (happening.type,), Lanes.THEME: happening.themes}[lanes]
    return own or (OTHERS,)


def lane_labels(happenings: Sequence[TimelineEvent], lanes: Lanes, names: Mapping[str, str]) -> dict[str, str]:
    """Lane -> label, most events first, the lane for all others last."""
    return labels_of(Counter(lane for one in happenings if one.date for lane in _lanes_of(one, lanes)), lanes, names)


def labels_of(counted: Mapping[str, int], lanes: Lanes, names: Mapping[str, str]) -> dict[str, str]:
    """The same from how often each lane occurs; what is in no lane is counted under ``OTHERS``."""
    counts = Counter(counted)
    several = counts.pop(OTHERS, 0) > 0 or len(counts) > _MOST_LANES
    shown = [lane for lane, _ in counts.most_common(_MOST_LANES)] + [OTHERS] * several
    if lanes is Lanes.THEME:
        labels = {lane: theme_name(lane, names) for lane in shown}
    elif lanes is Lanes.TYPE:
        labels = {lane: str(event_types().get(lane, {}).get("words", lane)).capitalize() for lane in shown}
    else:
        labels = {lane: lane for lane in shown}
    return labels | ({OTHERS: "No theme" if lanes is Lanes.THEME else "Others"} if several else {})


def place(happenings: Sequence[TimelineEvent], lanes: Lanes, labels: Mapping[str, str]) -> list[Point]:
    """A point for each dated event in each of its lanes, such that near ones stand beside each other.

    Args:
        happenings: what ``timeline.group`` gives.
        lanes: what a lane stands for.
        labels: lane -> label (``lane_labels``), from the top; what has no lane there stands in the last one.
    """
    numbers = {lane: number for number, lane in enumerate(labels)}
    dated = [one for one in happenings if one.date]
    near = _near_days(dated)
    taken: dict[tuple[int, int], dt.date] = {}
    found = []
    for one in sorted(dated, key=lambda one: one.date or dt.date.min):
        start, end = one.date or dt.date.min, one.end or one.date or dt.date.min
        for number in sorted({numbers.get(lane, len(numbers) - 1) for lane in _lanes_of(one, lanes)}):
            level = _free_level(taken, number, start, near)
            taken[number, level] = end
            # Levels go 0, +1, -1, +2, -2 steps from the middle of the lane.
            step = (level + 1) // 2 * (1 if level % 2 else -1)
            lane = list(labels)[number]
            colour = party_colour(lane if lane != OTHERS else None) if lanes is Lanes.PARTY else _colour_of(one)
            found.append(Point(one, number + step * 0.8 / _LEVELS, colour, start, end))
    return found


def _near_days(dated: Sequence[TimelineEvent]) -> dt.timedelta:
    days = [one.date for one in dated if one.date]
    return (max(days) - min(days)) * _NEAR if days else dt.timedelta()


def _free_level(taken: Mapping[tuple[int, int], dt.date], lane: int, start: dt.date, near: dt.timedelta) -> int:
    """The first level of a lane with room at a day, or the one that was left longest."""
    levels = [(taken.get((lane, level)), level) for level in range(_LEVELS)]
    free = next((level for last, level in levels if last is None or start - last > near), None)
    return free if free is not None else min(levels, key=lambda one: (one[0] or dt.date.min, one[1]))[1]


def _colour_of(happening: TimelineEvent) -> str:
    return party_colour(happening.parties[0]) if happening.parties else NEUTRAL
