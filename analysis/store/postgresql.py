"""Everything that only PostgreSQL does: how it is opened, and its full-text search; sqlite.py is its counterpart."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store.faults import say_faults
from analysis.store.vector_column import SentVector

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.engine import Connection, Engine

    from analysis.store.address import Address

# How long a write waits for another one, and a start for the server.
BUSY_SECONDS = 60
_CONNECT_SECONDS = 10
# So that the server notices within a minute where a client's machine is gone, and frees what it had locked.
_KEEP_ALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}

# Words as SQLite's FTS5 takes them apart (sqlite.py): without case, without the marks on Latin letters, and nothing but
# letters and digits, so that the server's own parser has no addresses, hyphens or signs left to interpret. More of one
# statement than fits a tsvector is not searched. ``words`` is no part of schema.py: the server itself keeps it current.
_LONGEST = 100_000
_WORDS_DDL = (
    r"""CREATE FUNCTION plain_words(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN
        lower(regexp_replace(normalize(regexp_replace(normalize(left($1, {longest}), NFD),
            '([A-Za-z])[\u0300-\u036F]+', '\1', 'g'), NFC) COLLATE {collation}, '[^[:alnum:]]+', ' ', 'g'))""",
    """ALTER TABLE statements ADD COLUMN words tsvector NOT NULL
        GENERATED ALWAYS AS (to_tsvector('simple', plain_words(content))) STORED""",
    "CREATE INDEX statement_words ON statements USING gin (words)",
)
# Collations by which any letter is a letter, whatever the database's own; the best first.
_COLLATIONS = ("pg_unicode_fast", "pg_c_utf8", "und-x-icu", "default")
# Above so many statements a word is common, however many more there are.
_COMMON = 10_000
# The server refuses longer words, and indexes none of them.
_LONGEST_WORD = 2000


def open_engine(address: Address) -> Engine:
    """Open a workspace of a database; its schema must be there (see schemas.py)."""
    settings = {"search_path": f"{address.schema},public,extensions", "lock_timeout": f"{BUSY_SECONDS}s", "jit": "off"}
    options = " ".join(f"-c {name}={value}" for name, value in (settings | _KEEP_ALIVE).items())
    arguments = {"options": options, "connect_timeout": _CONNECT_SECONDS, "application_name": "parley"}
    # A connection that the server or a network closed meanwhile is replaced before it is used.
    engine = sa.create_engine(address.database, connect_args=arguments, pool_pre_ping=True)
    say_faults(engine, str(address))
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: psycopg.Connection[Any], _record: object) -> None:
    from psycopg.types.string import BytesBinaryDumper, StrDumperUnknown

    class WithoutNul(StrDumperUnknown):
        """Text as the server takes it: it has no character 0, and of the same length offsets stay right."""

        def dump(self, obj: str) -> bytes:
            return obj.replace("\0", "\ufffd").encode()

    class Vector(BytesBinaryDumper):
        """A vector; the server knows by its place that it is one."""

        oid = 0

    connection.adapters.register_dumper(str, WithoutNul)
    connection.adapters.register_dumper(SentVector, Vector)


def _begin(connection: Connection) -> None:
    """Begin as sqlite.py does: a reader sees one state until it ends, writers go one after the other."""
    from psycopg import IsolationLevel

    writes = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.dbapi_connection
    driver.isolation_level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
    driver.read_only = not writes
    if writes:
        schema = connection.dialect.default_schema_name
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock_key("writer", str(schema)))))


def lock_key(what: str, schema: str) -> int:
    """The number of an advisory lock: what it guards, in which schema."""
    digest = hashlib.blake2b(f"parley {what} {schema}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def notify_change(connection: Connection, change: int) -> None:
    """Tell whoever listens to the workspace's schema of a change, once it is committed."""
    connection.execute(sa.select(sa.func.pg_notify(connection.dialect.default_schema_name, str(change))))


def words_ddl(connection: Connection) -> list[str]:
    """What makes the full-text search of an empty workspace."""
    known = connection.scalars(sa.text("SELECT collname FROM pg_collation WHERE collencoding IN (-1, 6)")).all()
    collation = next(name for name in _COLLATIONS if name in known)
    values = {"{longest}": str(_LONGEST), "{collation}": f'"{collation}"'}
    return [re.sub(r"\{\w+\}", lambda found: values[found[0]], statement) for statement in _WORDS_DDL]


def match_words(connection: Connection, query: str, limit: int, any_word: bool) -> list[tuple[int, float]]:
    """Statements that hold the words of a query.

    Args:
        connection: an open connection.
        query: words, and phrases in double quotes; ``word*`` finds all words that begin so.
        limit: the most statements to return.
        any_word: whether one of the words is enough; else all must be there.

    Returns:
        (statement id, score) pairs, best first; more is better. A rare word counts more than a common one, as in BM25,
        and a long statement less than a short one.
    """
    terms = _terms(connection, query)
    usable = [term for term in terms if term]
    if not usable or (len(usable) < len(terms) and not any_word):
        return []
    joint = " | " if any_word else " & "
    parameters = {"terms": usable, "all": joint.join(f"({term})" for term in usable), "limit": limit}
    rows = connection.execute(sa.text(_MATCH), parameters | {"common": _COMMON})
    return [(int(row.id), float(row.score)) for row in rows]


# Casts: a text of unknown type is no tsquery by itself.
_MATCH = """
WITH terms AS MATERIALIZED (
    SELECT term, ln(1 + (everything - found + 0.5) / (found + 0.5)) AS weight
    FROM (
        SELECT term,
            (SELECT count(*) FROM (SELECT FROM statements WHERE words @@ term LIMIT :common) AS holding) AS found,
            (SELECT max(id) FROM statements) AS everything
        FROM (SELECT to_tsquery('simple', given) AS term FROM unnest(CAST(:terms AS text[])) AS given) AS asked
    ) AS counted
)
SELECT id, (SELECT sum(weight * ts_rank(words, term, 1)) FROM terms) AS score
FROM statements WHERE words @@ to_tsquery('simple', CAST(:all AS text))
ORDER BY score DESC, id LIMIT :limit
"""


def _terms(connection: Connection, query: str) -> list[str]:
    """The words and phrases of a query as PostgreSQL's own, in which nothing is an operator; empty where unusable."""
    found = [(phrase or word, word.endswith("*")) for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query)]
    asked = [(text, star) for text, star in found if re.search(r"\w", text)]
    plain = sa.text("SELECT plain_words(given) FROM unnest(CAST(:given AS text[])) WITH ORDINALITY AS asked(given, at)"
                    " ORDER BY at")  # fmt: skip
    words = [text.split() for text in connection.scalars(plain, {"given": [text for text, _ in asked]})]
    return [_phrase(some, star) for some, (_, star) in zip(words, asked, strict=True)]


def _phrase(words: list[str], star: bool) -> str:
    if any(len(word.encode()) > _LONGEST_WORD for word in words):
        return ""
    return " <-> ".join(words) + (":*" if star and words else "")
