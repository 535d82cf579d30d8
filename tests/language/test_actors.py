"""Sentences in, mentions of actors out."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
import spacy
from spacy.language import Language

from analysis.language.actors import ActorsComponent
from analysis.language.analysis import parse
from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.model import ActorKind, Article, Mention

DAY = dt.date(2025, 5, 1)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(DEFAULT_PIPELINE)


@pytest.fixture(scope="module")
def component(nlp: Language) -> ActorsComponent:
    return ActorsComponent(nlp, "parley_actors")


@pytest.fixture(scope="module")
def find(nlp: Language, component: ActorsComponent):
    def find(text: str, title: str = "", published: dt.date | None = DAY) -> list[Mention]:
        doc = parse(nlp, Article(file="t", title=title, text=text, published=published))
        return component(doc)._.mentions

    return find


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.name, m.party) for m in mentions]


@pytest.mark.parametrize(
    ("text", "name", "party", "role"),
    [
        (
            "US Secretary of State Marco Rubio left.",
            "Marco Rubio",
            "United States",
            "US Secretary of State",
        ),
        (
            "Sudanese army chief Abdel Fattah al-Burhan spoke.",
            "Abdel Fattah al-Burhan",
            "Sudan",
            "Sudanese army chief",
        ),
        ("Hamas spokesman Karim Nasser spoke.", "Karim Nasser", "Hamas", "Hamas spokesman"),
        (
            "Armenia's deputy foreign minister Vahan Petrosyan spoke.",
            "Vahan Petrosyan",
            "Armenia",
            "Armenia's deputy foreign minister",
        ),
        (
            "UN special envoy for Yemen Hans Grundberg spoke.",
            "Hans Grundberg",
            "United Nations",
            "UN special envoy for Yemen",
        ),
        ("Italy's Giorgia Meloni spoke.", "Giorgia Meloni", "Italy", None),
        ("Senator Lindsey Graham spoke.", "Lindsey Graham", "United States", "Senator"),
    ],
)
def test_titles_before_a_name(find, text: str, name: str, party: str, role: str | None) -> None:
    (mention,) = find(text)
    assert (mention.name, mention.party, mention.role) == (name, party, role)
    assert mention.kind is ActorKind.PERSON
    assert text[mention.start : mention.end] == mention.text


def test_appositions_before_and_after_a_name(find) -> None:
    text = "Kosovo's prime minister, Albin Kurti, met Lena Weiss, a spokeswoman for the Austrian army. Weiss smiled."
    mentions = find(text)
    assert named(mentions) == [
        ("Albin Kurti", "Kosovo"),
        ("Albin Kurti", "Kosovo"),
        ("Lena Weiss", "Austria"),
        ("Lena Weiss", "Austria"),
        ("Lena Weiss", "Austria"),
    ]
    assert mentions[-1].text == "Weiss"


def test_an_analyst_speaks_for_no_party(find) -> None:
    mentions = find("Olena Marchuk, a Ukrainian political analyst, said so. Marchuk left.")
    assert mentions[0].party is None
    assert mentions[-1].name == "Olena Marchuk"
    assert mentions[-1].party is None


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("The Israeli foreign ministry replied.", "Israeli foreign ministry", "Israel"),
        ("Moscow's delegation replied.", "Moscow's delegation", "Russia"),
        ("Senior Pakistani officials replied.", "Senior Pakistani officials", "Pakistan"),
        ("A spokesman for Putin replied.", "spokesman for Putin", "Russia"),
        ("Macron's office replied.", "Macron's office", "France"),
        ("Officials in Kyiv replied.", "Officials in Kyiv", "Ukraine"),
        ("A spokesperson for the Rapid Support Forces replied.", "spokesperson for the Rapid Support Forces", None),
        ("European leaders replied.", "European leaders", "European Union"),
    ],
)
def test_unnamed_actors_have_a_party(find, text: str, name: str, party: str | None) -> None:
    (mention,) = find(text)
    assert mention.name == name
    assert mention.party == (party or "Rapid Support Forces")


def test_an_office_is_its_holder_at_the_date_of_the_article(find) -> None:
    assert named(find("The French president replied.")) == [("Emmanuel Macron", "France")]
    assert named(find("The French president replied.", published=dt.date(2015, 3, 1))) == [
        ("François Hollande", "France")
    ]
    assert named(find("The former French president replied.")) == [("former French president", "France")]
    assert named(find("A State Department spokesperson replied.")) == [
        ("State Department spokesperson", "United States")
    ]


def test_the_article_knows_who_holds_an_office_better_than_the_tables(find) -> None:
    mentions = find("Peru's foreign minister Rosa Quispe arrived. The Peruvian foreign minister smiled.")
    assert named(mentions) == [("Rosa Quispe", "Peru"), ("Rosa Quispe", "Peru")]


def test_the_title_introduces_persons(find) -> None:
    assert named(find("Psaki arrived.", title="Press Secretary Jen Psaki on sanctions")) == [
        ("Jen Psaki", "United States")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan Bardella arrived.", [("Jordan Bardella", "France")]),
        ("Chad Miller arrived.", [("Chad Miller", None)]),
        ("Hunter Biden arrived.", [("Hunter Biden", None)]),
        ("Jordan and Chad replied.", [("Jordan", "Jordan"), ("Chad", "Chad")]),
        ("Voters in Atlanta and across Georgia waited.", []),
        ("Georgia replied from Tbilisi.", [("Georgia", "Georgia"), ("Georgia", "Georgia")]),
        ("South Sudan and Sudan replied.", [("South Sudan", "South Sudan"), ("Sudan", "Sudan")]),
        ("New Mexico waited.", []),
        ("The Washington Post asked.", [("The Washington Post", None)]),
        ("The Darfur Tribune asked.", [("The Darfur Tribune", None)]),
    ],
)
def test_ambiguous_names(find, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(find(text)) == expected


def test_a_city_is_a_government_only_where_it_acts(find) -> None:
    assert named(find("Talks were held in Moscow.")) == []
    assert named(find("Moscow rejected the offer.")) == [("Russia", "Russia")]
    assert named(find("Talks between Kyiv and Moscow failed.")) == [("Ukraine", "Ukraine"), ("Russia", "Russia")]


def test_names_over_a_line_break_and_with_accents(find) -> None:
    assert named(find("The United\nStates and Recep Tayyip\nErdogan replied.")) == [
        ("United States", "United States"),
        ("Recep Tayyip Erdoğan", "Türkiye"),
    ]


def test_mentions_never_overlap(find) -> None:
    mentions = find(
        "Israeli Prime Minister Benjamin Netanyahu's office told the UN Security Council's members in New York."
    )
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert mentions[0].name == "Israeli Prime Minister Benjamin Netanyahu's office"
    assert mentions[0].party == "Israel"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kharkiv mayor Ihor Terekhov replied.", "Ukraine"),
        ("Goma's governor Jean Bosco Mwangi replied.", "Democratic Republic of the Congo"),
        ("The governor of Sumy region, Oleh Hryhorov, replied.", "Ukraine"),
    ],
)
def test_local_officials_speak_for_the_country_of_their_city(find, text: str, party: str) -> None:
    assert {m.party for m in find(text)} == {party}


def test_a_city_that_is_no_capital_is_no_actor(find) -> None:
    assert find("Kharkiv was hit again.") == []
