"""The tables of actors as they lie in ``data/actors``, read once."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.model import Actor, ActorKind

DATA = Path(__file__).parent / "data" / "actors"

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "’": "'", "ʼ": "'", "‘": "'"}
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office and when it was held; an open side is None. ``leads`` where its holder leads the party."""

    title: str
    leads: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def held(self, on: dt.date | None) -> bool:
        """Whether it was held on that day; without a day, whether it is held still."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables; ``gender`` is "f", "m" or ""."""

    actor: Actor
    gender: str
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the tables; ``iso3`` is its ISO 3166-1 alpha-3 code or ""."""

    actor: Actor
    iso3: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


def fold(text: str) -> str:
    """The text without accents and with straight apostrophes; letter case stays."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def read_toml(name: str) -> dict[str, Any]:
    """One of the TOML files of actors, by its file name."""
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


@cache
def countries() -> tuple[Country, ...]:
    """Countries and territories, with the official long names that pycountry has."""
    return tuple(
        Country(
            Actor(
                row["name"],
                _kind_of(row["name"]),
                row["name"],
                aliases=(*_parted(row["names"]), *_official(row["iso3"])),
            ),
            row["iso3"],
            _parted(row["adjectives"]),
            _parted(row["people"]),
            _parted(row["capitals"]),
        )
        for row in _rows("countries.csv")
    )


@cache
def organisations() -> tuple[Actor, ...]:
    """Organisations, alliances and armed groups, and the outlets, which have no party."""
    outlets = (Actor(name, ActorKind.OUTLET) for name in read_toml("outlets.toml")["names"])
    return (
        *(
            Actor(
                row["name"],
                ActorKind(row["kind"]),
                row["name"] if row["party"] == "=" else row["party"] or None,
                aliases=_parted(row["aliases"]),
            )
            for row in _rows("organisations.csv")
        ),
        *outlets,
    )


@cache
def persons() -> tuple[Person, ...]:
    """Persons, with their offices."""
    return tuple(_person(row) for row in _rows("persons.csv"))


def _person(row: dict[str, str]) -> Person:
    offices = tuple(_office(text) for text in _parted(row["roles"]))
    actor = Actor(
        row["name"],
        ActorKind.PERSON,
        row["party"] or None,
        roles=tuple(dict.fromkeys(office.title for office in offices)),
        aliases=_parted(row["aliases"]),
    )
    return Person(actor, row["gender"], offices)


def _office(text: str) -> Office:
    """Read "president* 2017-05-14/2022-05-13"; the dates may be missing on either side or both."""
    dated = re.fullmatch(r"(.*?)\s+([\d-]*)/([\d-]*)", text)
    title, since, until = dated.groups() if dated else (text, "", "")
    return Office(
        title.removesuffix("*"),
        title.endswith("*"),
        dt.date.fromisoformat(since) if since else None,
        dt.date.fromisoformat(until) if until else None,
    )


def _kind_of(name: str) -> ActorKind:
    alliances = {row["name"] for row in _rows("organisations.csv") if row["kind"] == ActorKind.ALLIANCE}
    return ActorKind.ALLIANCE if name in alliances else ActorKind.COUNTRY


def _official(iso3: str) -> tuple[str, ...]:
    import pycountry

    country = pycountry.countries.get(alpha_3=iso3) if iso3 else None
    names = (getattr(country, "official_name", ""), getattr(country, "common_name", ""))
    return tuple(name for name in names if name and "," not in name)


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
