"""Which events a sentence reports, when, where and by whom; published on a Wednesday: 23 April 2025."""

import datetime as dt

import pytest
import spacy

from analysis.language import actors, dates, events  # noqa: F401
from analysis.language.analysis import analyse
from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.model import Article, Furniture


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.load(DEFAULT_PIPELINE)
    for component in ("parley_actors", "parley_dates", "parley_events"):
        nlp.add_pipe(component)
    return nlp


def found(nlp, text, **details):
    return analyse(nlp, Article(file="t", title="", text=text, published=dt.date(2025, 4, 23), **details)).events


def brief(nlp, text):
    return [(event.type.value, event.date, event.planned) for event in found(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas released three hostages on Saturday.", ("RETREAT", "2025-04-19", False)),
        ("The Rapid Support Forces shelled the camp on Monday.", ("ASSAULT", "2025-04-21", False)),
        ("Ilham Aliyev spoke by phone with Nikol Pashinyan yesterday.", ("CONSULT", "2025-04-22", False)),
        ("The European Union imposed tariffs on Chinese cars in October 2024.", ("SANCTION", "2024-10", False)),
        ("Serbia recalled its ambassador on Tuesday.", ("SANCTION", "2025-04-22", False)),
        ("The United States lifted sanctions on Syria last week.", ("CONCEDE", "2025-W16", False)),
        ("Ethiopia deployed troops along the border in March.", ("MOBILIZE", "2025-03", False)),
        ("Qatar delivered 20 tons of food to Khartoum on Sunday.", ("AID", "2025-04-20", False)),
        ("Armenia ratified the treaty on 3 April.", ("SUPPORT", "2025-04-03", False)),
        ("Protesters blocked a bridge in Belgrade on Saturday.", ("PROTEST", "2025-04-19", False)),
        ("Police arrested 200 demonstrators in Tbilisi on Friday.", ("COERCE", "2025-04-18", False)),
        ("Zambia extradited the suspect on Thursday.", ("COOPERATE", "2025-04-17", False)),
        ("China lodged a complaint with the World Trade Organization on Tuesday.", ("ACCUSE", "2025-04-22", False)),
        ("Egypt called for a ceasefire in Gaza on Monday.", ("REQUEST", "2025-04-21", False)),
        ("Kosovo accepted the European proposal on Monday.", ("AGREE", "2025-04-21", False)),
        ("Rwanda rejected the report on Sunday.", ("REJECT", "2025-04-20", False)),
        ("Iran threatened to close the strait.", ("THREATEN", None, False)),
    ],
)
def test_each_type_is_found_with_its_date(nlp, text, expected):
    assert brief(nlp, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serbia and Kosovo will hold talks in Brussels on May 2.", [("CONSULT", "2025-05-02", True)]),
        ("The minister is scheduled to visit Baku on Monday.", [("CONSULT", "2025-04-28", True)]),
        ("Trump and Xi are expected to meet next month.", [("CONSULT", "2025-05", True)]),
        ("The army plans to withdraw its troops on Friday.", [("RETREAT", "2025-04-25", True)]),
        ("France will send 12 howitzers next month.", [("AGREE", "2025-05", True)]),
        ("Steve Witkoff is due in Moscow on Friday.", [("CONSULT", "2025-04-25", True)]),
        ("The militia said it would attack the port.", [("THREATEN", None, True)]),
    ],
)
def test_what_lies_ahead_is_planned(nlp, text, expected):
    assert brief(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Israel did not attack the convoy.",
        "If Israel attacks Iran, oil prices could rise.",
        "Qatar may host the next round of negotiations.",
        "Sudan could withdraw its troops.",
        "The report describes the region.",
        "The attack on the camp was brutal.",
        "Ukraine wants to join the alliance.",
        "Did Armenia sign the treaty?",
        "“Azerbaijan attacked our village on Monday,” he said.",
        "Thank you, Mr. President.",
        "No treaty was signed in Vienna on Monday.",
    ],
)
def test_what_is_denied_supposed_asked_or_quoted_is_no_event(nlp, text):
    assert brief(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas refused to sign the agreement on Tuesday.", [("REJECT", "2025-04-22", False)]),
        ("Negotiators failed to reach an agreement in Geneva on Sunday.", [("REJECT", "2025-04-20", False)]),
        ("Eritrea will not accept the proposal.", [("REJECT", None, False)]),
        ("Canada said that the United States must remove the tariffs.", [("REQUEST", None, False)]),
        ("Both sides agreed to extend the truce.", [("AGREE", None, False)]),
        ("Kosovo accused Serbia of arming the gunmen.", [("ACCUSE", None, False)]),
    ],
)
def test_refusals_demands_and_promises_are_events_and_their_content_is_not(nlp, text, expected):
    assert brief(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The war, which began on April 15, 2023, goes on.", [("ASSAULT", "2023-04-15", False)]),
        ("Russia began its full-scale invasion on February 24, 2022.", [("ASSAULT", "2022-02-24", False)]),
        ("Critics praised nobody; Thursday's meeting at the palace ended early.", [("CONSULT", "2025-04-17", False)]),
        ("Erdogan described the summit on 3 March as useful.", [("CONSULT", "2025-03-03", False)]),
        ("The talks planned for Friday are at risk.", [("CONSULT", "2025-04-25", True)]),
    ],
)
def test_nouns_report_events_where_their_time_is_told(nlp, text, expected):
    assert [event for event in brief(nlp, text) if event in expected] == expected


