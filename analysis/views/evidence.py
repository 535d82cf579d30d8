"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.store.selected import Selected

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store import Workspace
    from analysis.store.filters import Filters
    from analysis.store.selected import Table

    Made = Table | Callable[[], Selected]


class Evidence:
    """The statements, codings, events and articles that the filters leave.

    The columns are the store's (``Frames``: without texts, those of few values categorical), and in ``events`` and
    ``articles`` besides ``story``, the article id that a reprint goes back to (its own where it is none). Each may be
    given as what makes it: a page that shows no events then waits for none.
    """

    def __init__(self, statements: Made, codings: Made, events: Made, articles: Made) -> None:
        self._made = {"statements": statements, "codings": codings, "events": events, "articles": articles}

    @property
    def statements(self) -> Selected:
        """A row a statement."""
        return self._frame("statements")

    @property
    def codings(self) -> Selected:
        """A row a statement and theme."""
        return self._frame("codings")

    @property
    def events(self) -> Selected:
        """A row a report of an event."""
        return self._frame("events")

    @property
    def articles(self) -> Selected:
        """A row an article, whatever the filters."""
        return self._frame("articles")

    def _frame(self, name: str) -> Selected:
        made = self._made[name]
        if not isinstance(made, Selected):
            # Two sessions may both make it: what is made last is kept, and they are alike.
            self._made[name] = made = made() if callable(made) else Selected(made)
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


def counted_once(codings: Table) -> NDArray[np.bool_]:
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


def _with_stories(frame: Selected) -> Selected:
    return frame.adding("story", lambda: _stories(frame))


def _stories(frame: Selected) -> NDArray[np.int64]:
    """The article that each row goes back to: that of which its own is a reprint, or its own."""
    reprint_of = frame["reprint_of"].to_numpy(np.int64, na_value=0)
    return np.where(reprint_of, reprint_of, frame["article_id"].to_numpy(np.int64))
