"""A workspace on a server is backed up and restored by the server's own tools; nothing that was there is lost."""

import pytest

from analysis.store import StoreError, Workspace
from analysis.store.address import address_of
from analysis.store.invariants import find_problems
from analysis.store.schemas import list_schemas
from analysis.store.server_backup import dump, restore_dump
from tests.store.samples import add, coded


def speakers(workspace):
    return workspace.frames.statements()["speaker"].tolist()


def test_a_workspace_on_a_server_is_backed_up_and_restored_under_any_name(server, tmp_path):
    talks, other, file = address_of(server, "talks"), address_of(server, "the other's"), tmp_path / "talks.backup"
    with Workspace.open(talks) as workspace:
        add(workspace, coded())
        workspace.corrections.correct(1, "speaker", "Aliyev", "ana")
        dump(talks, file)
        add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
        assert restore_dump(file, other) is None
        with Workspace.open(other) as restored:
            assert (speakers(restored), find_problems(restored)) == (["Aliyev"], [])
            assert [id_ for id_, _ in restored.match_words("corridor")] == [1]
        assert speakers(workspace) == ["Aliyev", "Nikol Pashinyan"]
        with pytest.raises(StoreError, match="--replace"):
            restore_dump(file, talks)
        kept = restore_dump(file, talks, replace=True)
        # Who has it open sees the restored one, and goes on.
        assert speakers(workspace) == ["Aliyev"]
        add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
        assert find_problems(workspace) == []
        with Workspace.open(kept) as before:
            assert (speakers(before), find_problems(before)) == (["Aliyev", "Nikol Pashinyan"], [])
        assert {"talks", kept.name, "the other's"} <= set(list_schemas(talks.database))


def test_what_is_no_backup_changes_nothing(server, tmp_path):
    talks, file = address_of(server, "letter"), tmp_path / "letter"
    file.write_text("Dear all, " * 1000)
    with pytest.raises(StoreError, match=r"pg_restore can't do it: .*archive\. Nothing was changed"):
        restore_dump(file, talks)
    with pytest.raises(StoreError, match="no file"):
        restore_dump(tmp_path / "gone", talks)
    assert "letter" not in list_schemas(talks.database)
