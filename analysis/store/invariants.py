"""What must hold in every workspace at any time, whatever was killed, filled up or pulled out before.

Reads only, and one state of the database, so that it can be asked while others work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store.errors import UnavailableError
from analysis.store.jobs import JobState, Payload
from analysis.store.schema import (
    articles,
    codebooks,
    codings,
    counters,
    dates,
    events,
    job_data,
    jobs,
    mentions,
    parses,
    statements,
    texts,
    vectors,
)
from analysis.store.settings import read_change, read_setting

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

    from analysis.store.workspace import Workspace

# Articles whose texts are in memory at once.
_ARTICLES = 200
# The most numbers that a sentence names.
_NAMED = 5
# Where words stand in the text, and which column says what they are: (table, start, end, words).
_PLACED = (
    (statements, "start", "end", "text"),
    (statements, "sentence_start", "sentence_end", "sentence_text"),
    (statements, "cue_start", "cue_end", "cue"),
    (statements, "source_start", "source_end", "source_mention"),
    (events, "start", "end", "text"),
    (events, "sentence_start", "sentence_end", "sentence_text"),
    (mentions, "start", "end", "text"),
    (dates, "start", "end", "text"),
)
_WITH_DATA = (Payload.FILE, Payload.ARTICLE)


def find_problems(workspace: Workspace) -> list[str]:
    """What doesn't hold, each as a sentence; an empty list where all is well.

    Args:
        workspace: what to look through; texts and vectors are read in pieces, so memory stays flat.
    """
    try:
        return _problems(workspace)
    except UnavailableError as error:
        return [str(error)]


def _problems(workspace: Workspace) -> list[str]:
    with workspace.reading() as connection:
        if damage := list(_damage(connection)):
            return damage  # what is read from damaged pages says nothing
        checks: tuple[Callable[[Connection], Iterator[str]], ...] = (
            _incomplete, _misplaced, _doubled, _miscoded, _mislinked, _unready, _miscounted,
        )  # fmt: skip
        found = [problem for check in checks for problem in check(connection)]
        found += _stale_cache(workspace)
    return found + list(_unsearchable(workspace.engine))


def _damage(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong; a server checks its own pages and foreign keys."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(sa.text("PRAGMA integrity_check(20)")):
        if row[0] != "ok":
            yield f"The database is damaged: {row[0]}."
    for row in connection.execute(sa.text("PRAGMA foreign_key_check")):
        yield f"Row {row[1]} of {row[0]} belongs to a row of {row[2]} that is not there."


def _incomplete(connection: Connection) -> Iterator[str]:
    """Articles without a text, statements without a vector or a parse, vectors of a wrong length."""
    of, dimensions = vectors.c, (read_setting(connection, "encoder") or {"dimensions": 0})["dimensions"]
    found = sa.func.length(of.vector) / 4.0 if connection.dialect.name == "sqlite" else sa.func.vector_dims(of.vector)
    yield from _named(connection, "Articles without a text", _lacking(articles, texts.c.article_id))
    yield from _named(connection, "Statements without a vector", _lacking(statements, of.statement_id))
    yield from _named(connection, "Statements without a parse", _lacking(statements, parses.c.statement_id))
    wrong = sa.select(of.statement_id).where(found != dimensions)
    yield from _named(connection, f"Statements with a vector of other than {dimensions} dimensions", wrong)


def _lacking(table: sa.Table, of: sa.Column[Any]) -> sa.Select[Any]:
    return sa.select(table.c.id).where(table.c.id.not_in(sa.select(of)))


def _misplaced(connection: Connection) -> Iterator[str]:
    """Findings whose words aren't those of the text at their place."""
    last = int(connection.scalar(sa.select(sa.func.max(articles.c.id))) or 0)
    wrong: dict[str, list[int]] = {}
    for first in range(1, last + 1, _ARTICLES):
        within = (first, first + _ARTICLES - 1)
        query = sa.select(texts.c.article_id, texts.c.text).where(texts.c.article_id.between(*within))
        read = {row.article_id: row.text for row in connection.execute(query)}
        for table, start, end, words in _PLACED:
            of = table.c
            spans = sa.select(of.id, of.article_id, of[start], of[end], of[words])
            for id_, article, begin, stop, said in connection.execute(spans.where(of.article_id.between(*within))):
                if said is not None and not _stands(read.get(article, ""), begin, stop, said):
                    wrong.setdefault(f"Of {table.name}, those whose {words} isn't in the article there", []).append(id_)
    yield from (_sentence(what, ids) for what, ids in wrong.items())


def _stands(text: str, start: int, end: int, words: str) -> bool:
    return 0 <= start <= end <= len(text) and text[start:end] == words


