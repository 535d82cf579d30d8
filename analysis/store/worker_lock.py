"""The lock that a workspace's one worker holds as long as it works, over all machines that share the database."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa
from filelock import FileLock, Timeout

from analysis.store.errors import StoreError, UnavailableError
from analysis.store.postgresql import lock_key

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

# Longer than anyone holds the lock who only asks whether a worker has it.
_WAIT_SECONDS = 2.0


def worker_lock(path: Path) -> FileLock:
    """The lock that the worker of a workspace in a file holds; see :class:`WorkerLock`."""
    return FileLock(f"{path}.worker.lock", timeout=_WAIT_SECONDS)


class WorkerBusyError(StoreError):
    """Another process works on the workspace."""


class WorkerLock:
    """Held while its ``with`` lasts. The system, or the database's server, frees it when the worker dies."""

    def __init__(self, workspace: Workspace, wait_seconds: float = _WAIT_SECONDS) -> None:
        self._workspace = workspace
        self._wait_seconds = wait_seconds
        self._stack = ExitStack()
        self._session: Connection | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            WorkerBusyError: where another worker holds it.
        """
        if self._workspace.engine.dialect.name == "postgresql":
            self._lock_on_server()
        else:
            try:
                self._stack.enter_context(worker_lock(self._workspace.path).acquire(self._wait_seconds))
            except Timeout:
                raise self._busy() from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def is_held(self) -> bool:
        """Whether the lock is still held: a server that was restarted has freed it."""
        try:
            return self._session is None or bool(self._session.scalar(sa.text("SELECT true")))
        except (sa.exc.DBAPIError, UnavailableError):
            return False

    def _lock_on_server(self) -> None:
        """Take the lock for a session of the server; it ends with the connection, which is therefore no shared one."""
        session = self._stack.enter_context(self._workspace.engine.connect())
        session.execution_options(isolation_level="AUTOCOMMIT")
        session.detach()
        key = lock_key("worker", str(session.dialect.default_schema_name))
        until = time.monotonic() + self._wait_seconds
        while not session.scalar(sa.select(sa.func.pg_try_advisory_lock(key))):
            if time.monotonic() >= until:
                self._stack.close()
                raise self._busy()
            time.sleep(0.05)
        self._session = session

    def _busy(self) -> WorkerBusyError:
        return WorkerBusyError(f"Another process works on the workspace {self._workspace.name!r} already.")
