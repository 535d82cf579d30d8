"""The tables of a workspace as DataFrames, as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store import schema

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection


def jobs_table(connection: Connection) -> pd.DataFrame:
    """Jobs, the last put first; nothing of their files."""
    when = ("created", "started", "finished")
    names = ("name", "payload", "state", "step", "share", "reason", *when, "article_ids", "duplicates")
    columns = schema.jobs.c
    query = sa.select(columns.id.label("job_id"), *(columns[name] for name in names)).order_by(columns.id.desc())
    return _frame(connection, query, ("reason", "started", "finished"))


def _frame(connection: Connection, query: sa.Select[Any], texts: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a query; ``texts`` may be missing, and so are typed also where a table is empty."""
    import pandas as pd

    result = connection.execute(query)
    return pd.DataFrame(result.all(), columns=list(result.keys())).astype(dict.fromkeys(texts, "str"))
