"""Bring a database to the newest schema, whatever version it has."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.folders import data_folder
from analysis.store import schema
from analysis.store.address import Place
from analysis.store.backup import backup_beside
from analysis.store.errors import NewerWorkspaceError, StoreError
from analysis.store.server_backup import dump_into
from analysis.store.settings import write_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"
_log = logging.getLogger(__name__)


def migrate(engine: Engine, place: Place) -> None:
    """Create the tables of an empty database, or upgrade an older one, in one transaction; a copy is kept of that.

    Args:
        engine: the workspace's.
        place: where it lies.

    Raises:
        StoreError: where an older workspace can't be copied; it is as it was then.
        NewerWorkspaceError: where the database has a version that this Parley doesn't know.
    """
    with engine.connect() as connection:
        if _version(connection) == schema.VERSION:
            return
    # Two processes may open a new workspace at once: the second waits here, then finds nothing left to do.
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = _version(connection)
        if version != schema.VERSION:
            _upgrade(connection, version, place)


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version", schema=connection.dialect.default_schema_name):
        return None
    version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return None if version is None else str(version)


def _upgrade(connection: Connection, version: str | None, place: Place) -> None:
    # Alembic is loaded only where there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise NewerWorkspaceError(
            f"This workspace was written by a newer Parley (schema {version}; this one knows {schema.VERSION}). "
            "Update Parley to open it; nothing was changed."
        )
    if version is not None:
        _keep_copy(place, version)
    config.attributes["connection"] = connection
    config.attributes["schema"] = connection.dialect.default_schema_name
    command.upgrade(config, "head")
    if version is None:
        # By this a cache beside the file can tell that it belongs to another one of the same name.
        write_setting(connection, "id", uuid.uuid4().hex)


def _keep_copy(place: Place, version: str) -> None:
    """Copy an older workspace into a file before its tables are changed: beside it, or by pg_dump in the data folder.

    Nobody writes to it meanwhile: who migrates holds the lock of all that write.

    Raises:
        StoreError: where no copy can be made; nothing is changed then.
    """
    why = f"schema-{version}"
    folder = place.parent if isinstance(place, Path) else data_folder() / "backups"
    try:
        kept = backup_beside(place, why) if isinstance(place, Path) else dump_into(place, folder, why)
    except StoreError as error:
        raise StoreError(
            f"This workspace has the older schema {version}, and no copy could be made before bringing it to "
            f"{schema.VERSION}. {error} Make room in {folder}, or the right to write to it, and open it again; "
            "the workspace was not changed."
        ) from error
    _log.warning(
        "The workspace is brought from schema %s to %s; it is kept as it was in %s", version, schema.VERSION, kept
    )
