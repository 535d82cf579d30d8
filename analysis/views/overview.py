"""What is loaded, what is new, who speaks on what, how positions stand now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.views.day_numbers import UNDATED, day_numbers
from analysis.views.days import span
from analysis.views.evidence import once
from analysis.views.matrix import USUAL, Rows, Weighing, cells, counted
from analysis.views.numbers import latest_of, numbered, paired

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table
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
    own = statements[["speaker", "party", "first_day"]][_first_told(statements)]
    days = {value: days for value in articles["published"].unique() if (days := span(value))}
    return Counts(
        articles=len(articles),
        statements=len(own),
        events=len(events),
        speakers=own["speaker"].nunique(),
        parties=own["party"].nunique(),
        first=min((first for first, _ in days.values()), default=None),
        last=max((last for _, last in days.values()), default=None),
        undated_articles=int((~articles["published"].isin(list(days))).sum()),
        undated_statements=int(own["first_day"].isna().sum()),
        undated_events=int(events["date"].isna().sum()),
        unresolved_speakers=int(own["speaker"].isna().sum()),
        reprints=len(statements) - len(own),
    )


def latest_articles(evidence: Evidence, limit: int = 5) -> pd.DataFrame:
    """The rows of the articles frame that were added last, newest first."""
    columns = evidence.articles[["added", "article_id"]]
    return evidence.articles.take(columns.sort_values([*columns], ascending=False).index[:limit].to_numpy())


def latest_statements(evidence: Evidence, limit: int = 5) -> list[int]:
    """The ids of the latest dated statements with a known speaker, newest first, repeats once."""
    statements = evidence.statements
    day = day_numbers(statements["first_day"])
    known = _first_told(statements) & (day != UNDATED) & statements["speaker"].notna().to_numpy()
    at = np.flatnonzero(known)
    if len(at) > limit:
        # Only those of the last days are put into an order.
        at = at[day[at] >= np.partition(day[at], -limit)[-limit]]
    confidence = statements["confidence"].to_numpy(float)[at]
    ids = statements["statement_id"].to_numpy(np.int64)[at]
    return [int(one) for one in ids[np.lexsort((-confidence, -day[at]))][:limit]]


def who_speaks_on_what(codings: Table) -> pd.DataFrame:
    """Columns party, theme, statements: how often each party speaks on each theme, repeats once."""
    columns = codings[["statement_id", "counts_as", "party", "theme", "confidence"]]
    known = once(columns[columns["party"].notna()])
    return known.groupby(["party", "theme"]).size().rename("statements").reset_index()


def positions_now(codings: Table, weighing: Weighing = USUAL) -> pd.DataFrame:
    """Where each party stands at present: its stance on the latest day on which it took one.

    Returns:
        The columns of ``matrix.cells``, one row a party and theme, of that day's codings alone; parties without a
        dated coding that is sure enough are not in it.
    """
    (party, _), (theme, themes) = numbered(codings["party"]), numbered(codings["theme"])
    day = day_numbers(codings["first_day"])
    at = np.flatnonzero((party >= 0) & (day != UNDATED) & counted(codings, weighing).to_numpy(bool))
    cell = paired(party[at], theme[at], len(themes))
    latest = latest_of(cell, day[at], int(cell.max(initial=-1)) + 1, UNDATED)
    return cells(codings.take(at[day[at] == latest[cell]]), Rows.PARTY, weighing=weighing)


def _first_told(statements: Table) -> NDArray[np.bool_]:
    """Which statements count; the others repeat one of them."""
    first: NDArray[np.bool_] = (statements["counts_as"] == statements["statement_id"]).to_numpy(bool)
    return first
