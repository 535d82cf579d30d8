"""A DNA database is what DNA 3 opens, and holds every statement as it stands in the workspace."""

import base64
import hashlib
import sqlite3

import pytest

from analysis.exchange.coded_by_hand import place_codings
from analysis.exchange.dna import dna_database, hashed
from analysis.exchange.dna_events import dna_event_list
from analysis.exchange.selection import select
from analysis.reading.coded import from_utf16
from analysis.reading.coded_files import read_codings
from analysis.reading.files import read_file
from analysis.store import Filters, Workspace
from tests.exchange.material import CODEBOOK, KURTI, LONG, NOBODY, VUCIC, fill

_ALL = """
SELECT s.ID, s.DocumentId, s.Start, s.Stop, t.Label, d.Text,
  (SELECT e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId JOIN ENTITIES e ON e.ID = x.Entity
   WHERE x.StatementId = s.ID AND v.Variable = 'person'),
  (SELECT e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId JOIN ENTITIES e ON e.ID = x.Entity
   WHERE x.StatementId = s.ID AND v.Variable = 'organization'),
  (SELECT e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId JOIN ENTITIES e ON e.ID = x.Entity
   WHERE x.StatementId = s.ID AND v.Variable = 'concept'),
  (SELECT e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId JOIN ENTITIES e ON e.ID = x.Entity
   WHERE x.StatementId = s.ID AND v.Variable = 'stance'),
  (SELECT x.Value FROM DATABOOLEAN x JOIN VARIABLES v ON v.ID = x.VariableId
   WHERE x.StatementId = s.ID AND v.Variable = 'agreement'),
  (SELECT x.Value FROM DATAINTEGER x JOIN VARIABLES v ON v.ID = x.VariableId
   WHERE x.StatementId = s.ID AND v.Variable = 'score')
FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId JOIN DOCUMENTS d ON d.ID = s.DocumentId
ORDER BY s.ID
"""
# Columns of DNA 3's own sample database, in their order.
_COLUMNS = {
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "SETTINGS": "Property Value",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
}

_EVENT_COLUMNS = (
    "statement_id time person organization concept agreement start_position stop_position text coder "
    "document_id document_title document_author document_source document_section document_type"
)


@pytest.fixture
def database(selection, tmp_path):
    path = tmp_path / "kosovo.dna"
    path.write_bytes(dna_database(selection))
    with sqlite3.connect(path) as connection:
        yield connection
    connection.close()


def test_every_statement_with_its_speaker_party_concept_and_stance(database):
    rows = [(*row[4:5], *row[6:]) for row in database.execute(_ALL)]
    assert rows == [
        ("DNA Statement", "Albin Kurti", "Kosovo", "Licence plates", "support", 1, 80),
        ("Repeat", "Albin Kurti", "Kosovo", "Licence plates", "support", None, 80),
        ("DNA Statement", "Aleksandar Vucic", "Serbia", "Recognition", "oppose", 0, -90),
        ("No clear side", "Aleksandar Vucic", "Serbia", "Licence plates", "conditional", None, 30),
        ("No clear side", "", "", "Licence plates", "unclear", None, 0),
    ]


def test_offsets_count_utf16_units(database):
    for _, document, start, stop, _, text, *_ in database.execute(_ALL):
        words = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
        expected = {
            1: "Kosovo accepts the plates", 2: "Kosovo accepts the plates",
            3: "Serbia will never recognise Kosovo unless it gets guarantees",
            4: "=the plates deal is dead; nobody “wants” it",
        }  # fmt: skip
        assert words == expected[document]
    assert database.execute("SELECT Start FROM STATEMENTS WHERE ID = 1").fetchone()[0] == KURTI.index("Kosovo acc") + 1


def test_the_tables_are_those_of_dna_and_sound(database):
    for table, columns in _COLUMNS.items():
        assert [row[1] for row in database.execute(f"PRAGMA table_info({table})")] == columns.split()
    assert dict(database.execute("SELECT Property, Value FROM SETTINGS"))["version"] == "3.0.7"
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    four = database.execute("SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID LIMIT 4")
    assert four.fetchall() == [
        ("person", "short text"), ("organization", "short text"), ("concept", "short text"), ("agreement", "boolean"),
    ]  # fmt: skip


def test_every_statement_has_a_value_of_every_variable_of_its_type(database):
    """DNA's network export stops at a statement without one."""
    wanted = database.execute(
        "SELECT count(*) FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId"
    ).fetchone()[0]
    tables = ("DATASHORTTEXT", "DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT")
    assert sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables) == wanted  # noqa: S608


