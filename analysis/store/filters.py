"""The one set of filters that every view obeys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements, codings and events to show; an empty tuple or None filters nothing.

    ``actors`` are speakers, ``sources`` outlets, ``kinds`` kinds of statement. ``since`` and ``until`` are inclusive; a
    date known to the month or year passes where any of its days lies between them. ``min_confidence`` lies in [0, 1].
    What has no date at all passes only with ``include_undated``. Themes and kinds don't filter events.
    """

    parties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    min_confidence: float = 0.0
    include_undated: bool = True

    @property
    def of_events(self) -> Filters:
        """Those of them that events obey."""
        return replace(self, themes=(), kinds=())
