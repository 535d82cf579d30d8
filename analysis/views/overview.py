"""What is loaded, what is new, who speaks on what, how positions stand now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.views.days import span
from analysis.views.evidence import once
from analysis.views.matrix import USUAL, Rows, Weighing, cells, counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Counts:
    """What is loaded. Statements count once however many outlets carry them; ``reprints`` are the repeats.

    ``events`` are reports of events. ``first`` and ``last`` are the publication dates that the articles cover; what has
    no date, or no speaker that could be told, is counted beside.
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
    statements, events, articles = evidence.statements, evidence.events, evidence.articles
    own = statements[statements["counts_as"] == statements["statement_id"]]
    published = [days for value in articles["published"] if (days := span(value))]
    return Counts(
        articles=len(articles),
        statements=len(own),
        events=len(events),
        speakers=own["speaker"].nunique(),
        parties=own["party"].nunique(),
        first=min((first for first, _ in published), default=None),
        last=max((last for _, last in published), default=None),
        undated_articles=len(articles) - len(published),
        undated_statements=int(own["day"].isna().sum()),
        undated_events=int(events["date"].isna().sum()),
        unresolved_speakers=int(own["speaker"].isna().sum()),
        reprints=len(statements) - len(own),
    )


def latest_articles(evidence: Evidence, limit: int = 5) -> pd.DataFrame:
    """The rows of the articles frame that were added last, newest first."""
    return evidence.articles.sort_values(["added", "article_id"], ascending=False).head(limit)


def latest_statements(evidence: Evidence, limit: int = 5) -> list[int]:
    """The ids of the latest dated statements with a known speaker, newest first, repeats once."""
    statements = evidence.statements
    own = statements[
        (statements["counts_as"] == statements["statement_id"])
        & statements["day"].notna()
        & statements["speaker"].notna()
    ]
    return [int(one) for one in own.sort_values(["day", "confidence"], ascending=False)["statement_id"].head(limit)]


def who_speaks_on_what(codings: pd.DataFrame) -> pd.DataFrame:
    """Columns party, theme, statements: how often each party speaks on each theme, repeats once."""
    known = once(codings[codings["party"].notna()])
    return known.groupby(["party", "theme"]).size().rename("statements").reset_index()


def positions_now(codings: pd.DataFrame, weighing: Weighing = USUAL) -> pd.DataFrame:
    """Where each party stands at present: its stance on the latest day on which it took one.

    Returns:
        The columns of ``matrix.cells``, one row a party and theme, of that day's codings alone; parties without a
        dated coding that is sure enough are not in it.
    """
    dated = codings[codings["party"].notna() & codings["day"].notna()]
    clear = dated[counted(dated, weighing)]
    if clear.empty:
        return cells(clear, Rows.PARTY)
    latest = clear["day"] == clear.groupby(["party", "theme"])["day"].transform("max")
    return cells(clear[latest], Rows.PARTY, weighing=weighing)
