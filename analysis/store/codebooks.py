"""The codebooks of a workspace: every version that was ever saved, the last of which is in force."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.access import Act
from analysis.coding.codebook import dump_codebook, parse_codebook
from analysis.model import Codebook
from analysis.store.errors import UnknownIdError
from analysis.store.jobs import put_recode
from analysis.store.moments import now
from analysis.store.schema import articles, codebooks
from analysis.store.settings import count_change

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.store.workspace import Workspace

_FILE = "the workspace's codebook"


@dataclass(frozen=True, slots=True)
class SavedCodebook:
    """A version that was saved: its number in the workspace, the moment (ISO 8601, UTC) and the codebook."""

    id: int
    saved: str
    codebook: Codebook


class Codebooks:
    """The versions of a workspace's codebook. Saving one has what it changes coded anew, by whoever works on the queue.

    What analysts corrected isn't touched: a corrected stance on a theme that a version doesn't have is not shown while
    that version is in force, and counts again under the next one that has the theme.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def save(self, codebook: Codebook) -> Codebook:
        """Put a codebook in force, and queue the coding by it; nothing happens where the same is in force already.

        Returns:
            The codebook with the version that it was given: its own where that is free, else the next number.
        """
        with self._workspace.writing(Act.SAVE_CODEBOOK, codebook=codebook.id) as connection:
            current = read_codebook(connection)
            if current and replace(codebook, version=current.version) == current:
                return current
            count_change(connection)
            saved = insert_codebook(connection, codebook)
            if connection.scalar(sa.select(articles.c.id).limit(1)) is not None:
                put_recode(connection)
            return saved

    def restore(self, id_: int) -> Codebook:
        """Put an earlier version in force again, as a new version.

        Raises:
            UnknownIdError: where there is no such version.
        """
        with self._workspace.reading() as connection:
            text = connection.scalar(sa.select(codebooks.c.toml).where(codebooks.c.id == id_))
        if text is None:
            raise UnknownIdError("version of the codebook", id_)
        return self.save(parse_codebook(text, _FILE))

    def versions(self) -> list[SavedCodebook]:
        """All versions, the last one, which is in force, first."""
        columns = codebooks.c
        query = sa.select(columns.id, columns.saved, columns.toml).order_by(columns.id.desc())
        with self._workspace.reading() as connection:
            rows = connection.execute(query).all()
        return [SavedCodebook(row.id, row.saved, parse_codebook(row.toml, _FILE)) for row in rows]

    def waiting(self) -> int:
        """How many articles are still coded by another version than the one in force."""
        with self._workspace.reading() as connection:
            name = name_in_force(connection)
            stale = sa.select(sa.func.count()).select_from(articles).where(articles.c.codebook != name)
            return int(connection.scalar(stale) or 0) if name else 0


def read_codebook(connection: Connection) -> Codebook | None:
    """The codebook in force, or None where the workspace has none yet."""
    text = connection.scalar(sa.select(codebooks.c.toml).order_by(codebooks.c.id.desc()).limit(1))
    return None if text is None else _parsed(text)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Codebook:
    """The codebook of a text: a worker asks for the one in force before every batch."""
    return parse_codebook(text, _FILE)


def name_in_force(connection: Connection) -> str | None:
    """What an article that is coded by the codebook in force says; None where the workspace has none yet."""
    columns = codebooks.c
    row = connection.execute(sa.select(columns.codebook, columns.version).order_by(columns.id.desc()).limit(1)).first()
    return None if row is None else f"{row.codebook} {row.version}"


def insert_codebook(connection: Connection, codebook: Codebook) -> Codebook:
    """Put a codebook in force; the earlier ones stay. One whose version is taken gets the next number."""
    codebook = numbered(connection, codebook)
    text = dump_codebook(codebook)
    parse_codebook(text, _FILE)  # what can't be read back must not be kept
    row = {"codebook": codebook.id, "version": codebook.version, "toml": text, "saved": now()}
    connection.execute(sa.insert(codebooks), row)
    return codebook


def numbered(connection: Connection, codebook: Codebook) -> Codebook:
    """The codebook with its own version where that is free, else with the next number."""
    taken = set(connection.scalars(sa.select(codebooks.c.version).where(codebooks.c.codebook == codebook.id)))
    if codebook.version not in taken:
        return codebook
    number = max((int(version) for version in taken if version.isdecimal()), default=len(taken)) + 1
    return replace(codebook, version=str(number))


def codebooks_by_name(connection: Connection) -> dict[str, Codebook]:
    """What articles say that they were coded by -> that codebook, where it is known for certain."""
    rows = connection.execute(sa.select(codebooks.c.codebook, codebooks.c.version, codebooks.c.toml)).all()
    texts = {f"{row.codebook} {row.version}": row.toml for row in rows}
    times = Counter(f"{row.codebook} {row.version}" for row in rows)
    return {name: parse_codebook(text, _FILE) for name, text in texts.items() if times[name] == 1}
