"""The dates that the articles name, with their places in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import schema

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.workspace import Workspace


# The most values that one statement may list on any database.
_LISTED = 500


def date_mentions(workspace: Workspace, article_ids: Sequence[int]) -> pd.DataFrame:
    """The mentions of dates in some articles, in the order of the articles and their texts.

    Columns: article_id, start, end (offsets), value (ISO 8601).
    """
    import pandas as pd

    columns = [schema.dates.c[name] for name in ("article_id", "start", "end", "value")]
    query = sa.select(*columns).order_by(schema.dates.c.article_id, schema.dates.c.start)
    ids = sorted(set(article_ids))
    with workspace.reading() as connection:
        # As tuples: pandas asks each row of another kind whether it is something else.
        rows = [
            tuple(row)
            for at in range(0, len(ids), _LISTED)
            for row in connection.execute(query.where(schema.dates.c.article_id.in_(ids[at : at + _LISTED]))).all()
        ]
    return pd.DataFrame(rows, columns=[column.name for column in columns])
