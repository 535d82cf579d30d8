import pytest

from analysis.store import Workspace
from analysis.store.correction_fields import Correction
from tests.pages.material import run_page, shown


@pytest.mark.usefixtures("home")
def test_without_reviews_it_shows_what_is_shipped_and_says_what_to_do():
    page = run_page("accuracy")
    assert not page.exception
    written = shown(page)
    assert "Parley&#x27;s own gold, 39 articles" in written
    assert "Speaker right, where found" in written
    assert "people with each other 79.8" in written
    assert "Nobody has reviewed a statement here yet" in written


def test_reviews_of_the_workspace_stand_beside_it(filled):
    with Workspace.open(filled) as workspace:
        workspace.corrections.make([Correction(1, "accepted", True)], "ana")
        workspace.corrections.make([Correction(2, "party", "Chad"), Correction(2, "accepted", True)], "ana")
    page = run_page("accuracy")
    assert not page.exception
    written = shown(page)
    assert "2 statements reviewed, 2 of them accepted" in written
    assert "Is the party right?<b>50.0 %</b>" in written
    assert "Is the speaker right?<b>100.0 %</b>" in written
    assert "So far only errors were marked" not in written
    # The one that was wrong, as it stands now.
    assert "<mark>a truce</mark>" in written
    assert "the army would accept a truce" not in written


def test_corrections_without_acceptances_are_called_so(filled):
    with Workspace.open(filled) as workspace:
        workspace.corrections.correct(2, "party", "Chad", "ana")
    assert "So far only errors were marked" in shown(run_page("accuracy"))