def _doubled(connection: Connection) -> Iterator[str]:
    """What stands twice at one place of an article."""
    for table, kind in ((statements, "kind"), (events, "type")):
        of = table.c
        place = (of.article_id, of[kind], of.start, of.end)
        twice = sa.select(sa.func.max(of.id)).group_by(*place).having(sa.func.count() > 1)
        yield from _named(connection, f"Of {table.name}, those that stand twice at one place", twice)


def _miscoded(connection: Connection) -> Iterator[str]:
    """Articles coded by a codebook that isn't kept. One that was coded before any was kept says nothing of it."""
    kept = {f"{row.codebook} {row.version}" for row in connection.execute(sa.select(codebooks))}
    named = sa.select(articles.c.id, articles.c.codebook).order_by(articles.c.id)
    if kept and (lost := [row.id for row in connection.execute(named) if row.codebook not in kept]):
        yield _sentence("Articles coded by a codebook that isn't kept", lost)
    odd = sa.select(codings.c.statement_id).where(~codings.c.score.between(-1, 1) | ~codings.c.confidence.between(0, 1))
    yield from _named(connection, "Statements with a score or confidence out of bounds", odd.distinct())


def _mislinked(connection: Connection) -> Iterator[str]:
    """Statements that repeat one of their own article, or one with other words."""
    first = statements.alias()
    other = (first.c.article_id == statements.c.article_id) | (first.c.content_key != statements.c.content_key)
    wrong = sa.select(statements.c.id).join(first, first.c.id == statements.c.repeats).where(other)
    yield from _named(connection, "Statements that repeat what doesn't say the same elsewhere", wrong)
    own = sa.select(articles.c.id).where(articles.c.reprint_of == articles.c.id)
    yield from _named(connection, "Articles that reprint themselves", own)


def _unready(connection: Connection) -> Iterator[str]:
    """Jobs that could never be worked on, were done without a result, or failed without a reason."""
    of = jobs.c
    kept = sa.select(job_data.c.job_id)
    waits = of.state.in_([JobState.QUEUED, JobState.RUNNING])
    without = sa.select(of.id).where(waits, of.payload.in_(_WITH_DATA), of.id.not_in(kept))
    yield from _named(connection, "Jobs that wait, and whose file is gone", without)
    mute = sa.select(of.id).where(of.state == JobState.FAILED, sa.func.coalesce(of.reason, "") == "")
    yield from _named(connection, "Jobs that failed without a reason", mute)
    free = sa.select(of.id).where(of.state == JobState.RUNNING, of.owner.is_(None) | of.lease.is_(None))
    yield from _named(connection, "Jobs that run with nobody working on them", free)
    yield from _named(connection, "Jobs in no state", sa.select(of.id).where(of.state.not_in(list(JobState))))
    done = sa.select(of.id, of.article_ids).where(of.state == JobState.DONE, of.payload == Payload.ARTICLE)
    if empty := [row.id for row in connection.execute(done) if not row.article_ids]:
        yield _sentence("Jobs that are done without an article", empty)


def _miscounted(connection: Connection) -> Iterator[str]:
    """Rows that say they were changed later than the last change."""
    change, of_vectors = read_change(connection), read_change(connection, "vectors")
    if of_vectors > change:
        yield f"The counter {counters.name}.vectors is {of_vectors}, ahead of the last change, {change}."
    late = sa.select(vectors.c.statement_id).where(vectors.c.change > of_vectors)
    yield from _named(connection, "Statements with a vector newer than the last change of vectors", late)
    ahead = sa.select(articles.c.id).where(articles.c.change > change)
    yield from _named(connection, "Articles changed after the last change", ahead)


def _stale_cache(workspace: Workspace) -> Iterator[str]:
    """A cache of the vectors that would be used and is wrong; an older or damaged one is made anew when used."""
    if not workspace.vectors.is_true():
        yield f"The cache {workspace.vectors.path.name} differs from the database; delete it, it is made anew."


def _unsearchable(engine: Engine) -> Iterator[str]:
    """Whether SQLite's full-text index has other words than the statements."""
    if engine.dialect.name != "sqlite":
        return
    compare = sa.text("INSERT INTO statement_words(statement_words, rank) VALUES ('integrity-check', 1)")
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(compare)  # compares, and writes nothing
    except UnavailableError as error:
        if "damaged" not in str(error):
            return  # it may not be written to, as on a read-only disk
        yield "The index of words differs from the statements; restore a backup, or ingest into a new workspace."


def _named(connection: Connection, what: str, query: sa.Select[Any]) -> Iterator[str]:
    if ids := sorted(connection.scalars(query)):
        yield _sentence(what, ids)


def _sentence(what: str, ids: list[int]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{what}: {', '.join(map(str, ids[:_NAMED]))}{more}."