def test_each_event_takes_the_date_of_its_own_clause(nlp):
    text = "Armenia and Azerbaijan met in Vienna on Tuesday and will meet again on Friday."
    assert brief(nlp, text) == [("CONSULT", "2025-04-22", False), ("CONSULT", "2025-04-25", True)]


def test_the_day_on_which_it_was_told_is_not_the_day_of_the_event(nlp):
    text = "The army retook the airport, a general said on Sunday."
    assert brief(nlp, text) == [("ASSAULT", None, False)]


def test_a_deadline_is_not_the_date_of_the_agreement(nlp):
    assert brief(nlp, "Israel and Hamas agreed to extend the truce until Friday.") == [("AGREE", None, False)]


def test_actors_parties_and_place_come_from_the_clause(nlp):
    (event,) = found(nlp, "Marco Rubio met Sergei Lavrov in Riyadh on Monday, an aide told the press.")
    assert event.actors == ("Marco Rubio", "Sergei Lavrov")
    assert event.parties == ("United States", "Russia")
    assert (event.place, event.text) == ("Riyadh", "Marco Rubio met Sergei Lavrov in Riyadh on Monday")


def test_a_pronoun_stands_for_the_actors_named_before(nlp):
    text = "Ilham Aliyev met Nikol Pashinyan on Monday. They agreed on a prisoner exchange."
    assert [event.parties for event in found(nlp, text)] == [("Azerbaijan", "Armenia"), ("Azerbaijan", "Armenia")]


def test_the_place_of_another_event_is_not_taken(nlp):
    pair = found(nlp, "The rebels withdrew from Goma on Thursday after talks in Doha.")
    assert [(event.type.value, event.place) for event in pair] == [("RETREAT", "Goma"), ("CONSULT", "Doha")]


def test_spans_lie_in_the_text_and_in_their_sentence(nlp):
    text = "Nothing new.\n\nTürkiye hosted talks on Monday. Syria condemned Israel.\n"
    for event in found(nlp, text):
        assert text[event.start : event.end] == event.text
        assert event.sentence[0] <= event.start < event.end <= event.sentence[1]


def test_furniture_and_headings_give_no_event(nlp):
    text = "Israel attacks Gaza on Monday\n\nBy A. Writer who met Hamas on Monday.\n\nEgypt condemned Israel on Monday."
    start = text.index("By")
    furniture = (Furniture(start, text.index("\n\nEgypt"), "byline"),)
    assert [event.type.value for event in found(nlp, text, furniture=furniture)] == ["ACCUSE"]


def test_a_surer_trigger_has_a_higher_confidence(nlp):
    (sure,) = found(nlp, "Kenya imposed sanctions on Uganda on Monday.")
    (weak,) = found(nlp, "Kenya warned Uganda on Monday.")
    assert 0 < weak.confidence < sure.confidence <= 1
