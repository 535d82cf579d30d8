"""Sources in, speakers out; the statements are made by hand, so that only who speaks is tested."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.actors import ActorsComponent
from analysis.language.analysis import parse
from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.language.speakers import SpeakersComponent
from analysis.model import Article, Span, Statement, StatementKind

DAY = dt.date(2025, 5, 1)
DIRECT, INDIRECT, TURN = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.TURN


@pytest.fixture(scope="module")
def attribute():
    nlp: Language = spacy.load(DEFAULT_PIPELINE)
    actors, speakers = ActorsComponent(nlp, "parley_actors"), SpeakersComponent(nlp, "parley_speakers")

    def attribute(text: str, *said: tuple[str | None, str, StatementKind], title: str = "") -> list[Statement]:
        """Attribute statements given as (source words, content, kind), in the order of the text."""
        doc = actors(parse(nlp, Article(file="t", title=title, text=text, published=DAY)))
        doc._.statements = _by_hand(doc, said)
        return speakers(doc)._.statements

    return attribute


def _by_hand(doc: Doc, said: tuple[tuple[str | None, str, StatementKind], ...]) -> list[Statement]:
    made, at = [], 0
    for words, content, kind in said:
        start = doc.text.index(content, at)
        source = None
        if words is not None:
            places = [k for k in range(len(doc.text)) if doc.text.startswith(words, k)]
            near = min(places, key=lambda k: abs(k - start))
            source = Span(near, near + len(words), words)
        span = doc.char_span(start, start + 1, alignment_mode="expand")
        sentence = (span.sent.start_char, span.sent.end_char)
        end = start + len(content)
        made.append(
            Statement(kind, start, end, content, sentence, source=source, confidence=0.9, parts=((start, end),))
        )
        at = start + 1
    return made


def voices(statements: list[Statement]) -> list[tuple[str | None, str | None]]:
    return [(s.speaker, s.party) for s in statements]


def test_a_surname_becomes_the_full_name_with_the_role_of_the_introduction(attribute) -> None:
    text = "US Secretary of State Marco Rubio landed in Doha. Rubio said the talks would go on."
    (statement,) = attribute(text, ("Rubio", "the talks would go on", INDIRECT))
    assert (statement.speaker, statement.party, statement.role) == (
        "Marco Rubio",
        "United States",
        "US Secretary of State",
    )


@pytest.mark.parametrize(
    ("text", "source", "speaker", "party"),
    [
        ("A spokesman for Putin said the offer stands.", "A spokesman for Putin", "spokesman for Putin", "Russia"),
        (
            "Rubio's spokesperson said the offer stands.",
            "Rubio's spokesperson",
            "Rubio's spokesperson",
            "United States",
        ),
        ("Officials in Kigali said the offer stands.", "Officials in Kigali", "Officials in Kigali", "Rwanda"),
        ("The African Union said the offer stands.", "The African Union", "African Union", "African Union"),
        ("Islamabad said the offer stands.", "Islamabad", "Pakistan", "Pakistan"),
        ("According to Reuters, the offer stands.", "Reuters", "Reuters", None),
        ("Two villagers said the offer stands.", "Two villagers", "Two villagers", None),
        (
            "A statement by the Israeli army said the offer stands.",
            "A statement by the Israeli army",
            "Israeli army",
            "Israel",
        ),
        ("A source close to Hamas said the offer stands.", "A source close to Hamas", "source close to Hamas", "Hamas"),
    ],
)
def test_sources_that_name_their_side(attribute, text: str, source: str, speaker: str, party: str | None) -> None:
    assert voices(attribute(text, (source, "the offer stands", INDIRECT))) == [(speaker, party)]


def test_pronouns_follow_gender_and_subject(attribute) -> None:
    text = (
        "Kosovo's President Vjosa Osmani met Serbian President Aleksandar Vucic in Brussels. "
        "She said the border was open. He said the border was closed."
    )
    statements = attribute(text, ("She", "the border was open", INDIRECT), ("He", "the border was closed", INDIRECT))
    assert voices(statements) == [("Vjosa Osmani", "Kosovo"), ("Aleksandar Vučić", "Serbia")]
    assert all(s.confidence < 0.9 for s in statements)


def test_a_pronoun_prefers_who_spoke_last_over_who_was_spoken_of(attribute) -> None:
    text = (
        "Pakistani Prime Minister Shehbaz Sharif said India had broken the truce. "
        '"We told Modi to stop," he said. He added that the army was ready.'
    )
    statements = attribute(
        text,
        ("Pakistani Prime Minister Shehbaz Sharif", "India had broken the truce", INDIRECT),
        ("he", '"We told Modi to stop,"', DIRECT),
        ("He", "that the army was ready", INDIRECT),
    )
    assert {s.speaker for s in statements} == {"Shehbaz Sharif"}


def test_it_is_a_country_and_the_group_an_armed_group(attribute) -> None:
    text = "Hamas rejected the plan. Qatar regretted that. It said talks would go on. The group said it would fight."
    statements = attribute(text, ("It", "talks would go on", INDIRECT), ("The group", "it would fight", INDIRECT))
    assert voices(statements) == [("Qatar", "Qatar"), ("Hamas", "Hamas")]


@pytest.mark.parametrize(
    ("text", "source", "speaker", "party"),
    [
        (
            "Azerbaijan's foreign minister Jeyhun Bayramov met Ararat Mirzoyan. The minister said a text was agreed.",
            "The minister",
            "Jeyhun Bayramov",
            "Azerbaijan",
        ),
        ("Sudan's army took Bara. The army said a text was agreed.", "The army", "Sudanese Armed Forces", "Sudan"),
        (
            "NATO Secretary General Mark Rutte spoke in Vilnius. The alliance said a text was agreed.",
            "The alliance",
            "NATO",
            "NATO",
        ),
        (
            "China's commerce ministry replied. A ministry spokesperson said a text was agreed.",
            "A ministry spokesperson",
            "ministry spokesperson",
            "China",
        ),
        (
            "Rwandan President Paul Kagame met his Congolese counterpart Felix Tshisekedi. "
            "The two leaders said a text was agreed.",
            "The two leaders",
            "Paul Kagame and Félix Tshisekedi",
            "Rwanda",
        ),
    ],
)
def test_definite_phrases(attribute, text: str, source: str, speaker: str, party: str | None) -> None:
    assert voices(attribute(text, (source, "a text was agreed", INDIRECT))) == [(speaker, party)]


def test_who_is_its_antecedent(attribute) -> None:
    text = "Omani foreign minister Badr al-Busaidi, who said a deal was near, flew home."
    assert voices(attribute(text, ("who", "a deal was near", INDIRECT))) == [("Badr al-Busaidi", "Oman")]


def test_a_quotation_that_stands_alone_continues_its_speaker(attribute) -> None:
    text = 'Cambodia\'s leader Hun Manet said the shelling must end.\n\n"We want peace."'
    statements = attribute(
        text,
        ("Cambodia's leader Hun Manet", "the shelling must end", INDIRECT),
        (None, '"We want peace."', DIRECT),
    )
    assert statements[1].speaker == "Hun Manet"
    assert statements[1].confidence < statements[0].confidence


def test_nobody_is_invented(attribute) -> None:
    text = "It was decided that the border would open. He said the border was closed."
    statements = attribute(
        text, (None, "that the border would open", INDIRECT), ("He", "the border was closed", INDIRECT)
    )
    assert voices(statements) == [(None, None), (None, None)]
    assert statements[1].confidence < 0.9


def test_several_who_speak_together(attribute) -> None:
    text = "Britain, France and Germany said Iran must answer. They said time was short."
    statements = attribute(
        text,
        ("Britain, France and Germany", "Iran must answer", INDIRECT),
        ("They", "time was short", INDIRECT),
    )
    assert [s.speaker for s in statements] == ["United Kingdom, France and Germany"] * 2


def test_labels_of_a_transcript(attribute) -> None:
    text = "MS. PSAKI:  Good day.\n\nQ    What of the talks?\n\nTHE VICE PRESIDENT:  They go on.\n\nMR. ORTEGA:  Yes."
    statements = attribute(
        text,
        ("MS. PSAKI", "Good day.", TURN),
        ("Q", "What of the talks?", TURN),
        ("THE VICE PRESIDENT", "They go on.", TURN),
        ("MR. ORTEGA", "Yes.", TURN),
        title="Press Secretary Jen Psaki, Vice President Harris and Envoy Luis Ortega",
    )
    assert voices(statements) == [
        ("Jen Psaki", "United States"),
        ("Journalist", None),
        ("Kamala Harris", "United States"),
        ("Luis Ortega", None),
    ]


def test_a_spokesman_of_its_own_keeps_the_party_of_the_owner(attribute) -> None:
    text = "The African Union welcomed it. Its spokesman Peter Mwangi said time was short. Mwangi said he was hopeful."
    statements = attribute(
        text,
        ("Its spokesman Peter Mwangi", "time was short", INDIRECT),
        ("Mwangi", "he was hopeful", INDIRECT),
    )
    assert voices(statements) == [("Peter Mwangi", "African Union")] * 2


def test_the_diplomat_is_the_diplomat_who_has_just_spoken(attribute) -> None:
    text = (
        "Ethiopian Prime Minister Abiy Ahmed spoke. A Western diplomat in Nairobi said the truce was dead. "
        "The diplomat said the talks had failed."
    )
    statements = attribute(
        text,
        ("A Western diplomat in Nairobi", "the truce was dead", INDIRECT),
        ("The diplomat", "the talks had failed", INDIRECT),
    )
    assert voices(statements) == [("Western diplomat in Nairobi", None)] * 2
