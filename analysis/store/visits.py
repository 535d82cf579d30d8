"""When each user was here last: what came in since is new to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.access import Act
from analysis.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# A visit ends after so long without activity.
PAUSE = dt.timedelta(minutes=30)
# Activity is written down at most so often: it must not cost a write at each click.
_GRAIN = dt.timedelta(minutes=1)
_COLUMNS = schema.visits.c


class Visits:
    """The visits of a workspace's users; moments are in UTC."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def note(self, user: str, moment: dt.datetime | None = None) -> None:
        """Note that a user is active; a visit begins where the last activity is longer ago than ``PAUSE``.

        Args:
            user: who.
            moment: when (now where not given).
        """
        at = moment or dt.datetime.now(dt.UTC)
        with self._workspace.reading() as connection:
            known = _seen_and_before(connection, user)
        if known and at - known[0] < _GRAIN:
            return
        with self._workspace.writing(Act.VISIT) as connection:
            known = _seen_and_before(connection, user)
            if known is None:
                connection.execute(sa.insert(schema.visits), {"user": user, "seen": _text(at), "before": None})
                return
            before = _before(known, at)
            values = {"seen": _text(max(at, known[0])), "before": _text(before) if before else None}
            connection.execute(sa.update(schema.visits).where(_COLUMNS.user == user).values(values))

    def before(self, user: str, moment: dt.datetime | None = None) -> dt.datetime | None:
        """When the user's visit before this one ended; None where this is the first.

        Args:
            user: who.
            moment: of the visit that goes on (now where not given).
        """
        with self._workspace.reading() as connection:
            known = _seen_and_before(connection, user)
        return _before(known, moment or dt.datetime.now(dt.UTC)) if known else None


def _before(known: tuple[dt.datetime, dt.datetime | None], at: dt.datetime) -> dt.datetime | None:
    seen, before = known
    return seen if at - seen > PAUSE else before


def _seen_and_before(connection: Connection, user: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    row = connection.execute(sa.select(_COLUMNS.seen, _COLUMNS.before).where(_COLUMNS.user == user)).one_or_none()
    if row is None:
        return None
    return dt.datetime.fromisoformat(row.seen), dt.datetime.fromisoformat(row.before) if row.before else None


def _text(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="microseconds")
