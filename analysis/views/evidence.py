"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store import Workspace
    from analysis.store.filters import Filters


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The statements, codings, events and articles that the filters leave.

    The columns are the store's (``Frames``: without texts, those of few values categorical), and in ``events`` and
    ``articles`` besides ``story``, the article id that a reprint goes back to (its own where it is none).
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
        statements,
        codings,
        events.assign(story=origins(events, "reprint_of", "article_id")),
        articles.assign(story=origins(articles, "reprint_of", "article_id")),
    )


def once(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings with each statement once a theme: of repeats, the coding that is surest."""
    counted = counted_once(codings)
    return codings if counted.all() else codings[counted]


def counted_once(codings: pd.DataFrame) -> NDArray[np.bool_]:
    """Which codings :func:`once` leaves."""
    counts_as = codings["counts_as"].to_numpy(np.int64)
    counted = np.ones(len(codings), dtype=bool)
    repeats = counts_as != codings["statement_id"].to_numpy(np.int64)
    if not repeats.any():
        return counted
    repeated = np.zeros(int(counts_as.max()) + 1, dtype=bool)
    repeated[counts_as[repeats]] = True
    # Only what is repeated need be ranked.
    at = np.flatnonzero(repeated[counts_as])
    own = codings[["counts_as", "theme", "confidence"]].iloc[at].reset_index(drop=True)
    ranked = own.sort_values("confidence", ascending=False, kind="stable")
    counted[at] = False
    counted[at[ranked.drop_duplicates(["counts_as", "theme"]).index]] = True
    return counted


def origins(frame: pd.DataFrame, link: str, own: str) -> pd.Series[int]:
    """Where each row goes back to: the id that its link names, or its own."""
    import pandas as pd

    linked = frame[link].to_numpy(np.int64, na_value=0)
    ids = pd.Series(np.where(linked, linked, frame[own].to_numpy(np.int64)), frame.index)
    return cast("pd.Series[int]", ids)
