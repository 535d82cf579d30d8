"""Views that were saved under a name: a page and the parameters of its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from analysis.access import Act
from analysis.store import schema
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.moments import now

if TYPE_CHECKING:
    from analysis.store.workspace import Workspace

_COLUMNS = schema.saved_views.c
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view: ``query`` has the parameters of its address, each with its values; ``made`` is a moment in UTC."""

    id: int
    name: str
    page: str
    query: Mapping[str, Sequence[str]]
    user: str
    made: str


class SavedViews:
    """The saved views of a workspace; no two have the same name."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def save(self, name: str, page: str, query: Mapping[str, Sequence[str]], user: str) -> int:
        """Save a view under a new name.

        Args:
            name: what it is called; white space is collapsed.
            page: the page's name in its address.
            query: the parameters of the address, each with its values.
            user: who saves it.

        Returns:
            The view's id.

        Raises:
            StoreError: where the name is empty, too long or taken.
        """
        name = _checked(name)
        row = {
            "name": name,
            "page": page,
            "query": {key: list(values) for key, values in query.items()},
            "user": user,
            "made": now(),
        }
        statement = sa.insert(schema.saved_views).returning(_COLUMNS.id)
        try:
            with self._workspace.writing(Act.SAVE_VIEW, name=name, page=page) as connection:
                return int(connection.execute(statement, row).scalar_one())
        except sa.exc.IntegrityError as error:
            raise _taken(name) from error

    def rename(self, view_id: int, name: str) -> None:
        """Give a view another name.

        Raises:
            UnknownIdError: where there is no such view.
            StoreError: where the name is empty, too long or taken.
        """
        name = _checked(name)
        try:
            with self._workspace.writing(Act.RENAME_VIEW, view=view_id, name=name) as connection:
                renamed = connection.execute(
                    sa.update(schema.saved_views).where(_COLUMNS.id == view_id).values(name=name)
                )
                if renamed.rowcount == 0:
                    raise UnknownIdError("saved view", view_id)
        except sa.exc.IntegrityError as error:
            raise _taken(name) from error

    def delete(self, view_id: int) -> None:
        """Delete a view; one that is gone already is no error."""
        with self._workspace.writing(Act.DELETE_VIEW, view=view_id) as connection:
            connection.execute(sa.delete(schema.saved_views).where(_COLUMNS.id == view_id))

    def all(self) -> list[SavedView]:
        """All views by name."""
        with self._workspace.reading() as connection:
            rows = connection.execute(sa.select(schema.saved_views)).mappings().all()
        views = [SavedView(**row) for row in rows]
        return sorted(views, key=lambda view: view.name.casefold())


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise StoreError("A saved view needs a name, such as “Sanctions, since May”.")
    if len(name) > _LONGEST_NAME:
        raise StoreError(f"The name of a saved view has at most {_LONGEST_NAME} characters; this one has {len(name)}.")
    return name


def _taken(name: str) -> StoreError:
    return StoreError(f"There is a saved view {name!r} already; choose another name, or delete that one first.")
