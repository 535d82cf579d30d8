"""Every page as a viewer: it works, offers no write, and writes nothing; as an analyst it offers what is theirs."""

import pytest
import sqlalchemy as sa

from analysis.access import Role, User
from analysis.store import Workspace, schema
from pages.shared.navigation import page_names
from tests.pages.material import run_page

pytestmark = pytest.mark.reliability
ASKED = {"article": "1", "statement": "1", "who": "Sudan", "q": "truce", "part": "One by one", "show": "Groups"}
# What stands on buttons that write.
WRITES = {
    "Analyse", "Delete", "Delete it", "Try again", "Try all again", "Clear what is done", "Save", "Restore", "Undo",
    "Redo", "Accept", "Reject", "Rename", "Merge", "Split", "Move", "Add", "Make the group", "Create",
}  # fmt: skip
OFFERED = {"articles": "Analyse", "codebook": "Save", "actors": "Rename"}


def _as(monkeypatch, role):
    monkeypatch.setattr("pages.shared.user.login_configured", lambda: True)
    monkeypatch.setattr("pages.shared.user.logged_in", lambda: True)
    monkeypatch.setattr("pages.shared.user._said", lambda: {"sub": "vera"})
    monkeypatch.setattr("pages.shared.user.read_roles", lambda: _Roles(role))


class _Roles:
    def __init__(self, role):
        self.user_of = lambda said: User(said["sub"], role)


def _everything(path):
    with Workspace.open(path) as workspace, workspace.reading() as connection:
        return {name: connection.execute(sa.select(table)).all() for name, table in schema.metadata.tables.items()}


@pytest.mark.parametrize("name", page_names())
def test_a_page_as_a_viewer(filled, monkeypatch, name):
    with Workspace.open(filled) as workspace:
        workspace.queue.fail(workspace.queue.put("bad.pdf", b"%PDF"), "It holds nothing.")
        workspace.actors.set_group("Both", ["Sudan", "Rapid Support Forces"], "ana")
        workspace.corrections.correct(1, "note", "Odd", "ana")
    before = _everything(filled)
    _as(monkeypatch, Role.VIEWER)
    page = run_page(name, **ASKED)
    assert not page.exception
    # A codebook's draft is of this session alone: whoever reads may try what a change would do.
    drafts = {"Delete"} if name == "codebook" else set()
    assert not {button.label for button in page.button} & (WRITES - drafts)
    assert not page.get("file_uploader") or name == "codebook"
    assert _everything(filled) == before


@pytest.mark.parametrize(("name", "button"), OFFERED.items())
def test_a_page_as_an_analyst(filled, monkeypatch, name, button):  # noqa: ARG001
    _as(monkeypatch, Role.ANALYST)
    page = run_page(name, **ASKED)
    assert not page.exception
    assert button in {one.label for one in page.button}


def test_nothing_is_drawn_for_who_has_no_role(filled, monkeypatch):  # noqa: ARG001
    _as(monkeypatch, Role.NONE)
    for name in ("articles", "reader", "export", "status"):
        page = run_page(name, **ASKED)
        assert "truce" not in repr(page.main)
