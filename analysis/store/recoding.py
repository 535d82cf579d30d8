"""Code all statements anew from what is stored: nothing is read or parsed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store import rows, schema
from analysis.store.findings import insert_codings
from analysis.store.reading import read_vectors

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.coding import Coder

# Keeps memory flat, and within what one statement may list on any database.
_BATCH = 500


def recode_all(connection: Connection, coder: Coder) -> int:
    """Replace the codings of all statements; returns how many statements were coded."""
    codebook = f"{coder.codebook.id} {coder.codebook.version}"
    connection.execute(sa.delete(schema.codings))
    connection.execute(sa.update(schema.articles).values(codebook=codebook))
    coded, last = 0, 0
    while batch := _next_batch(connection, last):
        ids = [row["id"] for row in batch]
        codings = coder.recode([rows.to_statement(row) for row in batch], read_vectors(connection, ids))
        insert_codings(connection, ids, codings)
        coded, last = coded + len(ids), ids[-1]
    return coded


def _next_batch(connection: Connection, last: int) -> list[rows.Row]:
    statements = schema.statements
    query = (
        sa.select(statements, schema.parses.c.parts, schema.parses.c.context, schema.parses.c.tokens)
        .join(schema.parses)
        .where(statements.c.id > last)
        .order_by(statements.c.id)
        .limit(_BATCH)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
