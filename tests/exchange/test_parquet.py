"""Parquet files are read back by other libraries than the one that wrote them, with their types."""

import datetime as dt
import io
import zipfile

import pytest
from click.testing import CliRunner

from analysis.__main__ import cli
from analysis.exchange import parquet as written
from analysis.exchange.formats import FORMATS, export_bytes

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
TABLES = ["statements", "codings", "events", "matrix", "articles"]


def test_columns_have_types_and_what_is_missing_is_null(selection):
    table = pq.read_table(io.BytesIO(export_bytes(selection, "parquet", "statements")))
    types = {field.name: field.type for field in table.schema}
    assert types["date"] == types["date_last"] == types["published"] == pa.date32()
    assert (types["repeats"], types["corrected"], types["confidence"]) == (pa.int64(), pa.bool_(), pa.float64())
    rows = table.to_pylist()
    assert [row["speaker"] for row in rows] == ["Albin Kurti", "Albin Kurti", "Aleksandar Vucic", None]
    assert rows[0]["date"] == rows[0]["date_last"] == dt.date(2023, 3, 18)
    assert rows[0]["date_as_known"] == "2023-03-18"
    assert (rows[3]["date"], rows[3]["published"]) == (None, None)
    # nothing here takes it for a formula
    assert rows[3]["text"] == "=the plates deal is dead; nobody “wants” it"


def test_lists_are_lists(selection):
    events = pq.read_table(io.BytesIO(export_bytes(selection, "parquet", "events")))
    assert events.schema.field("parties").type == pa.list_(pa.string())
    assert events["parties"].to_pylist()[0] == ["Kosovo", "Serbia"]
    matrix = pq.read_table(io.BytesIO(export_bytes(selection, "parquet", "matrix")))
    assert matrix.schema.field("statement_ids").type == pa.list_(pa.int64())


def test_rows_are_written_some_at_a_time(selection, monkeypatch):
    monkeypatch.setattr(written, "ROWS", 3)
    file = pq.ParquetFile(io.BytesIO(export_bytes(selection, "parquet", "statements")))
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [3, 1]


def test_the_app_gives_an_archive_of_all_tables(selection):
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["parquet"].write(selection)))
    assert archive.namelist() == [f"{name}.parquet" for name in TABLES]


def test_the_command_writes_a_folder_that_duckdb_reads(workspace, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path / "tables"
    done = CliRunner().invoke(cli, ["export", str(workspace.path), "--format", "parquet", "--out", str(folder)])
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    codings, statements = (duckdb.read_parquet(str(folder / f"{name}.parquet")) for name in ("codings", "statements"))
    recent = statements.filter("date >= DATE '2023-04-01'").project("statement_id, party AS who")
    found = codings.join(recent, "statement_id").project("who, theme, stance").order("theme")
    assert found.fetchall() == [
        ("Serbia", "plates", "conditional"),
        ("Serbia", "recognition", "oppose"),
    ]


def test_a_table_without_rows_keeps_its_columns(workspace, tmp_path):
    file = tmp_path / "none.parquet"
    options = ["--format", "parquet", "--what", "codings", "--party", "Nowhere", "--out", str(file)]
    assert CliRunner().invoke(cli, ["export", str(workspace.path), *options]).exit_code == 0
    table = pq.read_table(file)
    assert table.num_rows == 0
    assert table.schema.field("evidence").type == pa.list_(pa.string())
