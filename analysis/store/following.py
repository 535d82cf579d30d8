"""The number of a workspace's last change, as the database's server tells it: nobody has to ask at every rerun."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store.errors import UnavailableError
from analysis.store.settings import read_change

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.engine import Connection, Engine

# How often to ask nevertheless: that is also how a connection is noticed which broke without a word.
_ASK_SECONDS = 5.0
# How long to wait before a lost connection is made anew.
_RETRY_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Follower:
    """Listens to a workspace on a server in the background, from its making until :meth:`close`.

    Attributes:
        change: the last change that it knows of; None while it isn't connected, so that one has to ask.
    """

    def __init__(self, engine: Engine) -> None:
        self.change: int | None = None
        self._engine = engine
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._follow, name="follow a workspace", daemon=True)
        self._thread.start()

    def note(self, change: int) -> None:
        """Take over a change that this process made itself, before the server tells it."""
        with self._lock:
            if self.change is not None:
                self.change = max(self.change, change)

    def close(self) -> None:
        """End listening."""
        self._ended.set()

    def _follow(self) -> None:
        while not self._ended.is_set():
            try:
                with self._engine.connect() as connection:
                    self._listen(connection)
            except (sa.exc.DBAPIError, UnavailableError) as error:
                _log.warning("no longer told of changes, asking for them: %s", error)
            except Exception as error:
                # The driver's own, from below SQLAlchemy, where the connection breaks while it waits.
                _log.warning("no longer told of changes, asking for them: %s", type(error).__name__)
            with self._lock:
                self.change = None
            self._ended.wait(_RETRY_SECONDS)

    def _listen(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        schema = connection.dialect.identifier_preparer.quote(str(connection.dialect.default_schema_name))
        connection.exec_driver_sql(f"LISTEN {schema}")
        driver: psycopg.Connection[Any] | Any = connection.connection.dbapi_connection
        while not self._ended.is_set():
            # Asked once it listens: what is changed from now on is told.
            self._heard(read_change(connection))
            for notice in driver.notifies(timeout=_ASK_SECONDS):
                self._heard(int(notice.payload))
                if self._ended.is_set():
                    return

    def _heard(self, change: int) -> None:
        with self._lock:
            self.change = max(change, self.change or 0)
