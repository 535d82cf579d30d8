"""Speakers, parties, themes and stances as DNA's entities, with their attributes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from analysis.exchange.dna_documents import LIMIT, shortened
from analysis.model import StanceLabel
from analysis.views.palette import party_colour, stance_colour

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

_ATTRIBUTES = ("Type", "Alias", "Notes")
_SCORES = {StanceLabel.SUPPORT.value: 1.0, StanceLabel.OPPOSE.value: -1.0}


class Entities:
    """The entities of a database, each inserted when it is first asked for; every variable has the empty one."""

    def __init__(
        self, connection: sqlite3.Connection, selection: Selection, variables: dict[tuple[int, str], int]
    ) -> None:
        self._connection = connection
        self._selection = selection
        self._ids: dict[tuple[int, str], int] = {}
        self._taken: set[tuple[int, str]] = set()
        self._kinds: dict[int, tuple[str, str]] = {}
        self._variables = {id_: name for (_, name), id_ in variables.items()}
        for variable, name in self._variables.items():
            if name in ("person", "organization", "concept", "stance"):
                self.id(variable, name, "")

    def id(self, variable: int, name: str, value: str) -> int:
        """The id of a value of a variable called ``name``."""
        if (variable, value) not in self._ids:
            short = self._free(variable, value)
            self._taken.add((variable, short))
            id_ = len(self._ids) + 1
            self._ids[variable, value] = id_
            self._kinds[id_] = (name, value)
            self._connection.execute(
                "INSERT INTO ENTITIES (ID, VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, ?, ?, ?)",
                (id_, variable, short, *_colour(name, value)),
            )
        return self._ids[variable, value]

    def insert_attributes(self) -> None:
        """Insert type, alias and notes of every entity; DNA needs all of them, empty where nothing is known."""
        ids: dict[tuple[int, str], int] = {}
        for variable in sorted({variable for variable, _ in self._ids}):
            for attribute in _ATTRIBUTES:
                ids[variable, attribute] = len(ids) + 1
                row = (len(ids), variable, attribute)
                self._connection.execute("INSERT INTO ATTRIBUTEVARIABLES VALUES (?, ?, ?)", row)
        for (variable, _), id_ in self._ids.items():
            known = self._known(id_)
            for attribute in _ATTRIBUTES:
                self._connection.execute(
                    "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
                    (id_, ids[variable, attribute], shortened(known.get(attribute, ""))),
                )

    def _known(self, id_: int) -> dict[str, str]:
        name, value = self._kinds[id_]
        if name in ("person", "organization"):
            return {"Type": self._selection.actor_kinds.get(value, "")}
        if name == "concept":
            theme = next((theme for theme in self._selection.codebook.themes if theme.name == value), None)
            return {"Type": "theme", "Alias": theme.id, "Notes": theme.proposition} if theme else {}
        return {}

    def _free(self, variable: int, value: str) -> str:
        """The value within DNA's limit, and unlike every other of its variable."""
        short, number = shortened(value), 2
        while (variable, short) in self._taken:
            mark = f" ({number})"
            short, number = shortened(value)[: LIMIT - len(mark)] + mark, number + 1
        return short


def _colour(name: str, value: str) -> tuple[int, int, int]:
    colour = "#000000"
    if value and name == "organization":
        colour = party_colour(value)
    elif value and name == "stance":
        colour = stance_colour(_SCORES.get(value))
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
