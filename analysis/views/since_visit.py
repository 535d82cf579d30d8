"""What came into the workspace since a moment, and what it moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.views.matrix import cells, compare_cells
from analysis.views.matrix_cells import CODING_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class New:
    """What is new: rows of the articles frame, the ids of the statements (reprints once), and the cells that moved.

    ``moved`` has the columns of ``matrix.compare_cells``, without the cells that stayed the same.
    """

    articles: pd.DataFrame
    statement_ids: tuple[int, ...]
    moved: pd.DataFrame


def new_since(evidence: Evidence, moment: dt.datetime) -> New:
    """What the articles added after a moment brought, within what the filters leave.

    Args:
        evidence: of the filters.
        moment: in UTC.
    """
    added = evidence.articles["added"]
    later = [value for value in added.unique() if dt.datetime.fromisoformat(value) > moment]
    articles = evidence.articles[added.isin(later)]
    of_new = evidence.statements["article_id"].isin(articles["article_id"])
    ids = evidence.statements["statement_id"]
    own = ids[of_new & (evidence.statements["counts_as"] == ids)]
    if articles.empty:
        return New(articles, (), compare_cells(cells(evidence.codings[:0]), cells(evidence.codings[:0])))
    known = evidence.codings[CODING_COLUMNS][~evidence.codings["article_id"].isin(articles["article_id"])]
    moved = compare_cells(cells(known), cells(evidence.codings))
    return New(articles, tuple(own.tolist()), moved[moved["what"] != "same"])
