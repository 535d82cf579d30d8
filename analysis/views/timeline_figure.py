"""The timeline as a figure: a lane a party, type or theme; a point an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.views.timeline import TimelineEvent


class Lanes(StrEnum):
    """What a lane of the timeline stands for."""

    PARTY = "party"
    TYPE = "type"
    THEME = "theme"


def figure(
    happenings: Sequence[TimelineEvent], lanes: Lanes = Lanes.PARTY, names: Mapping[str, str] | None = None
) -> go.Figure:
    """The dated events on a zoomable line of time; custom data (key,).

    Points grow with the number of articles; a date known to the week, month or year is a span; planned events are hollow.
    """
    raise NotImplementedError


def event_of_point(selection: Mapping[str, object] | None) -> str | None:
    """The key of the event that was clicked."""
    raise NotImplementedError


def describe(happenings: Sequence[TimelineEvent]) -> str:
    """What the figure shows, in one or two sentences."""
    raise NotImplementedError
