"""Who may not know how the server is set up is told of files by their names, and of databases by their workspaces'."""

import pytest

from analysis.folders import data_folder, without_folders


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("/srv/parley/workspaces/talks.db is damaged: x. Restore it.", "talks.db is damaged: x. Restore it."),
        ("'/srv/parley/talks.db' can't be opened", "'talks.db' can't be opened"),
        ("C:\\Users\\ana\\talks.db is locked", "talks.db is locked"),
        (
            "The database postgresql://parley@db.example:5432/p?sslmode=require&workspace=talks doesn't answer.",
            "The database talks doesn't answer.",
        ),
        ("postgresql://parley@db.example/p can't be reached", " can't be reached"),
        ("Give 3/4 of it, either/or, as https://example.org/a/b says", None),
        ("Kosovo talks.db is full", None),
    ],
)
def test_folders_and_hosts_are_left_out_of_a_message(message, told):
    assert without_folders(message) == (message if told is None else told)


def test_a_data_folder_with_blanks_is_left_out_too(monkeypatch, tmp_path):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "our own files"))
    assert without_folders(f"{data_folder() / 'workspaces' / 'talks.db'} is full") == "workspaces/talks.db is full"
