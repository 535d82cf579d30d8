"""A backup is whole or not there; a restore brings everything back, and loses nothing of what was there."""

import socket
import sqlite3

import pytest

from analysis.home import workspace_place
from analysis.store import NewerWorkspaceError, StoreError, Workspace
from analysis.store.backup import backup, restore
from analysis.store.invariants import find_problems
from tests.store.samples import add, coded


@pytest.fixture
def target(tmp_path):
    return tmp_path / "talks.backup"


def speakers(workspace):
    return workspace.frames.statements()["speaker"].tolist()


def files(folder):
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith("talks.db"))


def test_a_backup_has_what_is_there_at_that_moment_while_others_write(workspace, path, target):
    add(workspace, coded())
    workspace.corrections.correct(1, "speaker", "Aliyev", "ana")
    with workspace.engine.connect().execution_options(writes=True) as writer, writer.begin():
        writer.exec_driver_sql("UPDATE statements SET party = 'Half done'")
        backup(path, target)
    assert files(target.parent) == ["talks.backup"]
    restore(target, path.with_name("copy.db"))
    with Workspace.open(path.with_name("copy.db")) as copy:
        assert speakers(copy) == ["Aliyev"]
        assert copy.frames.statements()["party"].tolist() == ["Azerbaijan"]
        assert find_problems(copy) == []


@pytest.mark.usefixtures("workspace")
def test_a_backup_never_overwrites_and_leaves_nothing_half_written(path, target):
    target.write_text("something else")
    with pytest.raises(StoreError, match="is there already"):
        backup(path, target)
    assert target.read_text() == "something else"
    with pytest.raises(StoreError, match="no folder"):
        backup(path, target.parent / "nowhere" / "talks.backup")
    path.with_name("letter.db").write_text("Dear all, " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        backup(path.with_name("letter.db"), target.with_name("second.backup"))
    assert files(target.parent) == ["letter.db", "talks.backup"]


@pytest.mark.usefixtures("workspace")
def test_what_a_killed_backup_left_goes_with_the_next_one(path, target):
    left = target.with_name(f".talks.backup.{socket.gethostname()}-999999999-0a.part")
    left.write_bytes(b"half")
    backup(path, target)
    assert files(target.parent) == ["talks.backup"]


def test_a_restore_replaces_only_when_told_and_keeps_what_was_there(workspace, path, target):
    add(workspace, coded())
    backup(path, target)
    workspace.delete(1)
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
    with pytest.raises(StoreError, match="--replace"):
        restore(target, path)
    assert speakers(workspace) == ["Nikol Pashinyan"]
    kept = restore(target, path, replace=True)
    with Workspace.open(path) as restored, Workspace.open(kept) as before:
        assert speakers(restored) == ["Ilham Aliyev"]
        assert speakers(before) == ["Nikol Pashinyan"]
        assert find_problems(restored) == find_problems(before) == []


def test_who_has_the_workspace_open_sees_the_restored_one(workspace, path, target):
    add(workspace, coded())
    backup(path, target)
    # As many changes as there were, so that their number alone tells nothing.
    workspace.delete(1)
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
    query = workspace.vectors.vector(2)
    change = workspace.change
    assert speakers(workspace) == ["Nikol Pashinyan"]
    restore(target, path, replace=True)
    assert workspace.change > change
    assert speakers(workspace) == ["Ilham Aliyev"]
    assert workspace.vectors.search(query)[0].tolist() == [1]
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
    assert find_problems(workspace) == []


def test_a_damaged_workspace_is_kept_as_it_is_when_it_is_replaced(workspace, path, target):
    add(workspace, coded())
    backup(path, target)
    workspace.close()
    damaged = b"no database any more" * 500
    path.write_bytes(damaged)
    kept = restore(target, path, replace=True)
    assert kept.read_bytes() == damaged
    with Workspace.open(path) as restored:
        assert speakers(restored) == ["Ilham Aliyev"]


def test_a_backup_that_is_damaged_newer_or_none_is_refused(workspace, path, target, tmp_path):
    add(workspace, coded())
    backup(path, target)
    new = tmp_path / "new.db"
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match=r"damaged|malformed"):
        restore(target, new)
    target.write_bytes(whole)
    with sqlite3.connect(target) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerWorkspaceError, match="schema 9999"):
        restore(target, new)
    with pytest.raises(StoreError, match="no file"):
        restore(tmp_path / "gone", new)
    with sqlite3.connect(tmp_path / "other") as connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")
    with pytest.raises(StoreError, match="no backup of a workspace"):
        restore(tmp_path / "other", new)
    assert not new.exists()


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    "acting",
    [
        "CREATE TRIGGER gone AFTER INSERT ON statements BEGIN DELETE FROM corrections; END",
        "DROP TRIGGER statement_words_insert;"
        "CREATE TRIGGER statement_words_insert AFTER INSERT ON statements BEGIN DELETE FROM corrections; END",
        "CREATE VIEW sights AS SELECT * FROM statements",
    ],
)
def test_a_backup_that_would_act_by_itself_is_refused(path, target, acting):
    backup(path, target)
    with sqlite3.connect(target) as connection:
        connection.executescript(acting)
    with pytest.raises(StoreError, match="Parley never made"):
        restore(target, path.with_name("new.db"))
    assert not path.with_name("new.db").exists()


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(workspace, path, target, tmp_path):
    """A link in the folder of backups or workspaces writes nothing elsewhere."""
    add(workspace, coded())
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("not yours")
    target.symlink_to(elsewhere)
    with pytest.raises(StoreError, match="there already"):
        backup(path, target)
    target.unlink()
    backup(path, target)
    dangling = path.with_name("new.db")
    dangling.symlink_to(tmp_path / "none.db")
    restore(target, dangling)
    assert not (tmp_path / "none.db").exists()
    assert elsewhere.read_text() == "not yours"
    with Workspace.open(dangling) as restored:
        assert speakers(restored) == speakers(workspace)


@pytest.mark.parametrize(
    "name", ["../talks", "/etc/talks", "a/b", "..", ".hidden", "a\\b", "talks\n", "talks\x00", "x" * 61]
)
def test_no_name_of_a_workspace_leads_out_of_its_folder(name):
    with pytest.raises(StoreError, match="can't be the name"):
        workspace_place(name)
