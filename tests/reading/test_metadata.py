"""metadata.csv tells of files, and what is wrong in it is said by row and file."""

import datetime as dt

import pytest

from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import read_metadata


def test_columns_in_any_order_and_spelling(tmp_path):
    path = tmp_path / "metadata.csv"
    path.write_text("Outlet,Filename,Date,Headline\nBlue Wire,a.txt,2024-03-03,Talks\n,b.txt,,\n", encoding="utf-8-sig")
    table = read_metadata(path)
    row = table["a.txt"]
    assert (row.published, row.title, row.source, row.author) == (dt.date(2024, 3, 3), "Talks", "Blue Wire", None)
    assert (table["b.txt"].published, table.problems) == (None, [])


def test_semicolons_of_a_european_spreadsheet():
    assert read_metadata(b"file;published\na.txt;17.04.2025\n")["a.txt"].published == dt.date(2025, 4, 17)


def test_dates_that_cannot_be_taken_leave_the_rest_of_the_row():
    table = read_metadata(b"file,published,source\na.txt,03/04/2025,Blue Wire\nb.txt,2024-02-30,\nc.txt,2024-03-03,\n")
    assert (table["a.txt"].published, table["a.txt"].source) == (None, "Blue Wire")
    assert table["c.txt"].published == dt.date(2024, 3, 3)
    first, second = table.problems
    assert "Row 1" in first
    assert "“a.txt”" in first
    assert "ISO 8601" in first
    assert "Row 2" in second
    assert "doesn't exist" in second


def test_rows_without_a_file_and_rows_that_repeat_one():
    table = read_metadata(b"file,title\n,X\na.txt,First\na.txt,Second\n")
    assert table["a.txt"].title == "First"
    assert [problem.split(" of ")[0] for problem in table.problems] == ["Row 1", "Row 3"]


def test_rows_for_missing_files():
    table = read_metadata(b"file\na.txt\nold/b.txt\n")
    assert table.missing(["batch/a.txt"]) == ["Row 2 of metadata.csv names “old/b.txt”, but there is no such file."]
    assert table.missing(["a.txt", "batch/old/b.txt"]) == []


def test_table_without_a_column_for_the_file():
    with pytest.raises(UnreadableError, match="its columns are: id, date"):
        read_metadata(b"id,date\n1,2024-03-03\n")
