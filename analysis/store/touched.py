"""Which articles a change touched: those that readers fetch again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.store.schema import articles, statements
from analysis.store.settings import read_change

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

# The most values that one statement may list on any database.
_LISTED = 500


def touch(connection: Connection, article_ids: Collection[int]) -> None:
    """Note that the change that is under way touches some articles, or what was found in them."""
    listed = sorted(article_ids)
    for at in range(0, len(listed), _LISTED):
        _touch(connection, articles.c.id.in_(listed[at : at + _LISTED]))


def touch_with_links(connection: Connection, article_id: int) -> None:
    """The same for one article and those that lead to it: reprints, and statements that repeat its own."""
    own = sa.select(statements.c.id).where(statements.c.article_id == article_id)
    repeating = sa.select(statements.c.article_id).where(statements.c.repeats.in_(own))
    is_linked = (articles.c.reprint_of == article_id) | articles.c.id.in_(repeating)
    _touch(connection, (articles.c.id == article_id) | is_linked)


def _touch(connection: Connection, which: sa.ColumnElement[bool]) -> None:
    connection.execute(sa.update(articles).where(which).values(change=read_change(connection)))
