import pytest

from analysis.views.foretold import how_said
from analysis.views.said_and_done import said_and_done
from analysis.views.timeline import group
from tests.views.material import events, statements


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Ethiopia will fill the reservoir in July", "announced"),
        ("threatened tariffs on steel", "announced"),
        ("Ethiopia will not fill the reservoir", "denied"),
        ("ruled out talks with the junta", "denied"),
        ("Ethiopia will fill the reservoir unless Egypt signs", "conditioned"),
        ("would withdraw only if sanctions were lifted", "conditioned"),
        ("the talks were useful", None),
    ],
)
def test_how_a_thing_is_said(text, how):
    found = how_said(text)
    assert (found and found[0]) == how


def said(content, date="2025-05-01", party="Ethiopia", **more):
    return {"content": content, "party": party, "date": date, "sentence_text": content} | more


def happened(text, date="2025-06-10", parties=("Ethiopia",), type_="CONSULT", **more):
    return {"text": text, "date": date, "parties": list(parties), "type": type_} | more


def paired(says, *does):
    return said_and_done(statements(*says), group(events(*does)))


FILLED = happened("Ethiopia filled the reservoir of the dam on 10 June", type_="COOPERATE")


def test_an_event_stands_beside_the_statement_that_announced_it_and_says_why():
    (pair,) = paired([said("it would fill the reservoir of the dam")], FILLED)
    assert (pair.statement_id, pair.event_key, pair.how, pair.days) == (1, "1", "announced", 40)
    assert pair.why == (
        "Announced (“would”) by Ethiopia, which takes part in the event 40 days later: both say “filled”, “reservoir”, "
        "“dam”."
    )


def test_a_denial_and_a_condition_stand_beside_it_too():
    says = [said("it will never fill the reservoir of the dam"), said("it fills the reservoir if the dam is safe")]
    assert {(pair.statement_id, pair.how) for pair in paired(says, FILLED)} == {(1, "denied"), (2, "conditioned")}


def test_talks_that_were_announced_are_known_by_their_kind_and_the_other_party():
    met = happened("Delegations of Ethiopia and Egypt met in Cairo", parties=("Ethiopia", "Egypt"))
    (pair,) = paired([said("Ethiopia agreed to begin negotiations with Egypt")], met)
    assert pair.why.endswith("it speaks of “negotiations”; it names Egypt too.")
    assert paired([said("Ethiopia agreed to begin negotiations")], met) == []


@pytest.mark.parametrize(
    "statement",
    [
        said("it would fill the reservoir of the dam", party="Egypt"),  # another party
        said("it would fill the reservoir of the dam", date="2025-06-10"),  # on the day itself
        said("it would fill the reservoir of the dam", date="2024-06-10"),  # a year before
        said("it would fill the reservoir of the dam", date=None),
        said("the reservoir of the dam is full"),  # tells, and foretells nothing
        said("it would lower tariffs"),  # on something else
    ],
)
def test_nothing_else_is_paired(statement):
    assert paired([statement], FILLED) == []


def test_planned_and_undated_events_are_not_done():
    statement = said("it would fill the reservoir of the dam")
    assert paired([statement], FILLED | {"planned": True}) == []
    assert paired([statement], FILLED | {"date": None}) == []


def test_a_reprint_is_not_paired_again_and_of_equals_the_latest_is():
    words = "it would fill the reservoir of the dam"
    says = [said(words), said(words, date="2025-05-02", counts_as=1), said(words, date="2025-05-20")]
    assert [pair.statement_id for pair in paired(says, FILLED)] == [3]
