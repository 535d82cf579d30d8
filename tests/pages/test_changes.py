"""The pages Changes, Blocs and Stance matrix on three articles: Sudan for a truce on 7 May, its foe against in June."""

import datetime as dt

import pytest

from analysis.store import Workspace
from analysis.views.matrix import Rows
from tests.pages.material import run_page, shown

VIEWS = ["New", "Turning points", "Contradictions", "Said and done", "Deadlines"]


def captions(page):
    return " ".join(caption.value for caption in page.caption)


@pytest.mark.parametrize("name", ["changes", "blocs"])
@pytest.mark.usefixtures("home")
def test_an_empty_workspace_says_what_to_do(name):
    page = run_page(name)
    assert not page.exception
    assert "No articles here yet" in shown(page)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("filled")
def test_each_view_of_what_changed_runs_and_says_so_where_it_is_empty(view):
    page = run_page("changes", {"changes": view})
    assert not page.exception
    assert "parley-empty" in shown(page)


@pytest.mark.usefixtures("filled")
def test_a_first_visit_is_named_so():
    assert "This is your first visit here" in shown(run_page("changes"))


def test_what_came_in_since_the_last_visit_is_new(filled, monkeypatch):
    monkeypatch.setattr("pages.shared.user.user_name", lambda: "Amina")
    with Workspace.open(filled) as workspace:
        workspace.visits.note("Amina", dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    page = run_page("changes")
    assert "New since your last visit, 1 January 2025 00:00 UTC" in shown(page)
    assert "3 articles with 2 statements" in shown(page)
    assert "the army would accept a truce</mark>" in shown(page)


@pytest.mark.usefixtures("filled")
def test_two_parties_are_compared_on_the_theme_that_they_share():
    page = run_page("blocs", {"shared": 1}, row="Sudan", column="Rapid Support Forces", of="Agreement")
    assert not page.exception
    assert "Sudan and Rapid Support Forces" in shown(page)
    written = shown(page)
    assert "the army would accept a truce</mark>" in written
    assert "<mark>a truce</mark>" in written


@pytest.mark.parametrize("look", ["Agreement", "Polarisation", "Network"])
@pytest.mark.usefixtures("filled")
def test_each_view_of_blocs_runs(look):
    page = run_page("blocs", {"blocs": look})
    assert not page.exception
    assert len(page.get("plotly_chart")) == 1


@pytest.mark.usefixtures("filled")
def test_a_tie_of_the_network_opens_its_statements():
    page = run_page("blocs", {"blocs": "Network"}, row="Sudan", column="ceasefire", of="Network")
    assert "the army would accept a truce</mark>" in shown(page)


@pytest.mark.usefixtures("filled")
def test_what_a_square_means_is_said_where_it_is_chosen():
    page = run_page("matrix")
    assert "half as much with every 180 days" in captions(page)
    page.selectbox(key="square").set_value("share").run()
    page.selectbox(key="once").set_value("month").run()
    assert not page.exception
    assert "the share in favour among the statements that take a clear side" in captions(page)
    assert "once in each calendar month" in captions(page)
    assert "(100% in favour)" in captions(page)


def test_groups_are_rows(filled):
    page = run_page("matrix", {"rows": Rows.GROUP})
    assert "There are no groups yet" in captions(page)
    with Workspace.open(filled) as workspace:
        workspace.actors.set_group("Armed sides", ["Sudan", "Rapid Support Forces"], "Amina")
    page = run_page("matrix", {"rows": Rows.GROUP}, row="Armed sides", column="ceasefire", of="now")
    assert not page.exception
    assert "A row is a group of parties" in captions(page)
    assert "Armed sides on ceasefire" in shown(page)
    assert "Nile Post" in shown(page)
    assert "Khartoum Herald" in shown(page)
