"""What the tables of actors must know."""

from __future__ import annotations

import datetime as dt

import pycountry
import pytest

from analysis.language.gazetteer import country_code, holder, known_actors, names, party_kind, party_names
from analysis.model import ActorKind


def test_every_sovereign_country_is_a_party() -> None:
    codes = {country_code(party) for party in party_names()}
    # Dependent territories speak through the country they belong to; these don't.
    for code in ("UKR", "SDN", "SSD", "PSE", "TWN", "XKX", "TUV", "VAT", "COD", "COG"):
        assert code in codes
    assert len(codes - {None}) >= 195
    assert all(code == "XKX" or pycountry.countries.get(alpha_3=code) for code in codes - {None})


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Khartoum", "Sudan"),
        ("Pristina", "Kosovo"),
        ("Azeri", "Azerbaijan"),
        ("Turkey", "Türkiye"),
        ("Turkiye", "Türkiye"),
        ("DRC", "Democratic Republic of the Congo"),
        ("Emirati", "United Arab Emirates"),
        ("Foggy Bottom", "United States"),
        ("Knesset", "Israel"),
        ("European Commission", "European Union"),
        ("RSF", "Rapid Support Forces"),
        ("Hizbollah", "Hezbollah"),
        ("Zelenskiy", "Ukraine"),
        ("Vucic", "Serbia"),
        ("Erdogan", "Türkiye"),
        ("Islamic Republic of Iran", "Iran"),
    ],
)
def test_names_lead_to_parties(name: str, party: str) -> None:
    assert names()[name].actor.party == party


def test_outlets_and_aid_organisations_have_no_party() -> None:
    assert names()["Reuters"].actor.kind is ActorKind.OUTLET
    assert names()["Reuters"].actor.party is None
    assert names()["Human Rights Watch"].actor.party is None


@pytest.mark.parametrize(
    ("party", "office", "day", "name"),
    [
        ("France", "president", dt.date(2025, 4, 18), "Emmanuel Macron"),
        ("France", "president", dt.date(2016, 1, 1), "François Hollande"),
        ("United States", "Secretary of Defense", dt.date(2023, 6, 1), "Lloyd Austin"),
        ("United Kingdom", "foreign secretary", dt.date(2025, 4, 23), "David Lammy"),
        ("United Kingdom", "leader", dt.date(2023, 1, 1), "Rishi Sunak"),
        ("Israel", "leader", dt.date(2024, 5, 1), "Benjamin Netanyahu"),
        ("NATO", "secretary-general", dt.date(2022, 1, 1), "Jens Stoltenberg"),
        ("Germany", "chancellor", dt.date(2025, 5, 6), None),  # the day of the handover: two held it
    ],
)
def test_offices_are_held_at_a_date(party: str, office: str, day: dt.date, name: str | None) -> None:
    person = holder(party, office, day)
    assert (person.actor.name if person else None) == name


def test_offices_of_many_have_no_holder() -> None:
    assert holder("United States", "senator", dt.date(2025, 1, 1)) is None


def test_parties_have_kinds() -> None:
    assert party_kind("Hamas") is ActorKind.ARMED_GROUP
    assert party_kind("African Union") is ActorKind.ALLIANCE
    assert party_kind("Armenia") is ActorKind.COUNTRY


def test_every_party_of_a_person_is_a_party_of_the_tables() -> None:
    unknown = {a.party for a in known_actors() if a.party and party_kind(a.party) is None}
    assert unknown == set()
