"""The commands do what their help says."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from analysis import home
from analysis.__main__ import cli
from analysis.store import Workspace
from tests.store.samples import add, coded

NILE = (
    "Ethiopia's Prime Minister Abiy Ahmed said on Monday that his country was ready for talks on the dam. "
    "Egypt's Foreign Minister Badr Abdelatty rejected the proposal."
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def talks():
    with Workspace.open(home.create_workspace("talks")) as workspace:
        add(workspace, coded("=HYPERLINK() is what we accept", "Ilham Aliyev", source="+Herald"))
        add(workspace, coded("We reject the corridor", "@Nikol", "Armenia", published=None))
    return "talks"


@pytest.mark.parametrize("command", list(cli.commands))
def test_every_command_explains_itself_with_an_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"python -m analysis {command}" in result.output


def test_analyse_prints_a_line_an_article_and_names_what_it_cannot_read(folder):
    (folder / "a.txt").write_text(NILE)
    (folder / "bad.txt").write_bytes(b"")
    (folder / "b.txt").write_text("The talks in Cairo failed.")
    (folder / "m.csv").write_text("file,published,source\na.txt,2025-03-05,Herald\ngone.txt,2025-01-01,Herald\n")
    result = run("analyse", "a.txt", "bad.txt", "missing.txt", "b.txt", "--metadata", "m.csv")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == ["a.txt", "b.txt"]
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert "missing.txt" in result.stderr
    assert "gone.txt" in result.stderr
    first = lines[0]
    assert first["article"]["published"] == "2025-03-05"
    assert first["article"]["source"] == "Herald"
    assert {"text": "Monday", "value": "2025-03-03"}.items() <= first["dates"][0].items()
    said = first["statements"][0]
    assert NILE[said["start"] : said["end"]] == said["text"]
    assert {"kind", "cue", "source", "speaker", "party", "themes"} <= set(said)
    assert NILE[said["source"]["start"] : said["source"]["end"]] == said["source"]["text"]
    assert not (folder / "home").exists()


def test_ingest_search_and_export_work_on_one_workspace(folder):
    (folder / "a.txt").write_text(NILE)
    (folder / "bad.txt").write_bytes(b"")
    result = run("ingest", "a.txt", "bad.txt", "-w", "nile")
    assert result.exit_code == 1
    assert "1 articles added, 0 were there already, 1 failed." in result.stdout
    assert "bad.txt" in result.stderr
    again = run("ingest", "a.txt", "-w", "nile")
    assert "0 articles added, 1 were there already, 0 failed." in again.stdout
    assert again.exit_code == 0
    found = run("search", "ready", "-w", "nile", "--mode", "words", "--json")
    assert "ready for talks on the dam" in json.loads(found.stdout.splitlines()[0])["content"]
    nothing = run("search", "elephants", "-w", "nile", "--mode", "words")
    assert nothing.stdout == ""
    assert "Nothing was found" in nothing.stderr


@pytest.mark.usefixtures("talks")
def test_a_workspace_that_is_not_there_is_not_made_by_asking():
    for arguments in (["search", "corridor"], ["export"]):
        result = run(*arguments, "--workspace", "other")
        assert result.exit_code == 1
        assert "There is no workspace 'other'; there are: talks." in result.stderr
    assert home.list_workspaces() == ["talks"]


def test_csv_has_every_row_and_no_formula(talks):
    result = run("export", "-w", talks)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["speaker"] for row in rows] == ["Ilham Aliyev", "'@Nikol"]
    assert rows[0]["content"] == "'=HYPERLINK() is what we accept."
    assert rows[0]["source"] == "'+Herald"
    assert (rows[0]["date"], rows[1]["date"]) == ("2023-05-14", "")
    codings = list(csv.DictReader(io.StringIO(run("export", "-w", talks, "--what", "codings").stdout)))
    assert [(row["party"], row["theme"], row["evidence"]) for row in codings] == [
        ("Azerbaijan", "corridors", "accept; corridor"),
        ("Armenia", "corridors", "accept; corridor"),
    ]


def test_a_workbook_holds_the_text_and_no_formula(talks, folder):
    from openpyxl import load_workbook

    assert run("export", "-w", talks, "--format", "xlsx", "--out", "s.xlsx").exit_code == 0
    sheet = load_workbook(folder / "s.xlsx")["statements"]
    rows = list(sheet.iter_rows(values_only=True))
    content = rows[0].index("content")
    assert [row[content] for row in rows[1:]] == ["'=HYPERLINK() is what we accept.", "We reject the corridor."]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    refused = run("export", "-w", talks, "--format", "xlsx")
    assert refused.exit_code == 2
    assert "--out NAME.xlsx" in refused.stderr


def test_json_lines_hold_text_as_it_is_and_corrections(talks, folder):
    with Workspace.open(home.workspace_place(talks)) as workspace:
        workspace.corrections.correct(2, "party", None, "ana")
    assert run("export", "-w", talks, "--format", "jsonl", "--out", "s.jsonl").exit_code == 0
    rows = [json.loads(line) for line in (folder / "s.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0]["content"] == "=HYPERLINK() is what we accept."
    assert (rows[1]["party"], rows[1]["corrected"], rows[1]["published"]) == (None, True, None)
    events = [
        json.loads(line)
        for line in run("export", "-w", talks, "--what", "events", "--format", "jsonl").stdout.splitlines()
    ]
    assert events[0]["actors"] == ["Ilham Aliyev"]


def test_a_workspace_may_be_given_by_its_path(talks):
    result = run("export", "-w", home.workspace_place(talks), "--what", "articles")
    assert len(result.stdout.splitlines()) == 3


def test_work_ends_at_once_where_nothing_waits(talks):
    assert run("work", talks).exit_code == 0
