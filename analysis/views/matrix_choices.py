"""What a matrix can be asked for: its rows, its time, how it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from analysis.views.matrix_aggregation import Aggregation
from analysis.views.matrix_duplicates import Duplicates


class Rows(StrEnum):
    """What a row of the matrix is."""

    PARTY = "party"
    GROUP = "group"  # groups of parties, and the parties that are in none
    ACTOR = "speaker"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is open. A bounded period has no undated statements."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """How the statements of a cell become its value, and how often the same stance counts."""

    aggregation: Aggregation = Aggregation.RECENCY
    duplicates: Duplicates = Duplicates.ALL


Groups = Mapping[str, Sequence[str]]
ALWAYS = Period()
PLAIN = Counting()
NO_GROUPS: Groups = MappingProxyType({})
