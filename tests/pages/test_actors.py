"""The pages on actors and relations: what they show, and what is said of an actor in place."""

import pytest

from analysis.store import Workspace
from tests.pages.material import run_page, shown

pytestmark = pytest.mark.usefixtures("filled")


def button(page, label):
    return next(button for button in page.button if button.label == label)


def test_an_actors_page_has_its_statements_and_stance():
    written = shown(run_page("actors", who="Adel Hamid"))
    assert "Adel Hamid" in written
    assert "the army would accept a truce" in written
    assert "<script>" not in written.replace("<script>(()", "")


def test_a_name_that_nobody_knows_says_so():
    assert "There is no actor named Nobody" in shown(run_page("actors", who="Nobody"))


def test_an_actor_is_renamed_and_the_log_takes_it_back(filled):
    page = run_page("actors", who="Adel Hamid")
    page.text_input(key="actor-name-0").set_value("General Hamid")
    page = button(page, "Rename").click().run()
    assert page.query_params["who"] == "General Hamid"
    assert "Adel Hamid is named General Hamid" in shown(page)
    page = button(page, "Undo").click().run()
    with Workspace.open(filled) as workspace:
        assert "Adel Hamid" in workspace.frames.statements()["speaker"].tolist()


def test_what_cannot_be_said_is_explained_and_the_form_stays():
    page = run_page("actors", who="Adel Hamid")
    page.text_input(key="actor-name-0").set_value("Sudan")
    page = button(page, "Rename").click().run()
    assert "There is an actor named Sudan already" in page.error[0].value
    assert page.text_input(key="actor-name-0").value == "Sudan"


def test_a_group_is_made_and_filters_by_its_parties(filled):
    page = run_page("actors", {"show": "Groups"})
    page.text_input(key="group-name-0").set_value("The warring sides")
    page.multiselect(key="group-parties-0").set_value(["Sudan"])
    page = button(page, "Make the group").click().run()
    with Workspace.open(filled) as workspace:
        assert workspace.actors.groups() == {"The warring sides": ("Sudan",)}
    written = shown(run_page("matrix", {"party": ["The warring sides"]}, row="Sudan", column="ceasefire", of="now"))
    assert "<li>The warring sides</li>" in written
    assert "the army would accept a truce" in written


def test_without_ties_the_relations_say_so():
    assert "Nothing found" in shown(run_page("relations"))
