"""What the filters leave, gathered once: every view is drawn from these frames.

A page gathers on each change of filters or of the workspace and hands the frames to the views, so that the same table
is read from the store once and every figure on the screen speaks of the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    raise NotImplementedError
