"""Which statements repeat an earlier one in another article: counted once, listed every time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store.schema import articles, statements
from analysis.store.touched import touch

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

# A wire's quotation goes round within days; the same words later are said again.
DAYS_OF_REPRINTS = 7
# The most values that one statement may list on any database.
_BATCH = 500


def keys_of(connection: Connection, article_id: int) -> set[str]:
    """The content keys of an article's statements."""
    query = sa.select(statements.c.content_key).where(statements.c.article_id == article_id)
    return {key for key in connection.scalars(query) if key is not None}


def link_repeats(connection: Connection, keys: Iterable[str]) -> None:
    """Link all statements that have one of these content keys anew, each to the earliest that it repeats."""
    for batch in _batches(sorted(keys)):
        columns = (statements.c.id, statements.c.article_id, statements.c.content_key, statements.c.repeats)
        query = (
            sa.select(*columns, articles.c.published)
            .join(articles, articles.c.id == statements.c.article_id)
            .where(statements.c.content_key.in_(batch))
        )
        groups: dict[str, list[sa.Row[*tuple[Any, ...]]]] = defaultdict(list)
        for row in connection.execute(query):
            groups[row.content_key].append(row)
        links = [link for group in groups.values() for link in _changed_links(group)]
        if links:
            update = sa.update(statements).where(statements.c.id == sa.bindparam("of"))
            connection.execute(update.values(repeats=sa.bindparam("to")), links)
            linked = {link["of"] for link in links}
            touch(connection, {row.article_id for group in groups.values() for row in group if row.id in linked})


def _changed_links(group: list[sa.Row[*tuple[Any, ...]]]) -> Iterator[dict[str, int | None]]:
    """The links of one group of same statements that differ from what is stored.

    In the order of publication; those without a date are taken to repeat the earliest.
    """
    group.sort(key=lambda row: (row.published is None, row.published or "", row.article_id, row.id))
    first = group[0]
    for row in group:
        if row.published is None:
            first = group[0]
        elif _days_apart(first, row) > DAYS_OF_REPRINTS:
            first = row
        to = first.id if row.article_id != first.article_id else None
        if to != row.repeats:
            yield {"of": row.id, "to": to}


def _days_apart(first: sa.Row[*tuple[Any, ...]], second: sa.Row[*tuple[Any, ...]]) -> int:
    return (dt.date.fromisoformat(second.published) - dt.date.fromisoformat(first.published)).days


def _batches(keys: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, _BATCH)):
        yield batch
