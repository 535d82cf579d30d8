"""Workspaces of every schema that was ever released are opened with all that is in them; see schemas/make.py."""

import gzip
import sqlite3
from pathlib import Path

import pytest
from alembic import command

from analysis.store import StoreError, Workspace, schema
from analysis.store.invariants import find_problems

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = sorted(file.name.removesuffix(".db.gz") for file in SCHEMAS.glob("*.db.gz"))
OLDER = [version for version in VERSIONS if version != schema.VERSION]
CEASEFIRE = "his country was ready for a ceasefire at the border"
TERRITORY = "We will never give up territory"


class Killed(BaseException):
    """The end of a process, as far as a transaction can tell."""


@pytest.fixture
def old(path):
    """Puts the fixture of a schema in a file."""

    def unpack(version):
        path.write_bytes(gzip.decompress((SCHEMAS / f"{version}.db.gz").read_bytes()))
        return path

    return unpack


def version_of(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_the_newest_schema_has_a_fixture():
    assert schema.VERSION in VERSIONS, f"make schemas/{schema.VERSION}.db.gz by schemas/make.py, before it is released"


@pytest.mark.parametrize("version", VERSIONS)
def test_every_article_statement_and_event_is_there(old, version):
    assert version_of(old(version)) == version
    # A name that was given on the analyst's desk, which the first schema hasn't.
    abiy = "Abiy Ahmed" if version == "0001" else "Abiy Ahmed Ali"
    with Workspace.open(old(version)) as workspace:
        articles = workspace.frames.with_texts(workspace.frames.articles()).sort_values("article_id").astype(object)
        assert articles[["file", "title", "source"]].where(articles.notna(), None).to_numpy().tolist() == [
            ["dam.txt", "Talks on the dam", "Nile Herald"],
            ["dam_again.txt", "Talks on the dam", "Delta Post"],
            ["sudan.txt", "sudan", "Nile Herald"],
            ["côte.txt", "côte", None],
        ]
        found = workspace.frames.with_texts(workspace.frames.statements()).astype(object)
        who = found[["content", "speaker", "party", "date"]].where(found.notna(), None).to_numpy().tolist()
        assert who == [
            [CEASEFIRE, abiy, "Ethiopia", "2025-03-03"],
            [TERRITORY, "Badr Abdelatty", "Egypt", "2025-03-05"],
            [CEASEFIRE, abiy, "Ethiopia", "2025-03-03"],
            [TERRITORY, "Badr Abdelatty", "Egypt", "2025-03-03"],
            ["rejected a ceasefire on Tuesday", "General Adel", "Sudan", "2025-05-14"],
            ["France supported an exchange of prisoners", "Emmanuel Macron", "France", None],
        ]
        events = workspace.frames.events().astype(object)
        assert events[["type", "date", "planned"]].fillna("").to_numpy().tolist() == [
            ["REJECT", "2025-05-13", False],
            ["CONSULT", "2025-05-20", True],
            ["SUPPORT", "", False],
        ]
        assert workspace.article(4).text.startswith("Le Café 🕊 met nobody. The French President")
        assert find_problems(workspace) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_corrections_codebooks_codings_and_jobs_are_there(old, version):
    with Workspace.open(old(version)) as workspace:
        log = workspace.corrections.log().iloc[::-1]
        made = log[["target_id", "field", "value", "user", "undone_by"]].head(3).fillna("").to_numpy().tolist()
        assert made == [
            [5, "speaker", "General Adel", "ana", ""],
            [5, "party", "Egypt", "ben", "ana"],
            [4, "stance", "conditional", "ana", ""],
        ]
        codings = workspace.frames.codings()
        assert codings[["statement_id", "theme", "stance"]].to_numpy().tolist() == [
            [1, "ceasefire", "support"],
            [1, "territory", "support"],
            [2, "territory", "oppose"],
            [3, "ceasefire", "support"],
            [3, "territory", "support"],
            [4, "territory", "conditional"],
            [5, "ceasefire", "oppose"],
            [6, "prisoners", "support"],
        ]
        first, last = (saved.codebook for saved in reversed(workspace.codebooks.versions()))
        assert (last.version, last.themes) == ("2", first.themes[:-1])
        assert workspace.codebook() == last
        jobs = workspace.queue.list().iloc[::-1]
        assert jobs[["name", "state"]].to_numpy().tolist()[3:] == [
            ["côte.txt", "done"],
            ["empty.txt", "failed"],
            ["running.txt", "running"],
            ["queued.txt", "queued"],
        ]
        assert jobs["reason"].dropna().tolist() == ["The file is empty."]
        assert workspace.match_words("prisoners")[0][0] == 6
        assert workspace.vectors.search(workspace.vectors.vector(5), k=1)[0].tolist() == [5]


@pytest.mark.parametrize("version", [version for version in VERSIONS if version > "0001"])
def test_what_the_desk_keeps_is_there(old, version):
    with Workspace.open(old(version)) as workspace:
        log = workspace.actors.log().iloc[::-1]
        assert log[["action", "name", "undone_by"]].fillna("").to_numpy().tolist() == [
            ["rename", "Abiy Ahmed", ""],
            ["merge", "Badr Abdelatty", "ana"],
            ["group", "Nile states", ""],
        ]
        assert workspace.actors.groups() == {"Nile states": ("Egypt", "Ethiopia")}
        view = workspace.saved_views.all()[0]
        assert (view.name, view.page) == ("Egypt in March", "matrix")
        assert view.query == {"party": ["Egypt"], "since": ["2025-03-01"]}
        made_together = workspace.corrections.log().iloc[::-1]["batch"].tolist()[3:]
        assert len(set(made_together)) == 1
        workspace.corrections.undo_batch(made_together[0], "ana")
        assert workspace.corrections.log()["undone_by"].tolist()[:2] == ["ana", "ana"]


@pytest.mark.parametrize("version", OLDER)
def test_an_older_workspace_is_kept_beside_it_as_it_was(old, version, caplog):
    before = old(version).read_bytes()
    Workspace.open(old(version)).close()
    (kept,) = old(version).parent.glob(f"talks.db.*.schema-{version}.backup")
    assert str(kept) in caplog.text
    with sqlite3.connect(kept) as copy, sqlite3.connect(":memory:") as source:
        source.deserialize(before)
        assert list(copy.iterdump()) == list(source.iterdump())


@pytest.mark.parametrize("version", OLDER)
def test_no_copy_no_migration(old, version):
    path = old(version)
    # A name longer than a file's may be, so that the copy can't be written.
    longer = path.rename(path.with_name("t" * 200 + ".db"))
    with pytest.raises(StoreError, match=r"no copy could be made before bringing it to \d{4}.*was not changed"):
        Workspace.open(longer)
    assert version_of(longer) == version
    assert [file.name for file in longer.parent.iterdir() if file.suffix in (".backup", ".part")] == []


@pytest.mark.parametrize("version", OLDER)
def test_a_migration_that_breaks_off_leaves_the_old_schema_whole(old, version, monkeypatch):
    path = old(version)

    upgrade = command.upgrade

    def killed(config, revision):
        upgrade(config, revision)
        raise Killed

    with sqlite3.connect(path) as connection:
        before = list(connection.iterdump())
    monkeypatch.setattr(command, "upgrade", killed)
    with pytest.raises(Killed):
        Workspace.open(path)
    with sqlite3.connect(path) as connection:
        assert list(connection.iterdump()) == before
    monkeypatch.undo()
    with Workspace.open(path) as workspace:
        assert find_problems(workspace) == []
