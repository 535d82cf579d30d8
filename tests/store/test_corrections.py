"""What an analyst corrects wins in every frame, outlives a new analysis, and can be undone."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.store import Filters, StoreError, UnknownIdError
from tests.store.samples import add, coded


@pytest.fixture
def statement(workspace):
    add(workspace, coded())
    return int(workspace.frames.statements()["statement_id"][0])


def test_a_correction_wins_in_every_frame_and_is_marked(workspace, statement):
    workspace.corrections.correct(statement, "speaker", "Nikol Pashinyan", "ana")
    workspace.corrections.correct(statement, "party", "Armenia", "ana")
    workspace.corrections.correct(statement, "date", "2023-05", "ana")
    workspace.corrections.correct(statement, "kind", "indirect", "ana")
    row = workspace.frames.statement(statement)
    assert (row["speaker"], row["party"], row["date"], row["kind"]) == (
        "Nikol Pashinyan",
        "Armenia",
        "2023-05",
        "indirect",
    )
    assert row["corrected"]
    coding = workspace.frames.codings().iloc[0]
    assert (coding["party"], coding["date"], coding["kind"]) == ("Armenia", "2023-05", "indirect")
    assert len(workspace.frames.statements(Filters(parties=("Armenia",)))) == 1
    assert len(workspace.frames.statements(Filters(parties=("Azerbaijan",)))) == 0
    assert len(workspace.frames.statements(Filters(since=dt.date(2023, 5, 31)))) == 1
    # What was found stays as it was found.
    assert workspace.analysis(1) == coded()


def test_a_stance_is_corrected_added_and_taken_away(workspace, statement):
    workspace.corrections.correct(statement, "stance", "oppose", "ana", theme="corridors")
    workspace.corrections.correct(statement, "stance", "support", "ana", theme="transit")
    found = workspace.frames.with_texts(workspace.frames.codings()).set_index("theme")
    assert found["stance"].to_dict() == {"corridors": "oppose", "transit": "support"}
    assert found["score"].to_dict() == {"corridors": -1.0, "transit": 1.0}
    assert found["confidence"].tolist() == [1.0, 1.0]
    assert found.loc["corridors", "evidence"] == ["accept", "corridor"]
    assert len(workspace.frames.statements(Filters(themes=("transit",)))) == 1
    workspace.corrections.correct(statement, "stance", None, "ana", theme="corridors")
    assert workspace.frames.codings()["theme"].tolist() == ["transit"]


def test_a_rejected_statement_is_in_no_frame(workspace, statement):
    correction = workspace.corrections.correct(statement, "rejected", True, "ana")
    assert len(workspace.frames.statements()) == len(workspace.frames.codings()) == 0
    with pytest.raises(UnknownIdError):
        workspace.frames.statement(statement)
    workspace.corrections.undo(correction, "ana")
    assert len(workspace.frames.statements()) == len(workspace.frames.codings()) == 1


def test_the_latest_correction_counts_and_undo_brings_the_one_before_back(workspace, statement):
    first = workspace.corrections.correct(statement, "party", "Armenia", "ana")
    second = workspace.corrections.correct(statement, "party", None, "ben")
    assert workspace.frames.statement(statement)["party"] is None
    workspace.corrections.undo(second, "ana")
    assert workspace.frames.statement(statement)["party"] == "Armenia"
    workspace.corrections.undo(first, "ana")
    assert workspace.frames.statement(statement)["party"] == "Azerbaijan"
    assert not workspace.frames.statement(statement)["corrected"]


def test_the_log_says_who_changed_what_and_who_took_it_back(workspace, statement):
    first = workspace.corrections.correct(statement, "party", "Armenia", "ana")
    workspace.corrections.correct(statement, "stance", "oppose", "ben", theme="corridors")
    workspace.corrections.undo(first, "eva")
    workspace.corrections.undo(first, "someone later")
    log = workspace.corrections.log()
    assert log["user"].tolist() == ["ben", "ana"]
    assert log["field"].tolist() == ["stance", "party"]
    assert log["value"].tolist() == ["oppose", "Armenia"]
    assert log["theme"].tolist() == ["corridors", None]
    assert log["undone_by"].tolist() == [None, "eva"]
    assert log["article_id"].tolist() == [1, 1]
    moments = [dt.datetime.fromisoformat(moment) for moment in log["made"]]
    assert all(moment.utcoffset() == dt.timedelta(0) for moment in moments)


def test_corrections_survive_a_new_analysis_also_where_the_edge_moved(workspace, statement):
    workspace.corrections.correct(statement, "party", "Armenia", "ana")
    analysed = coded()
    said = analysed.analysis.statements[0]
    # The new analysis leaves the quotation marks out, so that no statement stands at the old place.
    moved = replace(
        said, start=said.start + 1, end=said.end - 1, text=said.text[1:-1], parts=((said.start + 1, said.end - 1),)
    )
    workspace.replace(1, replace(analysed, analysis=replace(analysed.analysis, statements=(moved,))))
    frame = workspace.frames.statements()
    assert frame["statement_id"].tolist() != [statement]
    assert frame["party"].tolist() == ["Armenia"]
    assert frame["corrected"].tolist() == [True]


def test_corrections_come_back_with_a_deleted_article(workspace, statement):
    workspace.corrections.correct(statement, "party", "Armenia", "ana")
    workspace.delete(1)
    assert workspace.corrections.log()["article_id"].isna().tolist() == [True]
    add(workspace, coded())
    assert workspace.frames.statements()["party"].tolist() == ["Armenia"]


@pytest.mark.parametrize(
    ("field", "value", "theme", "says"),
    [
        ("colour", "red", None, "'colour' can't be corrected"),
        ("kind", "shouted", None, "'shouted' is no kind"),
        ("date", "last week", None, "date can't be used: 'last week'"),
        ("date", "2023-02-30", None, "date can't be used"),
        ("stance", "support", None, "corrected on one theme"),
        ("party", "Armenia", "corridors", "nothing else has a theme"),
        ("stance", "maybe", "corridors", "'maybe' is no stance"),
        ("party", "", None, "'' is no party"),
    ],
)
def test_what_makes_no_sense_is_refused(workspace, statement, field, value, theme, says):
    with pytest.raises(StoreError, match=says):
        workspace.corrections.correct(statement, field, value, "ana", theme=theme)
    assert len(workspace.corrections.log()) == 0


def test_an_unknown_statement_or_correction_is_named(workspace):
    with pytest.raises(UnknownIdError, match="no statement 7"):
        workspace.corrections.correct(7, "party", "Armenia", "ana")
    with pytest.raises(UnknownIdError, match="no correction 7"):
        workspace.corrections.undo(7, "ana")
