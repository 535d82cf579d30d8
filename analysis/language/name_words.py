"""What tells a person's name in a text: given names, particles, and words that are no names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.language.actor_tables import fold, read_toml


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists of ``ambiguous.toml`` and ``first_names.toml``; names without accents."""

    genders: dict[str, str]
    given_and_place: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    family_name_first: frozenset[str]
    first_name_known: frozenset[str]
    place_prepositions: frozenset[str]
    place_modifiers: frozenset[str]
    place_nouns: frozenset[str]
    motion: frozenset[str]
    regions: frozenset[str]
    senses: dict[str, tuple[frozenset[str], frozenset[str]]]


@cache
def name_words() -> NameWords:
    """The word lists, read once."""
    data = read_toml("ambiguous.toml")
    given = read_toml("first_names.toml")
    return NameWords(
        genders={name: gender for gender in ("m", "f") for name in given[gender].split()},
        given_and_place=frozenset(data["given_names"]),
        not_names=frozenset(data["not_names"]),
        particles=frozenset(data["particles"]),
        family_name_first=frozenset(data["family_name_first"]),
        first_name_known=frozenset(data["first_name_known"]),
        place_prepositions=frozenset(data["place_prepositions"]),
        place_modifiers=frozenset(data["place_modifiers"]),
        place_nouns=frozenset(data["place_nouns"]),
        motion=frozenset(data["motion"]),
        regions=frozenset(data["regions"]),
        senses={sense["name"]: (frozenset(sense["other"]), frozenset(sense["own"])) for sense in data["sense"]},
    )


def gender_of_name(name: str) -> str:
    """The gender of a person's name by its first word, "f", "m" or "" where it doesn't tell."""
    words = fold(name).replace("-", " ").split()
    return name_words().genders.get(words[0], "") if words else ""
