"""Where actors appear, as columns that changes of actors act on: the same for statements, events and mentions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.store.coded import coded
from analysis.store.moments import days

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.actors_in_force import ActorsInForce, Change, HeldRole

    Rows = NDArray[np.intp]


class Names:
    """A column of names, each name known by its number, so that a change touches only the rows that have it."""

    def __init__(self, values: pd.Categorical) -> None:
        self._column = values
        self._codes = values.codes.astype(np.int32)
        self._names: list[str] = [str(name) for name in values.categories]
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._changed = False

    def rows(self, name: str) -> Rows:
        """The rows that have a name."""
        number = self._numbers.get(name)
        return np.empty(0, np.intp) if number is None else np.flatnonzero(self._codes == number)

    def missing(self, rows: Rows) -> NDArray[np.bool_]:
        """Which of some rows have no name."""
        found: NDArray[np.bool_] = self._codes[rows] < 0
        return found

    def among(self, rows: Rows, names: Collection[str]) -> NDArray[np.bool_]:
        """Which of some rows have one of these names."""
        return np.isin(self._codes[rows], [self._numbers[name] for name in names if name in self._numbers])

    def put(self, rows: Rows, name: str | None) -> None:
        """Give rows a name, or none."""
        if name is not None and name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name)
        self._changed |= len(rows) > 0
        self._codes[rows] = -1 if name is None else self._numbers[name]

    def values(self) -> pd.Categorical:
        """The column as it is now."""
        return coded(self._codes, self._names) if self._changed else self._column


@dataclass(slots=True)
class Appearances:
    """Rows in which actors appear; all columns run parallel.

    Attributes:
        names: who appears.
        parties: the party of each.
        roles: the role of each.
        texts: the words that name the actor in the text.
        articles: the ids of the articles.
        days: the first and last days of the rows' dates (datetime64, NaT where undated), shape (rows, 2).
        names_made: when a person gave the row its name by hand, as ISO 8601; empty where none did.
        parties_made: the same for the party.
    """

    names: Names
    parties: Names
    roles: Names
    texts: Names
    articles: NDArray[np.int64]
    days: NDArray[np.datetime64]
    names_made: NDArray[np.str_]
    parties_made: NDArray[np.str_]

    def follow(self, state: ActorsInForce, outlets: Collection[str]) -> None:
        """Apply what was said of actors: first who is who, change by change, then what each of them is."""
        for outlet in outlets:
            self._leave_out(outlet)
        for change in state.changes:
            self._identify(change)
        for actor, party in state.parties.items():
            self._speak_for(self.names.rows(actor), party)
        for actor, roles in state.roles.items():
            rows = self.names.rows(actor)
            for role in roles:
                self._hold(rows, role)

    def _leave_out(self, outlet: str) -> None:
        rows = self.names.rows(outlet)
        rows = rows[self.names_made[rows] == ""]
        self.names.put(rows, None)
        self._speak_for(rows, None)
        self.roles.put(rows, None)

    def _identify(self, change: Change) -> None:
        if change.action == "rename":
            self._replace(change, change.name, change.value["to"], None)
        elif change.action == "merge":
            for name in change.value["names"]:
                self._replace(change, name, change.name, change.value["party"])
        elif change.action == "split":
            self._split(change)
        elif change.action == "alias":
            self._name(change)

    def _replace(self, change: Change, old: str, new: str, party: str | None) -> None:
        """Let one name be another, as a speaker and as a party, but for what a person said by hand since then."""
        rows = self._free(self.names.rows(old), change)
        self.names.put(rows, new)
        if party is not None:
            self._speak_for(rows, party)
        sides = self.parties.rows(old)
        self.parties.put(sides[self.parties_made[sides] < change.made], new)

    def _split(self, change: Change) -> None:
        rows = self._free(self.names.rows(change.name), change)
        if mentions := change.value["mentions"]:
            rows = rows[self.texts.among(rows, mentions)]
        if change.value["articles"]:
            rows = rows[np.isin(self.articles[rows], list(change.articles))]
        self.names.put(rows, change.value["to"])

    def _name(self, change: Change) -> None:
        """Let a source mention that resolved to nobody, and another name, mean an actor."""
        alias, party = change.value["alias"], change.value["party"]
        mentioned = self.texts.rows(alias)
        unnamed = mentioned[self.names.missing(mentioned)]
        rows = self._free(np.concatenate([unnamed, self.names.rows(alias)]), change)
        self.names.put(rows, change.name)
        if party is not None:
            self._speak_for(rows, party)

    def _free(self, rows: Rows, change: Change) -> Rows:
        """The rows whose name no person gave by hand since a change was made."""
        return rows[self.names_made[rows] < change.made]

    def _speak_for(self, rows: Rows, party: str | None) -> None:
        self.parties.put(rows[self.parties_made[rows] == ""], party)

    def _hold(self, rows: Rows, role: HeldRole) -> None:
        """Give a role to the rows that lie within its time as a whole; what is undated only to a role without dates."""
        within = np.ones(len(rows), dtype=bool)
        if role.since:
            within &= self.days[rows, 0] >= np.datetime64(days(role.since)[0], "s")
        if role.until:
            within &= self.days[rows, 1] <= np.datetime64(days(role.until)[1], "s")
        self.roles.put(rows[within], role.role)
        if role.party is not None:
            self._speak_for(rows[within], role.party)
