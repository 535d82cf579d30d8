"""Which articles a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from analysis.model import DateOrigin

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.store.filters import Filters
    from analysis.store.selected import Table


def filtered(articles: Table, filters: Filters) -> pd.DataFrame:
    """The articles of the outlets and of the time that are asked for; the other filters are about statements."""
    passing = np.ones(len(articles), dtype=bool)
    if filters.sources:
        passing &= articles["source"].isin(filters.sources).to_numpy(dtype=bool)
    days = cast("pd.Categorical", articles["published"].astype("category").array)
    # The last one is for the code -1 of the undated.
    if filters.since:
        passing &= np.append(days.categories >= filters.since.isoformat(), True)[days.codes]
    if filters.until:
        passing &= np.append(days.categories <= filters.until.isoformat(), True)[days.codes]
    found: pd.DataFrame = articles[passing & ((days.codes >= 0) | filters.include_undated)]
    return found


def holding(workspace: Workspace, articles: pd.DataFrame, words: str, only_undated: bool = False) -> pd.DataFrame:
    """The articles whose title or outlet holds some words, in any case; the titles are looked through by the database.

    Args:
        workspace: whose articles.
        articles: those to choose from.
        words: as they stand there; empty for all.
        only_undated: only articles whose publication date isn't known.
    """
    if words:
        outlets = [name for name in articles["source"].cat.categories if words.casefold() in name.casefold()]
        titled = articles["article_id"].isin(workspace.frames.titled(words))
        articles = articles[titled | articles["source"].isin(outlets)]
    return articles[articles["published_origin"] == DateOrigin.UNKNOWN.value] if only_undated else articles
