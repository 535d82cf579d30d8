"""The codebooks that a workspace was coded with; the last one is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.coding.codebook import dump_codebook, parse_codebook
from analysis.store.moments import now
from analysis.store.schema import codebooks

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.model import Codebook


def read_codebook(connection: Connection) -> Codebook | None:
    """The codebook in force, or None where the workspace has none yet."""
    text = connection.scalar(sa.select(codebooks.c.toml).order_by(codebooks.c.id.desc()).limit(1))
    return None if text is None else parse_codebook(text, "the workspace's codebook")


def insert_codebook(connection: Connection, codebook: Codebook) -> None:
    """Put a codebook in force; the earlier ones stay."""
    row = {"codebook": codebook.id, "version": codebook.version, "toml": dump_codebook(codebook), "saved": now()}
    connection.execute(sa.insert(codebooks), row)
