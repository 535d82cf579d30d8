"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store import Workspace
    from analysis.store.filters import Filters

    Made = pd.DataFrame | Callable[[], pd.DataFrame]


class Evidence:
    """The statements, codings, events and articles that the filters leave.

    The columns are the store's (``Frames``: without texts, those of few values categorical), and in ``events`` and
    ``articles`` besides ``story``, the article id that a reprint goes back to (its own where it is none). Each may be
    given as what makes it: a page that shows no events then waits for none.
    """

    def __init__(self, statements: Made, codings: Made, events: Made, articles: Made) -> None:
        self._made = {"statements": statements, "codings": codings, "events": events, "articles": articles}

    @property
    def statements(self) -> pd.DataFrame:
        """A row a statement."""
        return self._frame("statements")

    @property
    def codings(self) -> pd.DataFrame:
        """A row a statement and theme."""
        return self._frame("codings")

    @property
    def events(self) -> pd.DataFrame:
        """A row a report of an event."""
        return self._frame("events")

    @property
    def articles(self) -> pd.DataFrame:
        """A row an article, whatever the filters."""
        return self._frame("articles")

    def _frame(self, name: str) -> pd.DataFrame:
        made = self._made[name]
        if callable(made):
            # Two sessions may both make it: what is made last is kept, and they are alike.
            self._made[name] = made = made()
        return made


def gather(workspace: Workspace, filters: Filters) -> Evidence:
    """The evidence that the filters leave; all of it as of now, whenever it is asked for."""
    cut = workspace.frames.cut(filters)
    return Evidence(
        cut.statements,
        cut.codings,
        lambda: _with_stories(cut.events()),
        lambda: _with_stories(cut.articles()),
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


def _with_stories(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(story=origins(frame, "reprint_of", "article_id"))


def origins(frame: pd.DataFrame, link: str, own: str) -> pd.Series[int]:
    """Where each row goes back to: the id that its link names, or its own."""
    import pandas as pd

    linked = frame[link].to_numpy(np.int64, na_value=0)
    ids = pd.Series(np.where(linked, linked, frame[own].to_numpy(np.int64)), frame.index)
    return cast("pd.Series[int]", ids)
