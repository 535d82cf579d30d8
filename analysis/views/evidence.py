"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from analysis.store.coded import looked_up
from analysis.views.days import first_day

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.store.filters import Filters


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The statements, codings, events and articles that the filters leave.

    The columns are the store's (``Frames``: without texts, those of few values categorical), and these besides. In
    ``statements`` and ``codings``: ``day``, the first day of its date as a ``datetime.date`` (None where unknown). In
    ``events`` and ``articles``: ``story``, the article id that a reprint goes back to (its own where it is none).
    """

    statements: pd.DataFrame
    codings: pd.DataFrame
    events: pd.DataFrame
    articles: pd.DataFrame


def gather(workspace: Workspace, filters: Filters) -> Evidence:
    """The evidence that the filters leave."""
    frames = workspace.frames
    statements, codings, events = (read(filters) for read in (frames.statements, frames.codings, frames.events))
    articles = frames.articles()
    return Evidence(
        statements.assign(day=_first_days(statements)),
        codings.assign(day=_first_days(codings)),
        events.assign(story=origins(events, "reprint_of", "article_id")),
        articles.assign(story=origins(articles, "reprint_of", "article_id")),
    )


def once(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings with each statement once a theme: of repeats, the coding that is surest."""
    by_confidence = codings.sort_values("confidence", ascending=False, kind="stable")
    return by_confidence.drop_duplicates(["counts_as", "theme"]).sort_index()


def origins(frame: pd.DataFrame, link: str, own: str) -> pd.Series[int]:
    """Where each row goes back to: the id that its link names, or its own."""
    import pandas as pd

    linked = frame[link].to_numpy(np.int64, na_value=0)
    ids = pd.Series(np.where(linked, linked, frame[own].to_numpy(np.int64)), frame.index)
    return cast("pd.Series[int]", ids)


@lru_cache(maxsize=1 << 16)
def _first_day(date: str) -> dt.date | None:
    return first_day(date)


def _first_days(frame: pd.DataFrame) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(looked_up(frame["date"].array, _first_day), frame.index, dtype=object)
