from analysis.store import Workspace
from analysis.store.saved_views import SavedView
from analysis.views.saved_searches import new_hits
from tests.pages.material import fill


def view(made, page="search", **query):
    return SavedView(1, "Truce", page, query, "Amina", made)


def test_new_hits_are_those_of_articles_added_since(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    with Workspace.open(fill()) as workspace:
        assert new_hits(workspace, view("2020-01-01T00:00:00.000000+00:00", q=["truce"])) == 2
        assert new_hits(workspace, view("2020-01-01T00:00:00.000000+00:00", q=["accept truce"])) == 1
        assert new_hits(workspace, view("2120-01-01T00:00:00.000000+00:00", q=["truce"])) == 0


def test_only_searches_have_hits(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    with Workspace.open(fill()) as workspace:
        assert new_hits(workspace, view("2020-01-01T00:00:00.000000+00:00", page="matrix", q=["truce"])) is None
        assert new_hits(workspace, view("2020-01-01T00:00:00.000000+00:00", q=[" "])) is None
