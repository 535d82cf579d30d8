import pytest

from analysis.store import StoreError, UnknownIdError

QUERY = {"theme": ["Ceasefire", "Sanctions"], "since": ["2025-05-01"]}


def test_a_saved_view_comes_back_as_it_was(workspace):
    number = workspace.saved_views.save("  Truce,  since May ", "matrix", QUERY, "Amina")
    (view,) = workspace.saved_views.all()
    assert (view.id, view.name, view.page, view.query, view.user) == (
        number, "Truce, since May", "matrix", QUERY, "Amina",
    )  # fmt: skip


def test_views_come_by_name(workspace):
    for name in ("sanctions", "Aid", "Truce"):
        workspace.saved_views.save(name, "search", {}, "Amina")
    assert [view.name for view in workspace.saved_views.all()] == ["Aid", "sanctions", "Truce"]


def test_a_view_is_renamed_and_deleted(workspace):
    number = workspace.saved_views.save("Truce", "matrix", QUERY, "Amina")
    workspace.saved_views.rename(number, "Ceasefire")
    assert [view.name for view in workspace.saved_views.all()] == ["Ceasefire"]
    workspace.saved_views.delete(number)
    workspace.saved_views.delete(number)
    assert workspace.saved_views.all() == []


def test_a_name_that_is_taken_empty_or_endless_is_refused_with_what_to_do(workspace):
    number = workspace.saved_views.save("Truce", "matrix", {}, "Amina")
    workspace.saved_views.save("Aid", "matrix", {}, "Amina")
    with pytest.raises(StoreError, match="'Truce' already; choose another name"):
        workspace.saved_views.save("Truce", "search", {}, "Boris")
    with pytest.raises(StoreError, match="'Aid' already"):
        workspace.saved_views.rename(number, "Aid")
    with pytest.raises(StoreError, match="needs a name"):
        workspace.saved_views.save(" ", "search", {}, "Boris")
    with pytest.raises(StoreError, match="at most 80"):
        workspace.saved_views.save("x" * 81, "search", {}, "Boris")
    assert [view.name for view in workspace.saved_views.all()] == ["Aid", "Truce"]


def test_a_view_that_is_gone_cannot_be_renamed(workspace):
    with pytest.raises(UnknownIdError):
        workspace.saved_views.rename(9, "Truce")
