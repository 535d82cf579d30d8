"""The dates that the articles name, with their places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import schema

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.workspace import Workspace


def date_mentions(workspace: Workspace) -> pd.DataFrame:
    """All mentions of dates, in the order of the articles and their texts.

    Columns: article_id, start, end (offsets), text, value (ISO 8601), precision.
    """
    import pandas as pd

    columns = [column for column in schema.dates.c if column.name != "id"]
    query = sa.select(*columns).order_by(schema.dates.c.article_id, schema.dates.c.start)
    with workspace.reading() as connection:
        result = connection.execute(query)
        return pd.DataFrame(result.all(), columns=list(result.keys()))
