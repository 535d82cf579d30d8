"""A phrase that names an actor, by the places of its words."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.language.gazetteer import Form
from analysis.language.role_words import Head
from analysis.model import ActorKind


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor from word ``start`` to before word ``end``.

    ``named`` tells a person with a name, ``form`` how a name of the tables stands (None for others), ``place`` a city
    or country that is only where something happens.
    """

    start: int
    end: int
    name: str
    kind: ActorKind
    party: str | None = None
    role: str | None = None
    gender: str = ""
    named: bool = False
    form: Form | None = None
    place: bool = False
    head: Head | None = None
