"""A block of stored statements, coded anew where a change of the codebook can touch them."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from analysis.coding.codebook_change import words_of_text, words_of_tokens
from analysis.store import rows, schema
from analysis.store.reading import read_vectors

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from analysis.coding.codebook_change import CodebookChange
    from analysis.coding.coder import Coder

# What one statement may list on any database.
_LISTED = 500


@dataclass(frozen=True, slots=True)
class CodedBlock:
    """Codings of statements, as rows of ``codings``: all those of ``ids``, and of no others."""

    ids: list[int] = field(default_factory=list)
    codings: list[rows.Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recoder:
    """What blocks are coded with.

    Attributes:
        coder: by the codebook in force.
        current: what an article that is coded by it already says; empty where none can be.
        changes: what other articles say that they were coded by -> what has changed since; those of an unknown codebook
            are coded whole.
        until: statements that were written by later changes of the workspace are left out.
    """

    coder: Coder
    current: str = ""
    changes: Mapping[str, CodebookChange] = field(default_factory=dict)
    until: int = 0

    def code(self, connection: Connection, ids: list[int]) -> CodedBlock:
        """Code these statements anew; ``ids`` rise."""
        block = CodedBlock()
        for begin in range(0, len(ids), _LISTED):
            # Some may have been deleted since they were listed.
            stored = _statement_rows(connection, ids[begin : begin + _LISTED])
            listed = [row["id"] for row in stored]
            codings = self.coder.recode([rows.to_statement(row) for row in stored], read_vectors(connection, listed))
            block.ids.extend(listed)
            for id_, of_statement in zip(listed, codings, strict=True):
                block.codings.extend(rows.coding_row(coding) | {"statement_id": id_} for coding in of_statement)
        return block

    def touched(self, connection: Connection, first: int, last: int) -> list[int]:
        """Those with ids from ``first`` to ``last`` that may be coded otherwise than they are, by rising id."""
        by_codebook = self._stale(connection, first, last)
        touched: set[int] = set()
        for name, ids in by_codebook.items():
            change = self.changes.get(name)
            if change is None or change.everywhere:
                touched.update(ids)
            else:
                touched.update(_touched_by(connection, change, ids))
        return sorted(touched)

    def _stale(self, connection: Connection, first: int, last: int) -> dict[str, list[int]]:
        statements, articles, vectors = schema.statements.c, schema.articles.c, schema.vectors.c
        query = (
            sa.select(statements.id, articles.codebook)
            .join(schema.articles, articles.id == statements.article_id)
            .join(schema.vectors, vectors.statement_id == statements.id)
            .where(statements.id.between(first, last), articles.codebook != self.current, vectors.change <= self.until)
            .order_by(statements.id)
        )
        found: dict[str, list[int]] = defaultdict(list)
        for id_, codebook in connection.execute(query):
            found[codebook].append(id_)
        return found


def _touched_by(connection: Connection, change: CodebookChange, ids: list[int]) -> set[int]:
    """Those of the statements that a change may touch; ``ids`` rise."""
    themes, by_terms = _themes(connection, ids[0], ids[-1])
    parses = schema.parses.c
    within = parses.statement_id.between(ids[0], ids[-1])
    wanted, touched = set(ids), set()
    for id_, tokens, context in connection.execute(
        sa.select(parses.statement_id, parses.tokens, parses.context).where(within)
    ):
        # A second theme is never from the sentence before.
        reads_context = len(themes[id_]) < 2 and context
        if id_ in wanted and (
            not change.reworded.isdisjoint(themes[id_])
            or change.in_words(_words(tokens))
            or (reads_context and change.in_words(words_of_text(context)))
        ):
            touched.add(id_)
    if change.of_meaning:
        left = [id_ for id_ in ids if id_ not in touched and id_ not in by_terms]
        for begin in range(0, len(left), _LISTED):
            listed = left[begin : begin + _LISTED]
            touched.update(np.array(listed)[change.near(read_vectors(connection, listed))].tolist())
    return touched


def _themes(connection: Connection, first: int, last: int) -> tuple[dict[int, list[str]], set[int]]:
    """The themes of each statement now, and those statements that have one by terms, their own or the context's."""
    codings = schema.codings.c
    query = sa.select(codings.statement_id, codings.theme, codings.suggested)
    themes: dict[int, list[str]] = defaultdict(list)
    by_terms = set()
    for id_, theme, suggested in connection.execute(query.where(codings.statement_id.between(first, last))):
        themes[id_].append(theme)
        if not suggested:
            by_terms.add(id_)
    return themes, by_terms


def _words(tokens: bytes) -> set[str]:
    raw: list[list[Any]] = json.loads(zlib.decompress(tokens))
    return words_of_tokens((text, lemma, pos) for text, lemma, pos, *_ in raw)


def _statement_rows(connection: Connection, ids: list[int]) -> list[rows.Row]:
    statements, parses = schema.statements, schema.parses.c
    query = (
        sa.select(statements, parses.parts, parses.context, parses.tokens)
        .join(schema.parses)
        .where(statements.c.id.in_(ids))
        .order_by(statements.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
