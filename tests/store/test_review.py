"""What a reviewer does besides changing a field: spans, events, accepting, notes, stars, many at once, undo, redo."""

from dataclasses import replace

import pytest

from analysis.access import Act
from analysis.coding.codebook import load_codebook
from analysis.model import Coding, StanceLabel
from analysis.store import StoreError, UnknownIdError
from analysis.store.correction_fields import Correction, Target
from tests.store.samples import SAYS, add, coded


@pytest.fixture
def statement(workspace):
    add(workspace, coded())
    return int(workspace.frames.statements()["statement_id"][0])


def event(field, value):
    return Correction(1, field, value, of=Target.EVENT)


def only_event(workspace):
    (row,) = workspace.frames.events().to_dict("records")
    return row


def test_a_corrected_span_takes_text_content_and_sentence_with_it(workspace, statement):
    text = workspace.article(1).text
    start, end = text.index("the corridor agreement"), text.index(" on Monday")
    workspace.corrections.make([Correction(statement, "span", (start, end))], "ana")
    row = workspace.frames.statement(statement)
    words = "the corridor agreement without conditions.” They met in Prague"
    assert (row["start"], row["end"], row["text"]) == (start, end, words)
    assert row["content"] == words
    assert (row["sentence_start"], row["sentence_end"], row["sentence_text"]) == (0, end, text[:end])
    assert row["corrected"]
    assert workspace.analysis(1) == coded()


def test_inserted_words_stay_out_of_the_content_of_a_corrected_span(workspace):
    text = "“We accept,” Ana Ruiz said, “a truce in May.” They met."
    first, said, end = text.index("“We"), text.index(" Ana"), text.index(" They")
    second = text.index("“a")
    made = coded("We accept", speaker="x")
    article = replace(made.analysis.article, text=text)
    whole = replace(
        made.analysis.statements[0], start=first, end=end, text=text[first:end], sentence=(0, end),
        parts=((first, said), (second, end)), tokens=(), cue=None, source=None,
    )  # fmt: skip
    analysis = replace(made.analysis, article=article, statements=(whole,), events=(), dates=(), mentions=())
    add(workspace, replace(made, analysis=analysis))
    workspace.corrections.make([Correction(1, "span", (text.index("accept"), text.index(" in May")))], "ana")
    row = workspace.frames.statement(1)
    assert row["text"] == "accept,” Ana Ruiz said, “a truce"
    assert row["content"] == "accept a truce"


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-2, 4), ("0", 3), (9000, 9010), (0,), None])
def test_a_span_without_words_is_refused(workspace, statement, span):
    with pytest.raises(StoreError, match=r"no span|no words"):
        workspace.corrections.make([Correction(statement, "span", span)], "ana")


def test_an_event_is_corrected_field_by_field(workspace, statement):
    workspace.corrections.make(
        [
            event("type", "AGREE"), event("date", "2023-W19"), event("planned", True), event("place", None),
            event("actors", ["Charles Michel"]), event("parties", ["European Union"]),
        ],
        "ana",
    )  # fmt: skip
    row = only_event(workspace)
    assert (row["type"], row["date"], row["precision"], row["planned"]) == ("AGREE", "2023-W19", "week", True)
    assert (row["actors"], row["parties"]) == (["Charles Michel"], ["European Union"])
    assert row["place"] != row["place"]  # missing
    assert row["corrected"]
    assert row["reviewed"]
    assert str(row["first_day"])[:10] == "2023-05-08"
    workspace.corrections.make([event("date", None)], "ana")
    assert workspace.frames.events()[["date", "precision", "first_day"]].isna().all(axis=None)
    # The statement in the same article is another thing.
    assert not workspace.frames.statement(statement)["corrected"]


def test_a_rejected_event_is_gone_until_undone(workspace, statement):  # noqa: ARG001
    batch = workspace.corrections.make([event("rejected", True)], "ana")
    assert workspace.frames.events().empty
    workspace.corrections.undo_batch(batch, "ana")
    assert len(workspace.frames.events()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "TALK"),
        ("planned", "yes"),
        ("actors", "Ana"),
        ("actors", [""]),
        ("speaker", "Ana"),
        ("accepted", False),
    ],
)
def test_what_an_event_can_not_have_is_refused(workspace, statement, field, value):  # noqa: ARG001
    with pytest.raises(StoreError):
        workspace.corrections.make([event(field, value)], "ana")
    with pytest.raises(UnknownIdError, match="no event 7"):
        workspace.corrections.make([Correction(7, "type", "AGREE", of=Target.EVENT)], "ana")


def test_accepting_makes_reviewed_and_not_corrected(workspace, statement):
    assert not workspace.frames.statement(statement)["reviewed"]
    workspace.corrections.make([Correction(statement, "accepted", True), event("accepted", True)], "ana")
    row = workspace.frames.statement(statement)
    assert (row["reviewed"], row["corrected"]) == (True, False)
    assert (only_event(workspace)["reviewed"], only_event(workspace)["corrected"]) == (True, False)
    log = workspace.corrections.log().set_index("of")
    assert log.loc["statement", "value"] == {
        "speaker": "Ilham Aliyev",
        "party": "Azerbaijan",
        "kind": "direct",
        "codings": {"corridors": "support"},
    }
    assert log.loc["event", "value"]["place"] == "Prague"


