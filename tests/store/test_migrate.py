"""A workspace is made, opened again, and refused where a newer Parley wrote it."""

import sqlite3

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from analysis.store import NewerWorkspaceError, StoreError, Workspace, schema
from analysis.store.migrate import MIGRATIONS
from tests.store.samples import add, coded


def test_an_empty_file_is_taken_for_a_new_workspace(path):
    path.touch()
    with Workspace.open(path) as workspace:
        assert workspace.change == 0


def test_what_is_made_has_the_newest_schema(place):
    with Workspace.open(place) as workspace, workspace.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        # The full-text search is each database's own and not in the schema.
        changes = [change for change in compare_metadata(context, schema.metadata) if "words" not in str(change)]
        assert changes == []
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == schema.VERSION


def test_the_version_in_the_schema_is_the_last_migration():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [schema.VERSION]


def test_works_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Workspace.open("relative.db") as workspace:
        assert workspace.path == (tmp_path / "relative.db").resolve()


def test_opening_again_changes_nothing(place):
    with Workspace.open(place) as workspace:
        add(workspace, coded())
        change = workspace.change
    with Workspace.open(place) as workspace:
        assert workspace.change == change
        assert len(workspace.frames.articles()) == 1


def test_a_newer_workspace_is_refused_with_a_sentence_and_left_alone(path):
    Workspace.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerWorkspaceError, match=r"newer Parley \(schema 9999; this one knows \d{4}\)"):
        Workspace.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_file_that_is_no_database_is_refused_with_a_sentence(path):
    path.write_bytes(b"This is a letter, not a database. " * 100)
    with pytest.raises(StoreError, match=r"talks\.db can't be opened as a workspace"):
        Workspace.open(path)
