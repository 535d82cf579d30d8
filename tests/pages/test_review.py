import pytest

from analysis.store import Workspace
from analysis.store.correction_fields import Correction
from tests.pages.material import run_page, shown


def button(page, label):
    return next(one for one in page.button if one.label.startswith(label))


def field(page, label):
    every = [*page.selectbox, *page.text_input, *page.text_area, *page.multiselect]
    return next(one for one in every if one.label == label)


def statements(path):
    with Workspace.open(path) as workspace:
        return workspace.frames.with_texts(workspace.frames.statements()).set_index("statement_id")


def log(path):
    with Workspace.open(path) as workspace:
        return workspace.corrections.log()


@pytest.mark.usefixtures("home")
def test_an_empty_workspace_says_what_to_do():
    page = run_page("review")
    assert not page.exception
    assert "No articles here yet" in shown(page)
    for part, words in (("Log", "Nobody has changed anything yet"), ("Agreement", "Nothing is reviewed yet")):
        assert words in shown(run_page("review", part=part))


def test_accept_reject_undo_and_how_far(filled):
    page = run_page("review", statement="1")
    assert "<b>0 of 2</b> statements reviewed" in shown(page)
    assert "the only statement behind Sudan on Ceasefire" in shown(page)
    button(page, "Accept").click().run()
    assert not page.exception
    assert statements(filled)["reviewed"].to_dict() == {1: True, 2: False}
    assert page.query_params["statement"] in ("2", ["2"])
    button(page, "Reject").click().run()
    assert statements(filled).index.tolist() == [1]
    button(page, "Undo").click().run()
    assert statements(filled)["reviewed"].to_dict() == {1: True, 2: False}
    button(page, "Redo").click().run()
    assert statements(filled).index.tolist() == [1]


def test_a_statement_is_corrected_in_place(filled):
    page = run_page("review", {"your-name": "Ana"}, statement="1")
    assert button(page, "Save").disabled
    field(page, "Party").set_value("Rapid Support Forces").run()
    field(page, "Ceasefire").set_value("oppose").run()
    field(page, "Add a theme").set_value(["mediation"]).run()
    field(page, "Words").set_value("would accept a truce").run()
    button(page, "Save").click().run()
    assert not page.exception
    row = statements(filled).loc[1]
    assert (row["party"], row["text"]) == ("Rapid Support Forces", "would accept a truce")
    assert row["corrected"]
    assert row["reviewed"]
    with Workspace.open(filled) as workspace:
        codings = workspace.frames.codings().query("statement_id == 1").set_index("theme")["stance"]
        assert codings.to_dict() == {"ceasefire": "oppose", "mediation": "support"}
    assert set(log(filled)["user"]) == {"Ana"}


def test_words_that_are_not_in_the_paragraph_are_refused_with_what_to_do(filled):
    page = run_page("review", statement="1")
    field(page, "Words").set_value("would accept anything").run()
    assert "Copy them from it" in page.warning[0].value
    assert button(page, "Save").disabled
    assert log(filled).empty


def test_notes_and_stars_stand_on_the_card(filled):
    page = run_page("review", statement="1")
    button(page, "Star").click().run()
    field(page, "Note").set_value("Ask <b>Khartoum</b>").run()
    assert "0 of 2" in shown(page)
    written = shown(run_page("matrix", row="Sudan", column="ceasefire", of="now"))
    assert "aria-label='starred'" in written
    assert "Ask &lt;b&gt;Khartoum&lt;/b&gt;" in written
    assert len(log(filled)) == 2


def test_an_event_is_corrected_in_place(filled):
    page = run_page("review", event="1")
    field(page, "Type of event").set_value("AGREE").run()
    field(page, "Date").set_value("2025-05").run()
    button(page, "Save").click().run()
    assert not page.exception
    with Workspace.open(filled) as workspace:
        row = workspace.frames.events().set_index("event_id").loc[1]
    assert (row["type"], row["date"], row["precision"], row["corrected"]) == ("AGREE", "2025-05", "month", True)


def test_skipped_ones_come_last_and_previous_goes_back(filled):  # noqa: ARG001
    page = run_page("review")
    first = page.query_params["statement"]
    button(page, "Skip").click().run()
    second = page.query_params["statement"]
    assert second != first
    button(page, "Previous").click().run()
    assert page.query_params["statement"] == first


def test_many_at_once_obey_the_filters_and_are_undone_as_one(filled):
    page = run_page("review", {"party": ["Sudan"]}, part="Many at once")
    button(page, "Accept: 1 statement").click().run()
    assert statements(filled)["reviewed"].to_dict() == {1: True, 2: False}
    assert "No statement is meant" in shown(page)
    page = run_page("review", part="Log")
    assert "accepted as it stands" in shown(page)
    page.button(key="undo-1").click().run()
    assert not statements(filled)["reviewed"].any()
    assert "taken back by" in shown(page)


def test_a_statement_that_was_rejected_is_named_so(filled):
    with Workspace.open(filled) as workspace:
        workspace.corrections.make([Correction(1, "rejected", True)], "Ana")
    page = run_page("review", statement="1")
    assert "It isn’t here any more" in shown(page)
    button(page, "Go on").click().run()
    assert "Rapid Support Forces" in shown(page)


def test_two_reviewers_settle_a_difference(filled):
    with Workspace.open(filled) as workspace:
        workspace.corrections.make([Correction(2, "party", "Sudan")], "Ana")
        workspace.corrections.make([Correction(2, "party", "Chad")], "Ben")
    page = run_page("review", part="Agreement")
    assert not page.exception
    assert "1 difference to settle" in shown(page)
    button(page, "Ana").click().run()
    assert statements(filled)["party"][2] == "Sudan"
    assert "0 differences to settle, 1 settled" in shown(page)


def test_an_article_is_deleted_after_a_question_and_its_corrections_stay(filled):
    with Workspace.open(filled) as workspace:
        workspace.corrections.make([Correction(2, "party", "Chad")], "Ana")
    page = run_page("articles")
    page.button(key="delete-2").click().run()
    assert len(statements(filled)) == 2
    page.button(key="confirm-deletion").click().run()
    assert statements(filled).index.tolist() == [1]
    assert len(log(filled)) == 1
