"""The queue, the form, many at once and the log, on talks over a corridor made by hand."""

import dataclasses

import numpy as np
import pytest

from analysis.model import Coding, StanceLabel
from analysis.store import Filters, StoreError
from analysis.store.correction_fields import Correction, Target
from analysis.views.evidence import gather
from analysis.views.review import Ask, event_queue, following, statement_queue
from analysis.views.review_bulk import Action, Which, chosen, corrections_for
from analysis.views.review_edit import Form, corrections_of, event_form, place, statement_form
from analysis.views.review_log import acts, last_of
from tests.store.samples import SAYS, add, coded

NAMES = {"corridors": "Corridors"}


def unsure(analysed, confidence, coding=None):
    """The same, with the statement's confidence and one coding set."""
    statement = dataclasses.replace(analysed.analysis.statements[0], confidence=confidence)
    analysis = dataclasses.replace(analysed.analysis, statements=(statement,))
    return dataclasses.replace(analysed, analysis=analysis, codings=((coding,) if coding else (),))


@pytest.fixture
def talks(workspace):
    """1: Azerbaijan's only word on corridors; 2, 3: Armenia against, two days later for; 4: unsure, no theme."""
    sure = Coding("corridors", StanceLabel.SUPPORT, 0.9, 0.9)
    add(workspace, unsure(coded(), 0.9, sure))
    against = Coding("corridors", StanceLabel.OPPOSE, -0.9, 0.9)
    add(workspace, unsure(coded("We reject it all for good", "Nikol Pashinyan", "Armenia"), 0.9, against))
    later = coded("We accept it after all of this", "Ararat Mirzoyan", "Armenia", date="2023-05-16")
    add(workspace, unsure(later, 0.9, sure))
    add(workspace, unsure(coded("Prisoners may go home in June", "Farida Khan", None), 0.35))
    return workspace


def queue(workspace, user="ana", ask=Ask.NOBODY, filters=Filters()):  # noqa: B008
    return statement_queue(gather(workspace, filters), workspace.frames.corrections(), user, ask, NAMES)


def test_the_queue_asks_what_matters_and_what_is_unsure_first_and_says_why(talks):
    found = queue(talks)
    assert {number: found.reason(number) for number in found.ids.tolist()} == {
        4: "35% sure that this is a statement; its party isn’t known",
        1: "the only statement behind Azerbaijan on Corridors",
        2: "against what Armenia said on Corridors on 16 May 2023",
        3: "against what Armenia said on Corridors on 14 May 2023",
    }
    assert found.ids.tolist() == [4, 1, 2, 3]
    assert (found.reviewed, found.total) == (0, 4)


def test_what_is_reviewed_leaves_the_queue_of_all_or_of_one_reviewer(talks):
    talks.corrections.make([Correction(1, "accepted", True)], "ana")
    talks.corrections.make([Correction(2, "party", "Iran")], "ben")
    talks.corrections.make([Correction(3, "starred", True), Correction(3, "note", "Look again.")], "ana")
    ids = {ask: set(queue(talks, "ana", ask).ids.tolist()) for ask in Ask}
    assert ids == {Ask.NOBODY: {3, 4}, Ask.NOT_ME: {2, 3, 4}, Ask.ALL: {1, 2, 3, 4}}
    assert queue(talks).reviewed == 2
    assert queue(talks, filters=Filters(actors=("Farida Khan",))).total == 1


def test_what_was_found_otherwise_since_it_was_accepted_is_asked_again(talks):
    talks.corrections.make([Correction(1, "accepted", True)], "ana")
    turned = Coding("corridors", StanceLabel.OPPOSE, -0.9, 0.9)
    talks.replace(1, unsure(coded(), 0.9, turned))
    found = queue(talks)
    assert found.ids[0] == 1
    assert found.reason(1).split(";")[0] == "found otherwise since it was accepted"


def test_events_are_asked_too(talks):
    talks.corrections.make([Correction(2, "date", None, of=Target.EVENT)], "ben")
    found = event_queue(gather(talks, Filters()).events, talks.frames.corrections(), "ana", Ask.NOT_ME)
    assert found.ids[0] == 2
    assert found.reason(2) == "when it happened isn’t known"
    assert found.total == 4


def test_the_way_through_a_queue_begins_anew_at_its_end():
    assert [following(np.array([4, 1, 2]), at) for at in (4, 2, 99, None)] == [1, 4, 4, 4]
    assert following(np.array([4]), 4) is None
    assert following(np.array([], dtype=int), 4) is None


def form_of(workspace, statement):
    row = workspace.frames.statement(statement)
    where = place(workspace.article(row["article_id"]).text, row["start"], row["end"])
    return statement_form(row, workspace.frames.codings()), where


