"""When a found speaker, party or stance is the one of the gold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.language.actor_tables import countries, fold, organisations

# How Slavic surnames on -sky are written in Latin letters.
_SKY = re.compile(r"sk(?:yy|iy|yi|ii|ij)\b")
# The gold's words for a theme without a side.
_NO_SIDE = frozenset({"none", "unclear", "neutral"})


def same_speaker(found: str | None, accepted: Iterable[str]) -> bool:
    """Whether the found name is an accepted one or shares its last word; letter case and accents don't count."""
    words = _words(found)
    return bool(words) and any(words == _words(name) or words[-1:] == _words(name)[-1:] for name in accepted)


def same_party(found: str | None, gold: str | None) -> bool:
    """Whether two names stand for the same party, as "US" and "United States" do, or neither is known."""
    return party_key(found) == party_key(gold)


def party_key(party: str | None) -> str:
    """A party's name that is the same for all its names; empty for none."""
    key = fold(party or "").casefold()
    return _parties().get(key, key)


def same_stance(found: str, gold: str) -> bool:
    """Whether two labels are the same; "none", "neutral" and "unclear" are: each takes no side."""
    return found == gold or {found, gold} <= _NO_SIDE


def _words(name: str | None) -> list[str]:
    folded = _SKY.sub("sky", fold(name or "").lower())
    return re.sub(r"[^a-z ]", "", folded.replace("the ", "")).split()


@cache
def _parties() -> dict[str, str]:
    """Every name of a party, in lower case -> the one it goes by here."""
    import pycountry

    found: dict[str, str] = {}
    for country in countries():
        listed = pycountry.countries.get(alpha_3=country.iso3) if country.iso3 else None
        for name in (country.actor.name, *country.actor.aliases, *([listed.name] if listed else [])):
            found.setdefault(fold(name).casefold(), country.actor.name.casefold())
    for organisation in organisations():
        if organisation.party == organisation.name:
            for name in (organisation.name, *organisation.aliases):
                found.setdefault(fold(name).casefold(), organisation.name.casefold())
    return found
