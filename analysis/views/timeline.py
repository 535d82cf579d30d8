"""Events as the articles report them, put together: one `TimelineEvent` for all reports of the same happening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Codebook


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One happening, however many sentences and articles report it.

    ``key`` is the id of its first report as text; ``label`` the clearest report's words; ``type_words`` the PLOVER type
    in plain words. ``date`` and ``end`` are the first and last day that its date covers, both None where the articles
    don't say when it happened. ``articles`` counts reprints once.
    """

    key: str
    label: str
    type: str
    type_words: str
    date: dt.date | None
    end: dt.date | None
    when: str
    precision: str | None
    planned: bool
    place: str | None
    actors: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    report_ids: tuple[int, ...]
    articles: int
    outlets: tuple[str, ...]


def group(events: pd.DataFrame, codebook: Codebook | None = None) -> list[TimelineEvent]:
    """The reports put together into happenings, by date; the undated last.

    Args:
        events: the events frame of ``evidence.gather``.
        codebook: whose terms say which themes an event touches; without it no event has themes.
    """
    raise NotImplementedError


def undated(happenings: Sequence[TimelineEvent]) -> list[TimelineEvent]:
    """Those whose date the articles don't say, most reported first."""
    raise NotImplementedError


def reports(events: pd.DataFrame, happenings: Sequence[TimelineEvent], key: str) -> pd.DataFrame:
    """Every sentence that reports the event: rows of the events frame, by publication date; empty if the key is gone."""
    raise NotImplementedError


def find(happenings: Sequence[TimelineEvent], key: str) -> TimelineEvent | None:
    """The event with this key, or that has the report with this id (a filter may have taken its first report away)."""
    raise NotImplementedError
