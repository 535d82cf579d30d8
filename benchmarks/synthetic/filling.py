"""Fill an empty workspace with synthetic articles, by the thousand in one transaction."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.coding.codebook import load_codebook
from analysis.store import Workspace, schema
from analysis.store.rows import vector_bytes
from analysis.store.settings import write_setting
from benchmarks.synthetic.articles import Draft, Row, write_article
from benchmarks.synthetic.vectors import DIMENSIONS, Directions
from benchmarks.synthetic.world import DAYS, World

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

# Of articles, how many print an earlier one again.
_REPRINTS = 0.1
_BLOCK = 1_000
_MOMENT = "2026-01-01T08:00:00+00:00"
_CORRECTED_OF = 500


@dataclass
class _Ids:
    """The last id given in each table."""

    article: int = 0
    statement: int = 0


@dataclass(frozen=True)
class _Block:
    """Articles that are written together: ``originals`` are the places of the statements whose vectors they share."""

    drafts: list[Draft]
    originals: list[int]


def fill(
    workspace: Workspace, statements: int, seed: int, progress: Callable[[int], None] = lambda _written: None
) -> None:
    """Write statements, with articles, events and all else, into an empty workspace.

    Args:
        workspace: empty.
        statements: how many; about a tenth as many articles.
        seed: the same one gives the same workspace.
        progress: told how many statements are written.
    """
    world, dice, rng = World(seed), random.Random(seed), np.random.default_rng(seed)  # noqa: S311  (no secret)
    directions, codebook, ids = Directions([*world.themes, ""], seed), load_codebook(), _Ids()
    workspace.save_codebook(codebook)
    while ids.statement < statements:
        block = _block(world, dice, ids, statements)
        vectors = directions.draw([theme for draft in block.drafts for theme in draft.themes], rng)
        with _writing(workspace) as connection:
            _write(connection, block.drafts, vectors[block.originals], f"{codebook.id} {codebook.version}")
        progress(ids.statement)
    with _writing(workspace) as connection:
        write_setting(connection, "encoder", {"name": "all-MiniLM-L6-v2", "dimensions": DIMENSIONS})
        for name in ("change", "vectors"):
            connection.execute(sa.delete(schema.counters).where(schema.counters.c.name == name))
            connection.execute(sa.insert(schema.counters), {"name": name, "value": ids.article})
    for statement in range(1, statements + 1, max(_CORRECTED_OF, statements // 200)):
        workspace.corrections.correct(statement, "party", world.parties.draw(dice), "analyst")


@contextmanager
def _writing(workspace: Workspace) -> Iterator[Connection]:
    """A transaction that leaves no record of who wrote: nobody did."""
    with workspace.engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def _block(world: World, dice: random.Random, ids: _Ids, statements: int) -> _Block:
    """The next thousand articles; the last one has just what is missing."""
    drafts: list[Draft] = []
    originals: list[int] = []
    first = ids.statement
    while ids.statement < statements and len(drafts) < _BLOCK:
        ids.article += 1
        wanted = min(1 + int(dice.gammavariate(2, 4.7)), statements - ids.statement)
        again = dice.choice(drafts[-200:]) if drafts and dice.random() < _REPRINTS else None
        if again and again.article["reprint_of"] is None and len(again.statements) <= statements - ids.statement:
            draft = _reprint(again, world, dice, ids.article)
            originals += [row["id"] - first - 1 for row in again.statements]
        else:
            draft = write_article(world, dice, ids.article, wanted)
            originals += range(ids.statement - first, ids.statement - first + len(draft.statements))
        for row in draft.statements:
            ids.statement += 1
            row["id"] = ids.statement
        drafts.append(draft)
    return _Block(drafts, originals)


def _reprint(original: Draft, world: World, dice: random.Random, id_: int) -> Draft:
    """The same article in another outlet, up to three days later."""
    of_article = {"article_id": id_}
    day = None if original.day is None else min(original.day + int(dice.random() * 4), DAYS - 1)
    draft = replace(original, id=id_, day=day)
    for name in ("events", "mentions", "dates"):
        setattr(draft, name, [row | of_article for row in getattr(original, name)])
    draft.statements = [row | of_article | {"repeats": row["id"]} for row in original.statements]
    signature = dice.randbytes(48) + original.article["signature"][48:]
    draft.article = original.article | {
        "id": id_, "content_hash": f"{id_:064x}", "signature": signature, "file": f"reprint-{id_}.txt",
        "published": draft.date(), "source": world.outlets.draw(dice), "url": None, "reprint_of": original.id,
    }  # fmt: skip
    return draft


def _write(connection: Connection, drafts: list[Draft], vectors: NDArray[np.float32], codebook: str) -> None:
    """Insert the rows of articles."""
    how = {"added": _MOMENT, "encoder": "all-MiniLM-L6-v2", "codebook": codebook}
    rows: dict[sa.Table, Iterator[Row]] = {
        schema.articles: (draft.article | how | {"change": draft.id} for draft in drafts),
        schema.texts: ({"article_id": draft.id, "text": draft.text, "furniture": []} for draft in drafts),
        schema.mentions: (row for draft in drafts for row in draft.mentions),
        schema.dates: (row for draft in drafts for row in draft.dates),
        schema.events: (row for draft in drafts for row in draft.events),
        schema.statements: (row for draft in drafts for row in draft.statements),
        schema.parses: _of_statements(drafts, "parses"),
        schema.vectors: _vectors(drafts, vectors),
        schema.codings: (
            coding | {"statement_id": row["id"]}
            for draft in drafts
            for row, codings in zip(draft.statements, draft.codings, strict=True)
            for coding in codings
        ),
        schema.jobs: (_job(draft) for draft in drafts),
    }
    for table, found in rows.items():
        if given := list(found):
            connection.execute(sa.insert(table), given)


def _of_statements(drafts: list[Draft], name: str) -> Iterator[Row]:
    for draft in drafts:
        for row, more in zip(draft.statements, getattr(draft, name), strict=True):
            yield more | {"statement_id": row["id"]}


def _vectors(drafts: list[Draft], vectors: NDArray[np.float32]) -> Iterator[Row]:
    statements: Iterator[tuple[Draft, Any]] = ((draft, row) for draft in drafts for row in draft.statements)
    for (draft, row), vector in zip(statements, vectors, strict=True):
        yield {"statement_id": row["id"], "change": draft.id, "vector": vector_bytes(vector)}


def _job(draft: Draft) -> Row:
    """The job that brought the article, long done."""
    return {
        "name": draft.article["file"], "payload": "file", "state": "done", "step": "done", "share": 1.0,
        "created": _MOMENT, "started": _MOMENT, "finished": _MOMENT, "article_ids": [draft.id],
        "duplicates": 0, "attempts": 1,
    }  # fmt: skip
