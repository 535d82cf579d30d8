"""Copies of a workspace: made while others work on it, whole or not at all; and how one is put back."""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from analysis.store import schema
from analysis.store.errors import NewerWorkspaceError, StoreError
from analysis.store.sqlite import WORDS_DDL
from analysis.whole_file import temporary_file, whole_file

# What SQLite keeps beside a database of what isn't in its file yet.
_BESIDE = ("-wal", "-shm")


def backup(path: Path, target: Path) -> None:
    """Copy a workspace as it is at one moment; others may go on writing to it.

    Args:
        path: the workspace's file.
        target: the file to write; it is there once it is whole, checked and on the disk.

    Raises:
        StoreError: where there is a file already, it can't be written, or the workspace is damaged.
    """
    if target.exists():
        raise StoreError(f"{target} is there already. Choose another name; nothing was written.")
    if not target.parent.is_dir():
        raise StoreError(f"There is no folder {target.parent}. Make it first; nothing was written.")
    try:
        with whole_file(target) as new:
            _copy(path, new)
            # A file by itself, without SQLite's log beside it.
            with closing(sqlite3.connect(new)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
            _check(new)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} can't be backed up to {target}: {error}. Nothing was left there.") from error


def backup_beside(path: Path, why: str = "") -> Path:
    """Copy a workspace into a file beside it, named for the moment and, where given, the reason; returns the copy.

    Raises:
        StoreError: as :func:`backup`.
    """
    target = _beside(path, why)
    backup(path, target)
    return target


def _beside(path: Path, why: str) -> Path:
    """The name of a copy beside a workspace: ``talks.db.20250314T093000123456Z.schema-0002.backup``."""
    return path.with_name(".".join(filter(None, [path.name, moment(), why, "backup"])))


def moment() -> str:
    """This moment as the names of copies have it: ``20250314T093000123456Z``, in UTC."""
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")


def restore(source: Path, path: Path, replace: bool = False) -> Path | None:
    """Put a backup in the place of a workspace. Nobody may be working on its queue meanwhile.

    Processes that have the workspace open see the restored one from then on.

    Args:
        source: what :func:`backup` wrote.
        path: the workspace's file.
        replace: whether to do so where there is a workspace already.

    Returns:
        The file that keeps what was there before, or None where there was nothing.

    Raises:
        NewerWorkspaceError: where a newer Parley made the backup.
        StoreError: where it is no backup, is damaged, or can't be put there; what was there is then as it was.
    """
    if path.exists() and not replace:
        raise StoreError(f"{path} is there already. --replace puts the backup there and keeps what is there now.")
    try:
        _check(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _prepared(source, path) as new:
            if not path.exists():
                new.replace(path)
                return None
            return _exchange(new, path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{source} can't be restored to {path}: {error}.") from error


def _exchange(new: Path, path: Path) -> Path:
    """Put a database in the place of another one, and keep that."""
    try:
        kept = backup_beside(path, "replaced")
    except StoreError:
        # Too damaged to be copied as a database: its files are kept as they are.
        kept = _beside(path, "replaced")
        for suffix in _BESIDE:
            if (file := path.with_name(path.name + suffix)).exists():
                file.rename(kept.with_name(kept.name + suffix))
        path.rename(kept)
        new.replace(path)
        return kept
    # Into the file that is there, in one transaction: who has it open must not go on with a file that is gone.
    _copy(new, path)
    return kept


@contextmanager
def _prepared(source: Path, path: Path) -> Iterator[Path]:
    """A copy of a backup that no cache of the workspace in whose place it comes takes for that one."""
    with temporary_file(path) as new:
        _copy(source, new)
        with closing(sqlite3.connect(new)) as connection, connection:
            connection.execute("UPDATE settings SET value = ? WHERE name = 'id'", (f'"{uuid.uuid4().hex}"',))
            later = max(_last_change(new), _last_change(path)) + 1
            connection.execute("UPDATE counters SET value = ? WHERE name = 'change'", (later,))
            if any(column[1] == "change" for column in connection.execute("PRAGMA table_info(articles)")):
                connection.execute("UPDATE articles SET change = ?", (later,))
        yield new


def _last_change(path: Path) -> int:
    """The number of a workspace's last change; 0 where it can't be told."""
    if not path.exists():
        return 0
    try:
        with closing(_open(path)) as connection:
            found = connection.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()
    except sqlite3.Error:
        return 0
    return int(found[0]) if found else 0


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as old, closing(sqlite3.connect(target, timeout=60)) as new:
        old.backup(new)


def _check(path: Path) -> None:
    """Make sure that a file is a whole workspace of a known schema.

    Raises:
        NewerWorkspaceError: where a newer Parley made it.
        StoreError: where it is no workspace, is damaged, or holds what acts when it is read or written.
    """
    if not path.is_file():
        raise StoreError(f"There is no file {path}.")
    try:
        with closing(_open(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            acting = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall()
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{path} is no backup of a workspace: {error}.") from error
    if found != "ok":
        raise StoreError(f"{path} is damaged: {found}.")
    if strange := [name for name, sql in acting if sql not in WORDS_DDL]:
        raise StoreError(f"{path} was changed by someone: it holds {strange[0]!r}, which Parley never made.")
    if version > schema.VERSION:
        raise NewerWorkspaceError(
            f"{path} was made by a newer Parley (schema {version}; this one knows {schema.VERSION}). Update Parley."
        )


def _open(path: Path) -> sqlite3.Connection:
    """A connection that reads; a file that is missing isn't made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)