def test_an_unchanged_form_corrects_nothing(talks):
    before, where = form_of(talks, 1)
    assert before.values == {
        "speaker": "Ilham Aliyev", "party": "Azerbaijan", "kind": "direct", "date": "2023-05-14",
    }  # fmt: skip
    assert where.parts == ("Ilham Aliyev said: ", f"“{SAYS}.”", " They met in Prague on Monday.")
    assert corrections_of(1, Target.STATEMENT, before, before, where) == []


def test_a_changed_form_corrects_what_was_changed(talks):
    before, where = form_of(talks, 1)
    values = {**before.values, "party": None, "date": "2023-05"}
    after = Form("accept the\n corridor agreement", values, {"transit": "conditional"})
    start = where.offset + where.paragraph.index("accept")
    made = corrections_of(1, Target.STATEMENT, before, after, where)
    assert made == [
        Correction(1, "party", None),
        Correction(1, "date", "2023-05"),
        Correction(1, "span", (start, start + len("accept the corridor agreement"))),
        Correction(1, "stance", "conditional", "transit"),
        Correction(1, "stance", None, "corridors"),
    ]
    talks.corrections.make(made, "ana")
    again, _ = form_of(talks, 1)
    assert (again.words, again.stances) == ("accept the corridor agreement", {"transit": "conditional"})


def test_words_that_stand_more_than_once_are_found_where_the_statement_is():
    where = place("Peace now, he said. Peace now, she said.", 20, 29)
    before, after = Form("Peace now", {}), Form("Peace", {})
    (made,) = corrections_of(1, Target.STATEMENT, before, after, where)
    assert made.value == (20, 25)


@pytest.mark.parametrize("change", [{"words": "words of nobody"}, {"words": " "}, {"date": "last May"}])
def test_a_form_that_makes_no_sense_is_refused_with_what_to_do(talks, change):
    before, where = form_of(talks, 1)
    after = Form(
        change.get("words", before.words), {**before.values, **{k: v for k, v in change.items() if k == "date"}}
    )
    with pytest.raises(StoreError, match=r"Copy them|can't be used"):
        corrections_of(1, Target.STATEMENT, before, after, where)


def test_the_form_of_an_event_has_its_fields(talks):
    row = talks.frames.with_texts(talks.frames.events()).to_dict("records")[0]
    form = event_form(row)
    assert form.words == "They met in Prague on Monday"
    assert form.values == {
        "type": "CONSULT", "date": "2023-05-08", "planned": False, "place": "Prague", "actors": ["Ilham Aliyev"],
        "parties": ["Azerbaijan"],
    }  # fmt: skip


def test_many_are_chosen_by_how_sure_all_of_them_is_and_undone_at_once(talks):
    evidence = gather(talks, Filters())
    assert chosen(evidence, Which(least=0.8))["statement_id"].tolist() == [1, 2, 3]
    assert chosen(evidence, Which(most=0.5))["statement_id"].tolist() == [4]
    talks.corrections.make(corrections_for(chosen(evidence, Which(least=0.8)), Action.ACCEPT), "ana")
    evidence = gather(talks, Filters())
    assert chosen(evidence, Which())["statement_id"].tolist() == [4]
    armenia = gather(talks, Filters(parties=("Armenia",)))
    assert chosen(armenia, Which()).empty
    both = chosen(armenia, Which(only_unreviewed=False))
    talks.corrections.make(corrections_for(both, Action.PARTY, "Yerevan"), "ana")
    assert talks.frames.statements()["party"].tolist()[1:3] == ["Yerevan", "Yerevan"]
    act = last_of(acts(talks, NAMES), "ana")
    assert (act.count, act.lines) == (2, ("2 statements: party: Armenia → Yerevan",))
    talks.corrections.undo_batch(act.batch, "ana")
    assert talks.frames.statements()["party"].tolist()[1:3] == ["Armenia", "Armenia"]


def test_the_log_says_what_stood_before_and_after(talks):
    talks.corrections.make([Correction(1, "party", "Iran"), Correction(1, "stance", "oppose", "corridors")], "ana")
    undone = talks.corrections.make([Correction(1, "party", "Georgia")], "ben")
    talks.corrections.undo_batch(undone, "ana")
    talks.corrections.make([Correction(1, "party", None), Correction(1, "accepted", True)], "ben")
    talks.corrections.make([Correction(2, "date", "2023-05-12", of=Target.EVENT)], "ana")
    log = acts(talks, NAMES)
    assert [(act.user, act.of, act.targets, act.lines) for act in log] == [
        ("ana", Target.EVENT, (2,), ("date: 8 May 2023 → 12 May 2023",)),
        ("ben", Target.STATEMENT, (1,), ("party: Iran → unknown", "accepted as it stands")),
        ("ben", Target.STATEMENT, (1,), ("party: Iran → Georgia",)),
        (
            "ana", Target.STATEMENT, (1,),
            ("party: Azerbaijan → Iran", "stance on Corridors: support → oppose"),
        ),
    ]  # fmt: skip
    assert [act.undone_by for act in log] == [None, None, "ana", None]
    assert last_of(log, "ben").lines == ("party: Iran → unknown", "accepted as it stands")
