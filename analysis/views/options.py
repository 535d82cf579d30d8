"""What the filter widgets offer, each with its number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.views.days import span

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Codebook
    from analysis.store import Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for each filter as {value: number of statements}, most frequent first, and the period covered.

    ``groups`` are those of parties, by name; to filter by one is to filter by its parties (:func:`parties_of`).
    """

    parties: dict[str, int]
    groups: dict[str, tuple[str, ...]]
    actors: dict[str, int]
    themes: dict[str, int]
    sources: dict[str, int]
    kinds: dict[str, int]
    first: dt.date | None
    last: dt.date | None


def options(workspace: Workspace) -> Options:
    """What can be filtered by in this workspace; all statements count, whatever the current filters."""
    everything = workspace.frames.cut()
    statements, codings, events = everything.statements(), everything.codings(), everything.events()
    dates = (date for frame in (statements, events) for date in frame["date"].cat.categories)
    days = [days for days in map(span, dates) if days]
    return Options(
        parties=_count(statements["party"]),
        groups=workspace.actors.groups(),
        actors=_count(statements["speaker"]),
        themes=_count(codings["theme"]),
        sources=_count(statements["source"]),
        kinds=_count(statements["kind"]),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
    )


def parties_of(chosen: Iterable[str], groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The parties that parties and groups stand for, each once."""
    return tuple(dict.fromkeys(party for name in chosen for party in groups.get(name, (name,))))


def theme_names(codebook: Codebook) -> dict[str, str]:
    """Theme id -> the theme's name in words."""
    return {theme.id: theme.name for theme in codebook.themes}


def _count(values: pd.Series[str]) -> dict[str, int]:
    counts = values.value_counts()
    found = {str(value): int(count) for value, count in counts.items() if count}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
