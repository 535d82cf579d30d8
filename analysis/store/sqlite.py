"""Everything that only SQLite does: how it is opened, and its full-text search (FTS5)."""

from __future__ import annotations

import re
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store.faults import say_faults

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

# How long a write waits for another process to finish its own.
BUSY_SECONDS = 60

# The words of the statements, kept current by triggers in the transaction that writes the statements. Without stemming:
# the search by words finds the words as typed, the search by meaning finds the others.
WORDS_DDL = (
    """CREATE VIRTUAL TABLE statement_words USING fts5(
        content, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER statement_words_insert AFTER INSERT ON statements BEGIN
        INSERT INTO statement_words(rowid, content) VALUES (new.id, new.content); END""",
    """CREATE TRIGGER statement_words_delete AFTER DELETE ON statements BEGIN
        INSERT INTO statement_words(statement_words, rowid, content) VALUES ('delete', old.id, old.content); END""",
    """CREATE TRIGGER statement_words_update AFTER UPDATE OF content ON statements BEGIN
        INSERT INTO statement_words(statement_words, rowid, content) VALUES ('delete', old.id, old.content);
        INSERT INTO statement_words(rowid, content) VALUES (new.id, new.content); END""",
)


# Above so many statements a word is common, however many more there are.
_COMMON = 10_000


def open_engine(path: Path) -> Engine:
    """Open a database file, in write-ahead mode: many processes read while one writes."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    say_faults(engine, str(path))
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by _begin: the driver's habit of beginning late would let a reader turn writer and fail.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    # Whoever reads can't write, so that nothing is written unasked (Workspace.writing).
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def match_words(connection: Connection, query: str, limit: int, any_word: bool) -> list[tuple[int, float]]:
    """Statements that hold the words of a query.

    Args:
        connection: an open connection.
        query: words, and phrases in double quotes; ``word*`` finds all words that begin so.
        limit: the most statements to return.
        any_word: whether one of the words is enough, or two where they are common; else all must be there.

    Returns:
        (statement id, score) pairs, best first; the score is BM25 with the sign turned, so that more is better.
    """
    terms = _terms(query)
    if not terms:
        return []
    expression = _any_of(connection, terms) if any_word else " AND ".join(terms)
    statement = sa.text(
        "SELECT rowid, -bm25(statement_words) AS score FROM statement_words "
        "WHERE statement_words MATCH :expression ORDER BY score DESC, rowid LIMIT :limit"
    )
    rows = connection.execute(statement, {"expression": expression, "limit": limit})
    return [(int(row.rowid), float(row.score)) for row in rows]


def _terms(query: str) -> list[str]:
    """The words and phrases of a query for FTS5, in which nothing is an operator but ``*`` at the end of a word."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query):
        term = phrase or word
        if not re.search(r"\w", term):
            continue
        star = "*" if word.endswith("*") else ""
        terms.append('"' + term.rstrip("*").replace("\0", " ") + '"' + star)
    return terms


def _any_of(connection: Connection, terms: list[str]) -> str:
    """The expression for statements that hold one of the terms.

    To score all that hold a common word would take longer than the rest of a search, and says little of any: of common
    words two in a row must be there, where others are found.
    """
    counts = [_count_holding(connection, term) for term in terms] if len(terms) > 1 else []
    rare = [term for term, count in zip(terms, counts, strict=False) if 0 < count < _COMMON]
    common = [term for term, count in zip(terms, counts, strict=False) if count == _COMMON]
    return " OR ".join(rare + [f"({first} AND {second})" for first, second in pairwise(common)] or terms)


def _count_holding(connection: Connection, term: str) -> int:
    """How many statements hold a term; no more than make it common are counted."""
    statement = sa.text(
        "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH :term LIMIT :common)"
    )
    return int(connection.execute(statement, {"term": term, "common": _COMMON}).scalar_one())