def test_what_is_accepted_is_what_stands_with_the_corrections_made_along(workspace, statement):
    workspace.save_codebook(load_codebook())
    workspace.corrections.correct(statement, "party", "Armenia", "ben")
    both = [Correction(statement, "accepted", True), Correction(statement, "stance", "oppose", "ceasefire")]
    workspace.corrections.make(both, "ana")
    accepted = workspace.frames.corrections().set_index("field").loc["accepted", "value"]
    assert accepted["party"] == "Armenia"
    assert {theme for theme, stance in accepted["codings"].items() if stance} == {"corridors", "ceasefire"}
    # Also the themes that it isn't about were judged.
    assert set(accepted["codings"]) == {"corridors", *(theme.id for theme in load_codebook().themes)}


def test_a_prediction_made_after_the_acceptance_is_not_reviewed(workspace, statement):
    workspace.corrections.make([Correction(statement, "accepted", True)], "ana")
    workspace.replace(1, workspace.analysis(1))
    assert workspace.frames.statement(statement)["reviewed"]
    other = replace(coded(), codings=((Coding("corridors", StanceLabel.OPPOSE, -0.8, 0.6),),))
    workspace.replace(1, other)
    assert not workspace.frames.statement(statement)["reviewed"]


def test_notes_and_stars_are_remarks_not_corrections(workspace, statement):
    workspace.corrections.make(
        [Correction(statement, "note", "Ask Baku."), Correction(statement, "starred", True)], "ana"
    )
    row = workspace.frames.statement(statement)
    assert (row["note"], row["starred"], row["corrected"], row["reviewed"]) == ("Ask Baku.", True, False, False)
    workspace.corrections.make([Correction(statement, "note", None), Correction(statement, "starred", False)], "ana")
    row = workspace.frames.statement(statement)
    assert (row["note"], row["starred"]) == (None, False)


def test_a_role_leaves_with_the_speaker_that_had_it(workspace, statement):
    workspace.corrections.correct(statement, "speaker", "Ilham Aliyev", "ana")
    assert workspace.frames.statement(statement)["role"] == "president"
    workspace.corrections.correct(statement, "speaker", "Hikmet Hajiyev", "ana")
    assert workspace.frames.statement(statement)["role"] is None


def test_a_batch_is_undone_and_redone_as_one(workspace, statement):  # noqa: ARG001
    add(workspace, coded("We reject the corridor agreement for good", "Nikol Pashinyan", "Armenia"))
    batch = workspace.corrections.make(
        [
            Correction(
                id_,
                "party",
                "Iran",
            )
            for id_ in (1, 2)
        ],
        "ana",
    )
    assert workspace.frames.statements()["party"].tolist() == ["Iran", "Iran"]
    workspace.corrections.undo_batch(batch, "ben")
    assert workspace.frames.statements()["party"].tolist() == ["Azerbaijan", "Armenia"]
    assert workspace.corrections.log()["undone_by"].tolist() == ["ben", "ben"]
    again = workspace.corrections.redo_batch(batch, "eva")
    assert workspace.frames.statements()["party"].tolist() == ["Iran", "Iran"]
    log = workspace.corrections.log()
    assert log["batch"].tolist() == [again, again, batch, batch]
    assert log["user"].tolist() == ["eva", "eva", "ana", "ana"]
    assert log["target_id"].tolist() == [2, 1, 2, 1]


def test_of_a_batch_with_a_mistake_nothing_is_kept(workspace, statement):
    with pytest.raises(UnknownIdError):
        workspace.corrections.make([Correction(statement, "party", "Iran"), Correction(99, "party", "Iran")], "ana")
    with pytest.raises(StoreError):
        workspace.corrections.make(
            [Correction(statement, "party", "Iran"), Correction(statement, "kind", "sung")], "ana"
        )
    assert workspace.corrections.log().empty
    assert workspace.frames.statement(statement)["party"] == "Azerbaijan"


def test_a_corrected_span_follows_its_words_where_the_text_comes_back_otherwise(workspace, statement):
    text = workspace.article(1).text
    start = text.index("the corridor")
    workspace.corrections.make([Correction(statement, "span", (start, start + len("the corridor agreement")))], "ana")
    kept = workspace.corrections.log()["value"][0]
    assert kept == {"start": start, "end": start + 22, "text": "the corridor agreement"}
    with workspace.writing(Act.REPLACE_FINDINGS) as connection:
        from analysis.store import schema

        connection.execute(schema.texts.update().values(text=f"  {text}"))
    workspace.corrections.correct(statement, "party", "Iran", "ana")  # a change, so that the tables are read anew
    row = workspace.frames.statement(statement)
    assert (row["start"], row["text"]) == (start + 2, "the corridor agreement")
    assert SAYS not in row["text"]
