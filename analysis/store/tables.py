"""The tables of a workspace as DataFrames, as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy.engine import Connection


_JOB_TEXTS = ("reason", "started", "finished")


def jobs_table(connection: Connection) -> pd.DataFrame:
    """Jobs, the last put first; nothing of their files."""
    return _frame(connection, _jobs(), _JOB_TEXTS)


def latest_jobs(connection: Connection, states: Sequence[str], most: int) -> pd.DataFrame:
    """The last jobs of some states but those for a codebook, up to so many of each, the last put first."""
    import pandas as pd

    columns = schema.jobs.c
    chosen = [_jobs().where(columns.state == state, columns.payload != "codebook").limit(most) for state in states]
    found = pd.concat([_frame(connection, query, _JOB_TEXTS) for query in chosen])
    return found.sort_values("job_id", ascending=False, ignore_index=True)


def _jobs() -> sa.Select[Any]:
    when = ("created", "started", "finished")
    names = ("name", "payload", "state", "step", "share", "reason", *when, "article_ids", "duplicates")
    columns = schema.jobs.c
    return sa.select(columns.id.label("job_id"), *(columns[name] for name in names)).order_by(columns.id.desc())


def _frame(connection: Connection, query: sa.Select[Any], texts: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a query; ``texts`` may be missing, and so are typed also where a table is empty."""
    import pandas as pd

    result = connection.execute(query)
    return pd.DataFrame(result.all(), columns=list(result.keys())).astype(dict.fromkeys(texts, "str"))
