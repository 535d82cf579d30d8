"""Which articles a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.model import DateOrigin

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.store.filters import Filters


def filtered(articles: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The articles of the outlets and of the time that are asked for; the other filters are about statements."""
    passing = np.ones(len(articles), dtype=bool)
    if filters.sources:
        passing &= articles["source"].isin(filters.sources).to_numpy(dtype=bool)
    published = articles["published"].astype("str")
    undated = published.isna().to_numpy(dtype=bool)
    if filters.since:
        passing &= undated | (published >= filters.since.isoformat()).to_numpy(dtype=bool)
    if filters.until:
        passing &= undated | (published <= filters.until.isoformat()).to_numpy(dtype=bool)
    return articles[passing & (~undated | filters.include_undated)]


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
