"""The commands that keep a workspace safe."""

import pytest
from click.testing import CliRunner

from analysis import home
from analysis.__main__ import cli
from analysis.store import Workspace
from analysis.store.worker_lock import worker_lock
from tests.store.samples import add, coded


@pytest.fixture(autouse=True)
def talks(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    path = home.create_workspace("talks")
    with Workspace.open(path) as workspace:
        add(workspace, coded())
    return path


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_workspace_is_backed_up_and_restored_under_another_name():
    made = run("backup", "talks", "safe.backup")
    assert (made.exit_code, made.output) == (0, "talks was backed up to safe.backup.\n")
    assert run("restore", "safe.backup", "copy").output == "copy was restored from safe.backup.\n"
    assert run("check", "copy").output == "copy: no problems. Jobs: 0 queued, 0 running, 0 done, 0 failed.\n"
    assert home.list_workspaces() == ["copy", "talks"]


def test_a_backup_without_a_name_lies_beside_the_workspace(talks):
    assert run("backup", "talks").exit_code == 0
    assert len(list(talks.parent.glob("talks.db.*.backup"))) == 1
    assert home.list_workspaces() == ["talks"]


def test_a_restore_asks_before_it_replaces_and_names_what_it_kept(talks):
    run("backup", "talks", "safe.backup")
    refused = run("restore", "safe.backup", "talks")
    assert (refused.exit_code, "--replace" in refused.output) == (1, True)
    replaced = run("restore", "safe.backup", "talks", "--replace")
    assert replaced.exit_code == 0
    (kept,) = talks.parent.glob("talks.db.*.replaced.backup")
    assert f"What was there before is kept in {kept}." in replaced.output


def test_nothing_is_restored_under_a_worker(talks):
    run("backup", "talks", "safe.backup")
    with worker_lock(talks):
        refused = run("restore", "safe.backup", "talks", "--replace")
    assert refused.exit_code == 1
    assert "is being worked on" in refused.output


def test_check_names_what_is_wrong(talks):
    import sqlite3

    with sqlite3.connect(talks) as connection:
        connection.execute("DELETE FROM vectors")
    checked = run("check", "talks")
    assert checked.exit_code == 1
    assert "Statements without a vector: 1." in checked.stderr
    assert "talks: 1 problem." in checked.stdout


def test_what_is_not_there_is_not_backed_up_or_checked():
    for arguments in (["backup", "other"], ["check", "other"], ["restore", "gone.backup", "other"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "There is no" in result.output
    assert home.list_workspaces() == ["talks"]
