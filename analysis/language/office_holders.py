"""Who "the French president" is: the holder of the office according to the article or, at its date, the tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.gazetteer import holder, party_kind, person_named
from analysis.language.role_words import Head, role_words
from analysis.model import ActorKind

if TYPE_CHECKING:
    from analysis.language.person_names import PersonNames
    from analysis.language.phrases import Phrase
    from analysis.language.role_runs import RoleRun
    from analysis.language.words import Words


def party_in_office(own: str | None, side: str | None, office: str) -> str | None:
    """The party of a person in an office: of an alliance's officer the alliance, else the one that is known.

    Args:
        own: the party that the tables or the article give to the person.
        side: the party whose office it is.
        office: the words of the office; an ambassador to an alliance speaks for a country.
    """
    if own is None or side is None or own == side:
        return own or side
    accredited = role_words().tails["accredited"] & set(office.lower().split())
    return side if party_kind(side) is ActorKind.ALLIANCE and not accredited else own


class OfficeHolders:
    """Looks up holders of offices for one article; ``on`` is its date, None where that is unknown."""

    def __init__(self, words: Words, people: PersonNames, on: dt.date | None) -> None:
        self._words, self._people, self._on = words, people, on

    def named(self, phrase: Phrase, side: Phrase, run: RoleRun) -> Phrase:
        """The phrase with the name of whoever holds the office, where it is one particular office.

        Args:
            phrase: the role and its side, without a name.
            side: the side alone, "French".
            run: the role alone, "president".
        """
        if run.kind is not Head.OFFICE or side.kind is ActorKind.PERSON or side.party is None:
            return phrase
        name = None if self._is_indefinite(phrase) else self._holder(side, side.party, run)
        if name is None:
            return replace(phrase, role=phrase.name)
        known = person_named(name)
        return replace(phrase, name=name, role=phrase.name, gender=known.gender if known else phrase.gender)

    def _holder(self, side: Phrase, party: str, run: RoleRun) -> str | None:
        whole = side.kind in (ActorKind.COUNTRY, ActorKind.ALLIANCE) or side.name == party
        name = self._people.in_office(party, run.offices) if whole else None
        if name is not None:
            return name
        owner = "" if whole else side.name + " "
        held = next((p for office in run.offices if (p := holder(party, owner + office, self._on))), None)
        return held.actor.name if held else None

    def _is_indefinite(self, phrase: Phrase) -> bool:
        """Whether it is no one in particular, or the office is over or another's: "a minister", "former", "deputy"."""
        if self._words.low(phrase.start - 1) in role_words().indefinite:
            return True
        return any(word in role_words().not_holding for word in self._words.lower[phrase.start : phrase.end])
