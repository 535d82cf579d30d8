"""The tables of a workspace, the same on every database; what only one has is in sqlite.py or postgresql.py.

Dates are ISO 8601 text with the precision that is known, moments are ISO 8601 text in UTC, offsets count characters of
the article's text. A change here needs a migration in migrations/versions and a new ``VERSION``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from analysis.store.vector_column import VECTOR

VERSION = "0003"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _article() -> Column[Any]:
    return Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)


# "change" is raised by every write; pages and the vectors' cache ask whether they are still current.
counters = Table(
    "counters", metadata, Column("name", String, primary_key=True), Column("value", Integer, nullable=False)
)

settings = Table("settings", metadata, Column("name", String, primary_key=True), Column("value", JSON, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", String, nullable=False, unique=True),
    Column("signature", LargeBinary, nullable=False),
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String(10)),
    Column("published_origin", String, nullable=False),
    Column("source", Text),
    Column("author", Text),
    Column("url", Text),
    Column("language", String, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("added", String, nullable=False),
    Column("encoder", String, nullable=False),
    Column("codebook", String, nullable=False),
    Column("reprint_of", ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    # The last change (see counters) that touched the article or anything found in it: readers fetch what is newer.
    Column("change", Integer, nullable=False, server_default="0", index=True),
    # Ids are never given twice: addresses and the vectors' cache rely on it.
    sqlite_autoincrement=True,
)

# Apart from articles, so that a list of articles doesn't read their texts.
texts = Table(
    "texts",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("furniture", JSON, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("file", Text, nullable=False),
    Column("added", String, nullable=False),
    UniqueConstraint("article_id", "file"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("party", Text),
    Column("role", Text),
)

dates = Table(
    "dates",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("value", String, nullable=False),
    Column("precision", String, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("content_key", String, index=True),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("cue", Text),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("source_mention", Text),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("speaker", Text),
    Column("party", Text),
    Column("role", Text),
    Column("confidence", Float, nullable=False),
    # None: said when the article was published, also when that becomes known later.
    Column("date", String),
    # The earliest statement of another article that this one repeats: counted once, listed every time.
    Column("repeats", ForeignKey("statements.id", ondelete="SET NULL"), index=True),
    sqlite_autoincrement=True,
)

# What coding needs of a statement and no view does.
parses = Table(
    "parses",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("parts", JSON, nullable=False),
    Column("context", Text, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("change", Integer, nullable=False),
    Column("vector", VECTOR, nullable=False),
)

codings = Table(
    "codings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("theme", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("condition", Text),
    Column("suggested", Boolean, nullable=False),
    Column("evidence", JSON, nullable=False),
    UniqueConstraint("statement_id", "theme"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("type", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("date", String),
    Column("precision", String),
    Column("planned", Boolean, nullable=False),
    Column("place", Text),
    Column("actors", JSON, nullable=False),
    Column("parties", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    sqlite_autoincrement=True,
)

codebooks = Table(
    "codebooks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("codebook", String, nullable=False),
    Column("version", String, nullable=False),
    Column("toml", Text, nullable=False),
    Column("saved", String, nullable=False),
)

# Keyed by the article's content and the statement's place in it, not by its id, so that a correction outlives both.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("theme", String),
    Column("value", JSON),
    Column("user", Text, nullable=False),
    Column("made", String, nullable=False),
    Column("undone", String),
    Column("undone_by", Text),
    # Corrections that one act made together are undone together.
    Column("batch", String, index=True),
    Index("ix_corrections_target", "content_hash", "start", "end"),
    sqlite_autoincrement=True,
)

# What analysts say of actors (a name, a party, a role at a time, a merge) and of groups of parties: applied when tables
# are read, so that nothing is analysed again.
actor_changes = Table(
    "actor_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("action", String, nullable=False),
    Column("name", Text, nullable=False),  # of the actor, or of the group
    Column("value", JSON, nullable=False),
    Column("user", Text, nullable=False),
    Column("made", String, nullable=False),
    Column("undone", String),
    Column("undone_by", Text),
    sqlite_autoincrement=True,
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("page", String, nullable=False),
    Column("query", JSON, nullable=False),  # the parameters of its address
    Column("user", Text, nullable=False),
    Column("made", String, nullable=False),
    sqlite_autoincrement=True,
)

visits = Table(
    "visits",
    metadata,
    Column("user", Text, primary_key=True),
    Column("seen", String, nullable=False),  # when this visit was last active
    Column("before", String),  # when the visit before it was last active
)

# Who wrote what, when: every write by a user leaves a row here, never with text of an article.
acts = Table(
    "acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("moment", String, nullable=False),
    Column("user", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("act", String, nullable=False),
    Column("detail", JSON, nullable=False),
    sqlite_autoincrement=True,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("payload", String, nullable=False),  # file, article or stored: what the job's data are
    Column("state", String, nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("share", Float, nullable=False),
    Column("reason", Text),
    Column("created", String, nullable=False),
    Column("started", String),
    Column("finished", String),
    Column("article_ids", JSON, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", String),
    Column("lease", Float),  # seconds since 1970 until which the owner is taken to be alive
    sqlite_autoincrement=True,
)

# Apart from jobs, so that a list of jobs doesn't read the files.
job_data = Table(
    "job_data",
    metadata,
    Column("job_id", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("metadata", JSON(none_as_null=True)),
)
