"""An older workspace on a server is copied into a file before it is brought to the newest schema."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from analysis.folders import data_folder
from analysis.store import StoreError, Workspace, schema
from analysis.store.databases import connect
from analysis.store.invariants import find_problems
from analysis.store.migrate import MIGRATIONS
from analysis.store.schemas import create_schema
from analysis.store.server_backup import _program, restore_dump

OLD = "0002"


@pytest.fixture
def old(make_address):
    """A workspace of an older schema, with an article that nobody analysed."""
    address = make_address("Dam talks")
    create_schema(address)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = connect(address)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes |= {"connection": connection, "schema": address.schema}
        command.upgrade(config, OLD)
        connection.execute(sa.text("INSERT INTO counters (name, value) VALUES ('change', 5)"))
        connection.execute(sa.text("INSERT INTO settings (name, value) VALUES ('id', '\"older\"')"))
    engine.dispose()
    return address


def version_of(address):
    engine = connect(address)
    with engine.connect() as connection:
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    engine.dispose()
    return found


def kept():
    return sorted((data_folder() / "backups").glob("*"))


def test_it_is_kept_in_a_file_that_restores_it_as_it_was(old, make_address, caplog):
    Workspace.open(old).close()
    assert version_of(old) == schema.VERSION
    (file,) = kept()
    assert file.name.startswith(f"{old.schema}.")
    assert file.name.endswith(f".schema-{OLD}.backup")
    assert str(file) in caplog.text
    again = make_address("Dam talks as they were")
    restore_dump(file, again)
    assert version_of(again) == OLD
    with Workspace.open(again) as workspace:
        assert find_problems(workspace) == []
    # A workspace of the newest schema needs no copy.
    assert len(kept()) == 2
    Workspace.open(old).close()
    assert len(kept()) == 2


def test_without_pg_dump_it_is_refused_and_left_alone(old, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("analysis.store.server_backup.find_spec", lambda _: None)
    _program.cache_clear()
    with pytest.raises(StoreError, match=r"no copy could be made before bringing it to \d{4}\. pg_dump isn't inst"):
        Workspace.open(old)
    assert version_of(old) == OLD
    assert kept() == []


def test_where_no_file_can_be_written_it_is_refused_and_left_alone(old):
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / "backups").write_text("A file where the folder should be.")
    with pytest.raises(StoreError, match=r"The folder .*backups can't be made.*the workspace was not changed"):
        Workspace.open(old)
    assert version_of(old) == OLD
