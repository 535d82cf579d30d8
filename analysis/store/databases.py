"""A workspace's database, whichever it is: opened and brought to the newest schema, and where its files lie."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.folders import data_folder
from analysis.store import postgresql, sqlite
from analysis.store.address import Place
from analysis.store.errors import StoreError
from analysis.store.migrate import migrate
from analysis.store.schemas import create_schema, explain
from analysis.store.settings import read_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

# What searches by meaning in a workspace on a server: "database", or else this machine.
SEARCH = "PARLEY_SEARCH"


def connect(place: Place) -> Engine:
    """The engine of a workspace that was opened before."""
    return sqlite.open_engine(place) if isinstance(place, Path) else postgresql.open_engine(place)


def open_database(place: Place) -> Engine:
    """Open a workspace's database; a missing one is created, an older one brought to the newest schema.

    Raises:
        NewerWorkspaceError: where a newer Parley wrote it.
        StoreError: where it can't be opened or is no workspace.
    """
    try:
        if isinstance(place, Path):
            place.parent.mkdir(parents=True, exist_ok=True)
        else:
            create_schema(place)
        engine = connect(place)
        migrate(engine, place)
    except (OSError, sa.exc.DatabaseError) as error:
        if not isinstance(place, Path):
            raise StoreError(explain(place.database, error)) from error
        reason = getattr(error, "orig", None) or error
        raise StoreError(f"{place} can't be opened as a workspace: {reason}.") from error
    return engine


def files_beside(place: Place, engine: Engine) -> Path:
    """The path beside which the files of a workspace lie: the vectors' cache, the worker's lock and log.

    For a workspace on a server that is a folder of this machine, of this very workspace and no other of its name.
    """
    if isinstance(place, Path):
        return place
    with engine.connect() as connection, connection.begin():
        identity = f"{place} {read_setting(connection, 'id')}"
    folder = data_folder() / "cache" / hashlib.blake2b(identity.encode(), digest_size=12).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "workspace"


def searches_itself(engine: Engine) -> bool:
    """Whether vectors are compared by the database's server; else a cache of them is kept on this machine."""
    return engine.dialect.name == "postgresql" and os.environ.get(SEARCH) == "database"


def match_words(connection: Connection, query: str, limit: int, any_word: bool) -> list[tuple[int, float]]:
    """Statements that hold the words of a query, as (statement id, score) pairs, best first; see sqlite.py."""
    search = sqlite.match_words if connection.dialect.name == "sqlite" else postgresql.match_words
    return search(connection, query, limit, any_word)
