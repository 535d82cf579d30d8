"""What is loaded, what is new, who speaks on what, how positions stand now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Counts:
    """What is loaded. Statements count once however many outlets carry them; ``reprints`` are the repeats.

    ``first`` and ``last`` are the publication dates that the articles cover; the undated are counted beside.
    """

    articles: int
    statements: int
    events: int
    speakers: int
    parties: int
    first: dt.date | None
    last: dt.date | None
    undated_articles: int
    undated_statements: int
    undated_events: int
    unresolved_speakers: int
    reprints: int


def counts(evidence: Evidence) -> Counts:
    """How much there is of everything."""
    raise NotImplementedError


def latest_articles(evidence: Evidence, limit: int = 5) -> pd.DataFrame:
    """The rows of the articles frame that were added last, newest first."""
    raise NotImplementedError


def latest_statements(evidence: Evidence, limit: int = 5) -> list[int]:
    """The ids of the latest dated statements with a known speaker, newest first, repeats once."""
    raise NotImplementedError


def who_speaks_on_what(codings: pd.DataFrame) -> pd.DataFrame:
    """Columns party, theme, statements: how often each party speaks on each theme, repeats once."""
    raise NotImplementedError


def positions_now(codings: pd.DataFrame) -> pd.DataFrame:
    """Columns theme, party, score, label, date, statements, statement_ids: each party's present stance on each theme.

    The present stance is that of the party's latest day with a statement on the theme.
    """
    raise NotImplementedError
