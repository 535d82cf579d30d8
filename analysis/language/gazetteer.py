"""Names of actors -> the actors: what the tables know, and who held which office when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from analysis.language.actor_tables import Person, countries, fold, organisations, persons, read_toml
from analysis.language.role_words import same_office
from analysis.model import Actor, ActorKind


class Form(StrEnum):
    """In which form a name stands for an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"  # "Sudanese"
    PEOPLE = "people"  # "Serbs"
    SEAT = "seat"  # the city of a government: "Khartoum"
    SURNAME = "surname"  # a person known by one word: "Putin"
    BLOCKED = "blocked"  # "New Mexico": contains a name, is none


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name stands for."""

    actor: Actor
    form: Form


def known_actors() -> tuple[Actor, ...]:
    """Every actor of the tables: countries, organisations, outlets and persons."""
    return (*(c.actor for c in countries()), *organisations(), *(p.actor for p in persons()))


@cache
def party_names() -> tuple[str, ...]:
    """The names of all parties that the tables know, sorted."""
    return tuple(sorted({actor.party for actor in known_actors() if actor.party}))


def country_code(party: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a party that is a country (XKX for Kosovo), else None."""
    return _codes().get(party)


def party_kind(party: str) -> ActorKind | None:
    """What kind of actor a party is; None for a party that the tables don't know."""
    return _party_kinds().get(party)


@cache
def names() -> dict[str, Entry]:
    """Every name of the tables, accents folded, with what it stands for; the first table that has a name wins."""
    found: dict[str, Entry] = {}
    nobody = Actor("", ActorKind.ORGANISATION)
    _add(found, tuple(read_toml("ambiguous.toml")["blocked"]), nobody, Form.BLOCKED)
    for country in countries():
        _add(found, (country.actor.name, *country.actor.aliases), country.actor, Form.NAME)
        _add(found, country.adjectives, country.actor, Form.ADJECTIVE)
        _add(found, country.people, country.actor, Form.PEOPLE)
        _add(found, country.capitals, country.actor, Form.SEAT)
    for organisation in organisations():
        _add(found, (organisation.name, *organisation.aliases), organisation, Form.NAME)
    for person in persons():
        actor = person.actor
        for name in (actor.name, *actor.aliases):
            form = Form.NAME if " " in name and not _is_surname(name, actor) else Form.SURNAME
            _add(found, _spellings(name), actor, form)
    return found


def _spellings(name: str) -> tuple[str, ...]:
    """A name with its Arabic article in the ways that newspapers write it."""
    if not re.search(r"\b[AaEe]l[- ]", name):
        return (name,)
    return tuple(re.sub(r"\b[AaEe]l[- ]", article, name) for article in ("al-", "Al-", "el-", "El-", "Al ", "al "))


@cache
def person_named(name: str) -> Person | None:
    """The person of the tables by canonical name."""
    return {person.actor.name: person for person in persons()}.get(name)


@cache
def persons_by_surname() -> dict[str, tuple[Person, ...]]:
    """Persons by the last and, where the family name comes first, the first word of their names, in lower case."""
    first = frozenset(read_toml("ambiguous.toml")["family_name_first"])
    found: dict[str, list[Person]] = {}
    for person in persons():
        words = fold(person.actor.name).lower().split()
        keys = {words[0] if person.actor.party in first else words[-1], words[-1].split("-")[-1]}
        for key in (*keys, *(fold(a).lower() for a in person.actor.aliases if " " not in a)):
            if person not in found.setdefault(key, []):
                found[key].append(person)
    return {key: tuple(people) for key, people in found.items()}


def holder(party: str, office: str, on: dt.date | None) -> Person | None:
    """Who held an office of a party on a day (today's holder without one), where the tables know exactly one.

    Args:
        party: a party's name.
        office: the office in any spelling ("Defense Minister"), or "leader" for whoever led the party.
        on: the day; None asks for the office's holder now.
    """
    wanted = same_office(office)
    holders = [
        person
        for person in persons()
        if person.actor.party == party
        and any(
            (same_office(o.title) == wanted or (wanted == "leader" and o.leads)) and o.held(on) for o in person.offices
        )
    ]
    return holders[0] if len(holders) == 1 else None


@cache
def _party_kinds() -> dict[str, ActorKind]:
    return {actor.name: actor.kind for actor in known_actors() if actor.kind is not ActorKind.PERSON}


@cache
def _codes() -> dict[str, str]:
    return {country.actor.name: country.iso3 for country in countries() if country.iso3}


def _add(found: dict[str, Entry], spellings: tuple[str, ...], actor: Actor, form: Form) -> None:
    for spelling in spellings:
        found.setdefault(fold(spelling), Entry(actor, form))


def _is_surname(alias: str, actor: Actor) -> bool:
    """Whether an alias of several words is the end of the full name, such as "von der Leyen"."""
    return alias != actor.name and fold(actor.name).lower().endswith(" " + fold(alias).lower())
