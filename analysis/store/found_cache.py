"""The tables of what was found, from the file beside the workspace or from the database, and into the file again."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from analysis.store.found import Found, follow_found, read_found, still_found
from analysis.store.found_file import FoundFile, read_found_file, write_found_file
from analysis.store.settings import read_change, read_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

_LOG = logging.getLogger(__name__)
# Smaller workspaces are read from the database as fast; so many changes are followed before the file is made anew.
_LEAST_STATEMENTS, _MOST_BEHIND = 2_000, 500


class FoundCache:
    """Reads the tables when a server starts, and keeps them for the next one."""

    def __init__(self, workspace: Workspace) -> None:
        self.path = workspace.path.with_name(workspace.path.name + ".tables")
        self._workspace_id = ""
        self._kept = -1

    def found(self, connection: Connection) -> Found:
        """The tables as they are now."""
        self._workspace_id = read_setting(connection, "id")
        kept = read_found_file(self.path, self._workspace_id, read_change(connection))
        if kept is not None and still_found(connection, kept[1], kept[0].change):
            self._kept = kept[0].change
            return follow_found(connection, kept[1], self._kept)
        return read_found(connection)

    def keep(self, found: Found, change: int) -> None:
        """Write the file, beside what else goes on, where it is missing or far behind."""
        far_behind = self._kept < 0 or change - self._kept > _MOST_BEHIND
        if far_behind and len(found["statements"]) >= _LEAST_STATEMENTS:
            self._kept = change
            # No daemon: a short-lived process would end amid the writing, and leave a part of the file behind.
            threading.Thread(target=self._write, args=(found, change)).start()

    def _write(self, found: Found, change: int) -> None:
        try:
            write_found_file(self.path, FoundFile(self._workspace_id, change), found)
        except OSError as error:
            # A full disk or a folder that can't be written to costs the next start time, and nothing else.
            _LOG.warning("The tables of %s can't be kept: %s.", self.path, error)
