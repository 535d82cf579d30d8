"""What analysts say of actors and of groups of parties: kept apart from what was found, can be undone.

A change is applied whenever tables are read, so that views follow at once, new articles obey too, and nothing is
analysed again. Changes build on each other in the order in which they were made; one that is undone is as if it had
never been made. A correction of a statement's speaker or party wins over the changes made before it, and the party of
such a correction over those made after it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.access import Act
from analysis.store import schema
from analysis.store.actors_in_force import HeldRole, actors_in_force
from analysis.store.errors import StoreError, UnknownIdError
from analysis.store.moments import days, now
from analysis.store.outlets import outlet_names
from analysis.store.settings import count_change

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.workspace import Workspace


class ActorChanges:
    """What was said of the actors of a workspace. Every change returns its id, for :meth:`undo`.

    Names are those that the frames show. All changes raise a StoreError where a name is empty or belongs to an outlet:
    an outlet reports what others say, and is no actor.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def rename(self, name: str, to: str, user: str) -> int:
        """Give an actor, or a party, another name.

        Raises:
            StoreError: where there is an actor of that name already; the two can be merged.
        """
        to = self._actor_name(to)
        if to in self.names():
            raise StoreError(f"There is an actor named {to} already. Merge {name} with {to} if they are the same.")
        return self._add("rename", self._actor_name(name), {"to": to}, user)

    def merge(self, names: Iterable[str], into: str, user: str) -> int:
        """Let several names be one actor. The others' statements get its party, as far as it has one.

        Raises:
            StoreError: where there is no other name than that of the actor itself.
        """
        into = self._actor_name(into)
        others = [other for other in dict.fromkeys(map(self._actor_name, names)) if other != into]
        if not others:
            raise StoreError(f"Name at least one actor that is the same as {into}.")
        return self._add("merge", into, {"names": others, "party": self._usual_party(into)}, user)

    def split(
        self, name: str, to: str, user: str, *, mentions: Sequence[str] = (), articles: Sequence[int] = ()
    ) -> int:
        """Give some statements of a name to an actor of their own.

        Args:
            name: the actor that is two.
            to: the name of the other one.
            user: who says so.
            mentions: the source mentions that mean the other one.
            articles: ids of the articles in which the name means the other one. With both, both must fit.

        Raises:
            StoreError: where neither is given, or the two names are the same.
        """
        name, to = self._actor_name(name), self._actor_name(to)
        if name == to or not (mentions or articles):
            raise StoreError(f"Say which source mentions or which articles of {name} mean somebody else, and who.")
        columns = schema.articles.c
        with self._workspace.reading() as connection:
            wanted = sa.select(columns.content_hash).where(columns.id.in_(articles)).order_by(columns.id)
            hashes = list(connection.scalars(wanted))
        value = {"to": to, "mentions": list(mentions), "articles": hashes}
        return self._add("split", name, value, user)

    def move(self, name: str, party: str | None, user: str) -> int:
        """Let an actor speak for another party, or for none."""
        party = self._actor_name(party) if party is not None else None
        return self._add("move", self._actor_name(name), {"party": party}, user)

    def add_role(
        self, name: str, role: str, user: str, *, since: str | None = None, until: str | None = None,
        party: str | None = None,
    ) -> int:  # fmt: skip
        """Say what an actor was, and when; the role said last wins where two are of the same day.

        Args:
            name: the actor.
            role: such as "Secretary of State".
            user: who says so.
            since: the ISO 8601 date from which; None where it is open.
            until: the ISO 8601 date until which, included; None where it is open.
            party: whom the actor spoke for in that role; None leaves the party as it is.

        Raises:
            StoreError: where a date is none, or the end lies before the beginning.
        """
        try:
            first, last = days(since)[0] if since else None, days(until)[1] if until else None
        except ValueError as error:
            raise StoreError(f"The dates of the role can't be used: {error}.") from error
        if first and last and last < first:
            raise StoreError(f"The role can't end on {until}, before it begins on {since}.")
        party = self._actor_name(party) if party is not None else None
        value = {"role": _some(role), "since": since or None, "until": until or None, "party": party}
        return self._add("role", self._actor_name(name), value, user)

    def add_alias(self, name: str, alias: str, user: str) -> int:
        """Let another name, or a source mention that resolved to nobody, mean an actor."""
        name = self._actor_name(name)
        return self._add("alias", name, {"alias": _some(alias), "party": self._usual_party(name)}, user)

    def set_group(self, group: str, parties: Iterable[str], user: str) -> int:
        """Make a group of parties, or change which parties it has.

        Raises:
            StoreError: where it has no party, is named like one, or holds another group.
        """
        group, members = _some(group), [_some(party) for party in dict.fromkeys(parties)]
        if not members:
            raise StoreError(f"Choose at least one party for {group}.")
        if group in self.names():
            raise StoreError(f"{group} is an actor; give the group a name of its own.")
        if inner := [party for party in members if party in self.groups()]:
            raise StoreError(f"{inner[0]} is a group. A group is made of parties, not of groups.")
        return self._add("group", group, {"parties": members}, user)

    def delete_group(self, group: str, user: str) -> int:
        """Take a group away; its parties stay.

        Raises:
            StoreError: where there is no such group.
        """
        if group not in self.groups():
            raise StoreError(f"There is no group named {group}.")
        return self._add("group", group, {"parties": []}, user)

    def undo(self, change_id: int, user: str) -> None:
        """Take a change back, as if it had never been made. Undoing twice changes nothing.

        Raises:
            UnknownIdError: where there is no such change.
        """
        columns = schema.actor_changes.c
        with self._workspace.writing(Act.UNDO_ACTOR_CHANGE, change=change_id) as connection:
            if connection.scalar(sa.select(columns.id).where(columns.id == change_id)) is None:
                raise UnknownIdError("change of an actor", change_id)
            undone = sa.update(schema.actor_changes).where(columns.id == change_id, columns.undone.is_(None))
            connection.execute(undone.values(undone=now(), undone_by=user))
            count_change(connection)

    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups in force and their parties, in the order of the alphabet."""
        with self._workspace.reading() as connection:
            return dict(sorted(actors_in_force(connection).groups.items()))

    def roles(self) -> dict[str, tuple[HeldRole, ...]]:
        """What was said that actors were, by their names."""
        with self._workspace.reading() as connection:
            return actors_in_force(connection).roles

    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Names and source mentions of which was said that they mean an actor, by the actors' names."""
        with self._workspace.reading() as connection:
            return actors_in_force(connection).aliases

    def log(self) -> pd.DataFrame:
        """All changes, the latest first, undone ones too.

        Columns: change_id, action (rename, merge, split, move, role, alias or group), name (of the actor or group),
        value (dict), user, made, undone, undone_by (moments in UTC).
        """
        import pandas as pd

        columns = schema.actor_changes.c
        query = sa.select(
            columns.id.label("change_id"), *(column for column in columns if column.name != "id")
        ).order_by(columns.id.desc())
        with self._workspace.reading() as connection:
            result = connection.execute(query)
            return pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object).astype({"change_id": "int64"})

    def names(self) -> set[str]:
        """All names that the frames show: speakers, parties and the actors of events."""
        statements, events = self._workspace.frames.statements(), self._workspace.frames.events()
        shown = {name for column in ("speaker", "party") for name in statements[column].dropna().unique()}
        return shown.union(*events["actors"], *events["parties"])

    def _usual_party(self, name: str) -> str | None:
        """The party that an actor mostly speaks for; a party speaks for itself."""
        statements = self._workspace.frames.statements()
        if (statements["party"] == name).any():
            return name
        known = statements.loc[statements["speaker"] == name, "party"].dropna()
        return str(known.mode().iloc[0]) if len(known) else None

    def _actor_name(self, name: str) -> str:
        name = _some(name)
        with self._workspace.reading() as connection:
            if name in outlet_names(connection):
                raise StoreError(f"{name} is an outlet: it reports what others say, and is no actor.")
        return name

    def _add(self, action: str, name: str, value: dict[str, Any], user: str) -> int:
        row = {"action": action, "name": name, "value": value, "user": user, "made": now()}
        statement = sa.insert(schema.actor_changes).returning(schema.actor_changes.c.id)
        with self._workspace.writing(Act.CHANGE_ACTOR, action=action) as connection:
            count_change(connection)
            return int(connection.execute(statement, row).scalar_one())


def _some(text: str) -> str:
    """A text on one line; empty ones are none."""
    if not (line := " ".join(text.split())):
        raise StoreError("A name can't be empty.")
    return line
