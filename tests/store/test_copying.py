"""A workspace copied into another database is the same workspace, and one that breaks off leaves nothing."""

import datetime as dt

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from analysis.__main__ import cli
from analysis.model import DateOrigin
from analysis.store import StoreError, Workspace, schema
from analysis.store.copying import copy_workspace
from tests.store.samples import add, coded, vector, with_furniture


def fill(workspace):
    """Something in every corner: repeats of a later id, ids that are gone, empty values, a correction, jobs."""
    late = add(workspace, coded(file="late.txt", published=dt.date(2023, 5, 16)))
    early = with_furniture(coded(speaker="Ilham Aliyev", file="early\0.txt", published=dt.date(2023, 5, 14)))
    add(workspace, coded("We accept\0what nobody sent " * 3, published=None, published_origin=DateOrigin.UNKNOWN))
    add(workspace, early, **{"reprint_of": late})
    workspace.add(early, content_hash="another", signature=bytes(512))
    workspace.corrections.correct(1, "party", "Armenia", "ana")
    workspace.corrections.correct(1, "speaker", None, "ana")
    workspace.actors.rename("Ilham Aliyev", "President Aliyev", "ana")
    workspace.queue.put("scan.pdf", b"%PDF \0 bytes")
    workspace.queue.put("b.txt", b"")
    workspace.delete(add(workspace, coded("We reject everything there is to reject")))


def everything(workspace):
    with workspace.reading() as connection:
        return {
            # A character 0 is no text to PostgreSQL.
            table.name: {repr(tuple(row)).replace("\\x00", "�") for row in connection.execute(sa.select(table))}
            for table in schema.metadata.sorted_tables
            if table.name != "settings"
        }


@pytest.fixture(params=["to the server", "to a file", "file to file"])
def ends(request, make_address, tmp_path):
    """A filled workspace and an empty one on another database."""
    file, other, address = tmp_path / "a.db", tmp_path / "b.db", make_address("talks")
    places = {"to the server": (file, address), "to a file": (address, file), "file to file": (file, other)}
    source, target = places[request.param]
    with Workspace.open(source) as filled, Workspace.open(target) as empty:
        fill(filled)
        yield filled, empty


def test_the_copy_is_the_same_row_by_row_and_goes_on_with_the_same_ids(ends):
    source, target = ends
    counts = copy_workspace(source, target)
    assert (counts["articles"], counts["corrections"], counts["jobs"]) == (3, 2, 2)
    assert [everything(target), len(everything(target)["statements"])] == [everything(source), 3]
    assert target.frames.statements().equals(source.frames.statements())
    assert target.match_words("corridor") != []
    found = [workspace.vectors.search(vector("accept corridor")) for workspace in ends]
    assert found[0][0].tolist() == found[1][0].tolist()
    assert found[0][1].tolist() == found[1][1].tolist()
    added = [add(workspace, coded("They reject the corridor for ever")) for workspace in ends]
    assert added[0] == added[1] == 5
    assert [workspace.queue.put("c.txt", b"c") for workspace in ends] == [3, 3]


def test_there_and_back_again_is_what_it_was(make_address, tmp_path):
    with (
        Workspace.open(tmp_path / "a.db") as first,
        Workspace.open(make_address("talks")) as middle,
        Workspace.open(tmp_path / "b.db") as last,
    ):
        add(first, coded())
        first.corrections.correct(1, "party", None, "ana")
        copy_workspace(first, middle)
        copy_workspace(middle, last)
        assert everything(last) == everything(first)
        # Caches of the one are never taken for those of the other.
        ids = [one.vectors.path.parent if one is middle else one.vectors.path for one in (first, middle, last)]
        assert len(set(ids)) == 3


def test_a_workspace_with_anything_in_it_is_no_target(ends):
    source, target = ends
    target.queue.put("a.txt", b"a")
    with pytest.raises(StoreError, match=r"is not empty: there is something in its table (acts|jobs)"):
        copy_workspace(source, target)
    assert len(target.frames.articles()) == 0


def test_a_copy_that_breaks_off_leaves_nothing_and_can_be_done_again(ends):
    source, target = ends
    before = everything(target)

    def break_off(table, _rows):
        if table == "vectors":
            raise OSError("pulled the plug")

    with pytest.raises(OSError, match="plug"):
        copy_workspace(source, target, break_off)
    assert everything(target) == before
    assert copy_workspace(source, target)["articles"] == 3


def test_a_copy_that_differs_is_not_kept(ends):
    source, target = ends
    before = everything(target)

    def spoil(connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith("INSERT INTO codings"):
            connection.info["spoil"] = True
        return statement, parameters

    def after(connection, *_):
        if connection.info.pop("spoil", False):
            connection.exec_driver_sql("UPDATE codings SET score = score - 1e-9 WHERE id = 1")

    sa.event.listen(target.engine, "before_cursor_execute", spoil, retval=True)
    sa.event.listen(target.engine, "after_cursor_execute", after)
    with pytest.raises(StoreError, match="copy of the table codings differs"):
        copy_workspace(source, target)
    assert everything(target) == before


def test_the_command_copies_and_keeps_the_name(make_address, tmp_path, monkeypatch):
    monkeypatch.delenv("PARLEY_DATABASE", raising=False)
    address = make_address("talks")
    with Workspace.open(tmp_path / "talks.db") as workspace:
        fill(workspace)
    target = address.database.render_as_string(hide_password=False)
    done = CliRunner().invoke(cli, ["copy", str(tmp_path / "talks.db"), target])
    assert done.exit_code == 0, done.output
    assert "3 articles among them, were copied" in done.output
    with Workspace.open(address) as copied:
        assert len(copied.frames.articles()) == 3
    again = CliRunner().invoke(cli, ["copy", str(tmp_path / "talks.db"), target])
    assert again.exit_code == 1
    assert "'talks' is not empty" in again.output
    missing = CliRunner().invoke(cli, ["copy", str(tmp_path / "none.db"), target])
    assert missing.exit_code == 1
    assert "There is no workspace" in missing.output
    same = CliRunner().invoke(cli, ["copy", str(tmp_path / "talks.db"), str(tmp_path / "talks.db")])
    assert same.exit_code == 2