def test_documents_dates_and_limits(database):
    rows = database.execute("SELECT Title, Date, Notes, Type FROM DOCUMENTS ORDER BY ID").fetchall()
    # 18 March 2023, midnight in UTC
    assert [row[1] for row in rows] == [1679097600, 1679097600, 1680393600, 0]
    assert "Publication date unknown" in rows[3][2]
    assert [row[3] for row in rows] == ["", "reprint", "", ""]
    assert len(rows[2][0]) == 190
    assert LONG in rows[2][2]
    (longest,) = database.execute("SELECT max(length(Value)) FROM ENTITIES").fetchone()
    assert longest <= 190
    empty = database.execute("SELECT count(*) FROM ENTITIES WHERE Value = ''").fetchone()[0]
    assert empty == database.execute("SELECT count(*) FROM VARIABLES WHERE DataType = 'short text'").fetchone()[0]


def test_the_password_is_kept_as_dna_checks_it(database):
    ((secret,),) = database.execute("SELECT Password FROM CODERS WHERE Name = 'Parley'").fetchall()
    raw = base64.b64decode(secret)
    digest = raw[:16] + b"parley"
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert raw[16:] == digest
    assert hashed("x", b"0" * 16) != hashed("x", b"1" * 16)


def test_the_event_list_is_as_dna_writes_it(selection):
    lines = dna_event_list(selection).decode().splitlines()
    assert lines[0].split(";")[:16] == [f'"{name}"' for name in _EVENT_COLUMNS.split()]
    first = next(line for line in lines if line.startswith("1;")).split(";")
    assert first[1:6] == ["2023-03-18 00:00:00", '"Albin Kurti"', '"Kosovo"', '"Licence plates"', "1"]
    nobody = next(line for line in lines if line.startswith("5;")).split(";")
    assert nobody[1:6] == ["", '""', '""', '"Licence plates"', ""]
    assert nobody[8] == '"\'=the plates deal is dead, nobody “wants” it"'


def test_documents_come_back_as_articles(selection):
    articles = read_file("kosovo.dna", dna_database(selection))
    assert [article.text for article in articles] == [KURTI, KURTI + " Ends.", VUCIC, NOBODY]
    assert [str(article.published) for article in articles] == ["2023-03-18", "2023-03-18", "2023-04-02", "None"]
    assert articles[0].url == "https://example.org/kurti.txt"


@pytest.mark.parametrize("write", [dna_database, dna_event_list])
def test_codings_by_hand_are_taken_over_and_undone(workspace, write):
    speaker = workspace.frames.statements()["statement_id"].iloc[2]
    workspace.corrections.correct(int(speaker), "stance", "support", "ana", theme="recognition")
    file = write(select(workspace, Filters()))
    workspace.corrections.undo(1, "ana")
    before = workspace.frames.codings()
    assert list(before["stance"]) == ["support", "support", "oppose", "conditional", "unclear"]

    placed = place_codings(workspace, read_codings("kosovo.dna", file), "coder")
    assert (placed.placed, placed.unplaced, placed.missing) == (5, (), ())
    after = workspace.frames.codings(Filters(themes=("recognition",)))
    assert list(after["stance"]) == ["support"]
    assert workspace.frames.statements()["reviewed"].all()
    workspace.corrections.undo_batch(placed.batch, "ana")
    assert workspace.frames.codings().equals(before)


def test_what_can_not_be_placed_is_named(selection, tmp_path):
    file = dna_database(selection)
    with Workspace.open(tmp_path / "empty.db") as empty:
        empty.save_codebook(CODEBOOK)
        placed = place_codings(empty, read_codings("kosovo.dna", file), "coder")
    assert (placed.placed, len(placed.unplaced), placed.batch) == (0, 5, None)
    assert placed.missing == tuple(f"kosovo.dna#{number}" for number in (1, 2, 3, 4))
    assert "not in the workspace" in placed.unplaced[0].reason
    assert placed.unplaced[0].text == "Kosovo accepts the plates"


def test_a_concept_that_is_no_theme_is_named(selection, tmp_path):
    file = dna_database(selection)
    with Workspace.open(tmp_path / "other.db") as other:
        fill(other)
        from dataclasses import replace

        other.save_codebook(replace(CODEBOOK, themes=CODEBOOK.themes[1:], version="2"))
        placed = place_codings(other, read_codings("kosovo.dna", file), "coder")
    assert placed.placed == 5
    assert [(one.statement, one.reason.partition(";")[0]) for one in placed.unplaced] == [
        ("statement 3", "“Recognition” is no theme of the codebook")
    ]


def test_utf16_offsets_become_characters():
    assert [from_utf16("😀 Pristina", offset) for offset in (0, 2, 3, 4)] == [0, 1, 2, 3]
