"""What the filter widgets offer, each with its number of statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.model import Codebook
    from analysis.store import Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for each filter as {value: number of statements}, most frequent first, and the period covered."""

    parties: dict[str, int]
    actors: dict[str, int]
    themes: dict[str, int]
    sources: dict[str, int]
    kinds: dict[str, int]
    first: dt.date | None
    last: dt.date | None


def options(workspace: Workspace) -> Options:
    """What can be filtered by in this workspace; all statements count, whatever the current filters."""
    raise NotImplementedError


def theme_names(codebook: Codebook) -> dict[str, str]:
    """Theme id -> the theme's name in words."""
    raise NotImplementedError
