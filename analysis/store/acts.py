"""Who did what: a row for every act, written in its transaction, so that neither is there without the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.access import UNLOGGED, Act, User, lowest_role
from analysis.store import schema
from analysis.store.errors import DeniedError
from analysis.store.moments import now

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# The most names that the row of one act lists.
_LISTED = 20


class Acts:
    """The log of a workspace's acts. Rows are added by :meth:`Workspace.writing` alone, and never changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def log(self, limit: int | None = None) -> pd.DataFrame:
        """The acts, the latest first.

        Columns: act_id, moment (ISO 8601, UTC), user, role (viewer, analyst, owner or program), act (in words), detail
        (dict of what it was done to: numbers, file names and names of fields, never words of an article).

        Args:
            limit: the most acts to return; all where not given.

        Raises:
            DeniedError: where the user may not read who did what.
        """
        import pandas as pd

        require(self._workspace.user, Act.READ_ACTS)
        columns = schema.acts.c
        query = sa.select(columns.id.label("act_id"), *(column for column in columns if column.name != "id"))
        with self._workspace.reading() as connection:
            result = connection.execute(query.order_by(columns.id.desc()).limit(limit))
            return pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object).astype({"act_id": "int64"})


def require(user: User, act: Act) -> None:
    """Make sure that a user has the right to an act.

    Raises:
        DeniedError: where they haven't.
    """
    if not user.may(act):
        raise DeniedError(user.name, user.role_in_words, act.value, lowest_role(act).name.lower())


def record_act(connection: Connection, user: User, act: Act, detail: dict[str, Any]) -> None:
    """Write down that a user does an act, in the transaction that does it."""
    if act not in UNLOGGED:
        row = {"moment": now(), "user": user.name, "role": user.role_in_words, "act": act.value, "detail": detail}
        connection.execute(sa.insert(schema.acts), row)


def listed(names: list[str]) -> dict[str, Any]:
    """Names as the detail of an act: the first few, and how many there are."""
    return {"names": names[:_LISTED], "count": len(names)}
