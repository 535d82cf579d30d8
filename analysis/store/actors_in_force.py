"""What analysts say of actors and of groups of parties, as it stands after all changes that count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was made; ``value`` holds what its action needs (see ``actor_changes.ActorChanges``).

    ``articles`` are the ids that the articles of a split have now.
    """

    id: int
    action: str
    name: str
    value: dict[str, Any]
    made: str
    articles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldRole:
    """What an actor was from one ISO 8601 date to another (None: open), and for which party, if that was said."""

    role: str
    since: str | None = None
    until: str | None = None
    party: str | None = None


@dataclass(slots=True)
class ActorsInForce:
    """The state after all changes, by the names that actors have now.

    Attributes:
        changes: those that count, in the order in which they were made.
        parties: the party that an actor was moved to (None: to none).
        roles: what an actor was, in the order in which it was said.
        aliases: other names and source mentions that mean the actor now.
        groups: the parties of each group.
    """

    changes: tuple[Change, ...] = ()
    parties: dict[str, str | None] = field(default_factory=dict)
    roles: dict[str, tuple[HeldRole, ...]] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """All names that any change speaks of."""
        renamed = {change.value["to"] for change in self.changes if change.action in ("rename", "split")}
        merged = {name for change in self.changes if change.action == "merge" for name in change.value["names"]}
        aliases = {change.value["alias"] for change in self.changes if change.action == "alias"}
        return frozenset({change.name for change in self.changes} | renamed | merged | aliases)


def actors_in_force(connection: Connection) -> ActorsInForce:
    """What counts now."""
    columns, articles = schema.actor_changes.c, schema.articles.c
    rows = connection.execute(
        sa.select(columns.id, columns.action, columns.name, columns.value, columns.made)
        .where(columns.undone.is_(None))
        .order_by(columns.id)
    ).all()
    hashes = sorted({hash_ for row in rows for hash_ in row.value.get("articles", ())})
    query = sa.select(articles.content_hash, articles.id).where(articles.content_hash.in_(hashes))
    ids = {row.content_hash: row.id for row in connection.execute(query)} if hashes else {}
    changes = (
        Change(*row, articles=frozenset(ids[hash_] for hash_ in row.value.get("articles", ()) if hash_ in ids))
        for row in rows
    )
    return after(changes)


def after(changes: Iterable[Change]) -> ActorsInForce:
    """The state after some changes, applied to a workspace of which nothing was said before."""
    state = ActorsInForce(tuple(changes))
    for change in state.changes:
        _STEPS[change.action](state, change)
    return state


def _rename(state: ActorsInForce, change: Change) -> None:
    old, new = change.name, change.value["to"]
    if old in state.parties:
        state.parties[new] = state.parties.pop(old)
    _join(state, old, new)


def _merge(state: ActorsInForce, change: Change) -> None:
    for old in change.value["names"]:
        state.parties.pop(old, None)
        _join(state, old, change.name)


def _split(state: ActorsInForce, change: Change) -> None:
    old, new = change.name, change.value["to"]
    if old in state.parties:
        state.parties[new] = state.parties[old]
    state.roles[new] = state.roles.get(new, ()) + state.roles.get(old, ())
    _add_aliases(state, new, change.value["mentions"])


def _move(state: ActorsInForce, change: Change) -> None:
    state.parties[change.name] = change.value["party"]


def _role(state: ActorsInForce, change: Change) -> None:
    state.roles[change.name] = (*state.roles.get(change.name, ()), HeldRole(**change.value))


def _alias(state: ActorsInForce, change: Change) -> None:
    _add_aliases(state, change.name, [change.value["alias"]])


def _group(state: ActorsInForce, change: Change) -> None:
    state.groups.pop(change.name, None)
    if change.value["parties"]:
        state.groups[change.name] = tuple(change.value["parties"])


def _join(state: ActorsInForce, old: str, new: str) -> None:
    """Let all that was said of one name be said of another, which the first one now stands for."""
    if roles := state.roles.pop(old, ()):
        state.roles[new] = state.roles.get(new, ()) + roles
    _add_aliases(state, new, (*state.aliases.pop(old, ()), old))
    state.parties = {actor: new if party == old else party for actor, party in state.parties.items()}
    state.groups = {
        group: tuple(dict.fromkeys(new if party == old else party for party in parties))
        for group, parties in state.groups.items()
    }


def _add_aliases(state: ActorsInForce, actor: str, aliases: Iterable[str]) -> None:
    known = dict.fromkeys((*state.aliases.get(actor, ()), *aliases))
    state.aliases[actor] = tuple(alias for alias in known if alias != actor)


_STEPS = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "role": _role,
    "alias": _alias,
    "group": _group,
}
