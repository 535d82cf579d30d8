"""Workspaces have names, and the demo fills an empty one once."""

import pytest

from analysis import home
from analysis.store import StoreError, Workspace
from tests.store.samples import add, coded


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    return tmp_path


def test_parley_home_moves_the_data(folder):
    assert home.workspace_place("talks") == folder / "workspaces" / "talks.db"
    assert home.list_workspaces() == []
    home.create_workspace("talks 2025")
    home.create_workspace("Переговоры")
    assert home.list_workspaces() == ["talks 2025", "Переговоры"]


def test_without_it_the_data_lie_in_the_users_folder(monkeypatch):
    monkeypatch.delenv("PARLEY_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert home.data_folder().name == "parley"


def test_a_workspace_is_not_made_twice():
    home.create_workspace("talks")
    with pytest.raises(StoreError, match="There is a workspace 'talks' already"):
        home.create_workspace("talks")


@pytest.mark.parametrize("name", ["", ".", "..", "../evil", "a/b", "a\\b", " a", "a.", "x" * 61, "a\nb", "a:b", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(name, folder):
    with pytest.raises(StoreError, match="can't be the name of a workspace"):
        home.create_workspace(name)
    assert not list(folder.rglob("*.db"))


def test_the_demo_is_queued_once_and_never_beside_something_else():
    with Workspace.open(home.workspace_place(home.DEMO)) as workspace:
        queued = home.start_demo(workspace)
        assert queued == len(list(home.DEMO_FOLDER.glob("*.md"))) >= 40
        assert home.start_demo(workspace) == 0
        assert workspace.queue.counts()["queued"] == queued
    other = home.create_workspace("mine")
    with Workspace.open(other) as workspace:
        add(workspace, coded())
        assert home.start_demo(workspace) == 0
