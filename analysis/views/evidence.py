"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.days import first_day

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.store.filters import Filters


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The statements, codings, events and articles that the filters leave.

    The columns are the store's, and these besides. In ``statements`` and ``codings``: ``counts_as``, the id of the
    statement that a row repeats (its own id where it repeats none), and ``day``, the first day of its date as a
    ``datetime.date`` (None where unknown). In ``events`` and ``articles``: ``story``, the article id that a reprint
    goes back to (its own where it is none).
    """

    statements: pd.DataFrame
    codings: pd.DataFrame
    events: pd.DataFrame
    articles: pd.DataFrame


def gather(workspace: Workspace, filters: Filters) -> Evidence:
    """The evidence that the filters leave."""
    frames = workspace.frames
    statements, articles = frames.statements(filters), frames.articles()
    statements = statements.assign(counts_as=counts_as(statements), day=_first_days(statements["date"]))
    codings = frames.codings(filters)
    counted = dict(zip(statements["statement_id"], statements["counts_as"], strict=True))
    codings = codings.assign(
        counts_as=[counted.get(statement, statement) for statement in codings["statement_id"]],
        day=_first_days(codings["date"]),
    )
    events = frames.events(filters)
    return Evidence(
        statements,
        codings,
        events.assign(story=origins(events, "reprint_of", "article_id")),
        articles.assign(story=origins(articles, "reprint_of", "article_id")),
    )


def counts_as(statements: pd.DataFrame) -> pd.Series[int]:
    """For each statement the first of those left that say the same in another outlet, or itself, as ids.

    The store says which statement a reprint goes back to; where the filters have taken that one away, the first of its
    reprints stands for it.
    """
    origin = origins(statements, "repeats", "statement_id")
    return statements["statement_id"].groupby(origin).transform("min")


def once(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings with each statement once a theme: of repeats, the coding that is surest."""
    by_confidence = codings.sort_values("confidence", ascending=False, kind="stable")
    return by_confidence.drop_duplicates(["counts_as", "theme"]).sort_index()


def origins(frame: pd.DataFrame, link: str, own: str) -> pd.Series[int]:
    """Where each row goes back to: the id that its link names, or its own."""
    return frame[link].astype("Int64").fillna(frame[own].astype("Int64")).astype("int64")


def _first_days(dates: pd.Series[str]) -> pd.Series[Any]:
    import pandas as pd

    known = {value: first_day(value) for value in dates.unique()}
    return pd.Series([known.get(value) for value in dates], index=dates.index, dtype=object)
