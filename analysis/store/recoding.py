"""Bring all codings to the codebook in force, from what is stored: nothing is read, parsed or encoded again.

Only statements that a change of the codebook can touch are coded anew (:mod:`analysis.coding.codebook_change`); what
comes of it is what coding all of them would give. The work is done outside of any transaction, in batches that may go
to other processes, and written in one short one, which also takes in what was added meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.access import Act
from analysis.coding.codebook import name_of
from analysis.coding.codebook_change import CodebookChange
from analysis.coding.coder import Coder
from analysis.coding.known_texts import KnownTexts
from analysis.coding.themes import theme_sentences
from analysis.store import schema
from analysis.store.acts import require
from analysis.store.address import Place
from analysis.store.codebooks import codebooks_by_name, insert_codebook, read_codebook
from analysis.store.coded_blocks import CodedBlock, Recoder
from analysis.store.databases import connect
from analysis.store.settings import count_change, read_change
from analysis.store.touched import touch

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

    from analysis.model import Codebook
    from analysis.store.workspace import Workspace

# Ids of statements that are looked at, and statements that are coded, at once: memory stays flat, progress moves.
_RANGE, _BATCH = 5000, 1000
# The most values that one statement may list on any database.
_LISTED = 500
# From so many statements to code on, starting other processes takes less time than they save.
_MANY = 10_000
# The share of the time that finding the statements takes.
_SCAN = 0.2


def recode(
    workspace: Workspace,
    coder: Coder,
    processes: int = 1,
    progress: Callable[[float], None] = lambda _share: None,
) -> int:
    """Put a coder's codebook in force, if it isn't, and bring all codings to it.

    Args:
        workspace: whose statements.
        coder: made with the codebook.
        processes: how many work on it; 1 is this process alone. In others, what the user has chosen decides stances.
        progress: told the share that is done, in [0, 1].

    Returns:
        How many statements were coded anew.
    """
    require(workspace.user, Act.RECODE)
    with workspace.reading() as connection:
        in_force = read_codebook(connection) == coder.codebook
        recoder = _recoder(connection, coder, in_force)
        ranges = _ranges(connection, recoder)
    touched: list[int] = []
    for number, (first, last) in enumerate(ranges, 1):
        with workspace.reading() as connection:
            touched += recoder.touched(connection, first, last)
        progress(_SCAN * number / len(ranges))
    found: list[CodedBlock] = []
    batches = [touched[begin : begin + _BATCH] for begin in range(0, len(touched), _BATCH)]
    many = processes > 1 and len(touched) >= _MANY
    coded = _elsewhere(workspace.place, recoder, batches, processes) if many else _here(workspace, recoder, batches)
    for number, block in enumerate(coded, 1):
        found.append(block)
        progress(_SCAN + (1 - _SCAN) * number / len(batches))
    with workspace.writing(Act.RECODE, codebook=name_of(coder.codebook)) as connection:
        count_change(connection)
        saved = coder.codebook if in_force else insert_codebook(connection, coder.codebook)
        return _write(connection, recoder, found, name_of(saved))


def codings_by(workspace: Workspace, coder: Coder, since: int = 0) -> CodedBlock:
    """What a coder would make of the statements that it may code otherwise than they are; nothing is written.

    Args:
        workspace: whose statements.
        coder: made with the codebook.
        since: the id of the first statement that is looked at.
    """
    with workspace.reading() as connection:
        recoder = _recoder(connection, coder, in_force=False)
        ranges = [(max(begin, since), end) for begin, end in _ranges(connection, recoder) if end >= since]
        touched = [id_ for range_ in ranges for id_ in recoder.touched(connection, *range_)]
        return recoder.code(connection, touched)


def _recoder(connection: Connection, coder: Coder, in_force: bool) -> Recoder:
    known = coder.encoder if isinstance(coder.encoder, KnownTexts) else KnownTexts(coder.encoder)
    names = connection.scalars(sa.select(schema.articles.c.codebook).distinct()).all()
    changes = {
        name: CodebookChange(before, coder.codebook, known)
        for name, before in codebooks_by_name(connection).items()
        if name in names
    }
    current = name_of(coder.codebook) if in_force else ""
    return Recoder(coder, current, changes, until=read_change(connection))


def _ranges(connection: Connection, recoder: Recoder) -> list[tuple[int, int]]:
    """The ids of all statements of articles that another codebook coded, cut into ranges."""
    statements, articles = schema.statements.c, schema.articles.c
    query = (
        sa.select(sa.func.min(statements.id), sa.func.max(statements.id))
        .join(schema.articles, articles.id == statements.article_id)
        .where(articles.codebook != recoder.current)
    )
    first, last = connection.execute(query).one()
    if first is None:
        return []
    return [(begin, min(begin + _RANGE - 1, last)) for begin in range(first, last + 1, _RANGE)]


def _here(workspace: Workspace, recoder: Recoder, batches: list[list[int]]) -> Iterator[CodedBlock]:
    for ids in batches:
        with workspace.reading() as connection:
            yield recoder.code(connection, ids)


def _elsewhere(place: Place, recoder: Recoder, batches: list[list[int]], processes: int) -> Iterator[CodedBlock]:
    known = (
        recoder.coder.encoder if isinstance(recoder.coder.encoder, KnownTexts) else KnownTexts(recoder.coder.encoder)
    )
    codebook = recoder.coder.codebook
    known.encode([sentence for theme in codebook.themes for sentence in theme_sentences(theme)])
    # Forked processes inherit locks that torch's and SQLite's threads may hold; spawned ones don't.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=(place, codebook, known)
    ) as pool:
        yield from pool.map(_code, batches)


# What a process of the pool works with, from its start on.
_tools: list[tuple[Engine, Recoder]] = []


def _start(place: Place, codebook: Codebook, known: KnownTexts) -> None:
    _tools.append((connect(place), Recoder(Coder(codebook, known))))


def _code(ids: list[int]) -> CodedBlock:
    engine, recoder = _tools[0]
    with engine.connect() as connection, connection.begin():
        return recoder.code(connection, ids)


def _write(connection: Connection, recoder: Recoder, blocks: list[CodedBlock], name: str) -> int:
    """Put the new codings in the place of the old ones; what was added since the work began is coded here."""
    vectors, codings, articles = schema.vectors.c, schema.codings, schema.articles
    standing = set(connection.scalars(sa.select(vectors.statement_id).where(vectors.change <= recoder.until)))
    late = (
        sa.select(schema.statements.c.id)
        .join(articles, articles.c.id == schema.statements.c.article_id)
        .join(schema.vectors, vectors.statement_id == schema.statements.c.id)
        .where(vectors.change > recoder.until, articles.c.codebook != recoder.current)
        .order_by(schema.statements.c.id)
    )
    added = recoder.code(connection, list(connection.scalars(late)))
    ids = [id_ for block in blocks for id_ in block.ids if id_ in standing] + added.ids
    rows = [row for block in blocks for row in block.codings if row["statement_id"] in standing] + added.codings
    if ids:
        _touch(connection, ids)
        delete = sa.delete(codings).where(codings.c.statement_id == sa.bindparam("of"))
        connection.execute(delete, [{"of": id_} for id_ in ids])
    if rows:
        connection.execute(sa.insert(codings), rows)
    connection.execute(sa.update(articles).where(articles.c.codebook != name).values(codebook=name))
    return len(ids)


def _touch(connection: Connection, statement_ids: list[int]) -> None:
    columns = schema.statements.c
    of_articles: set[int] = set()
    for begin in range(0, len(statement_ids), _LISTED):
        listed = statement_ids[begin : begin + _LISTED]
        of_articles |= set(connection.scalars(sa.select(columns.article_id).where(columns.id.in_(listed))))
    touch(connection, of_articles)
