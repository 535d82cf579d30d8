"""Tables as CSV, XLSX and JSON lines."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from typing import IO, TYPE_CHECKING, Any, TextIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

# What a spreadsheet may take for a formula (OWASP, "CSV Injection"), also where signs are wide, as in East Asian text,
# or stand behind what isn't seen: blanks, controls, marks of no width.
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*"
_SIGN = r"[=+\-@＝＋－＠−]"
_FORMULA = re.compile(rf"^(?:{_UNSEEN}{_SIGN}|[\t\r])")
# The same behind what a spreadsheet of other customs parts cells by: then this begins a cell of its own.
_FORMULA_WITHIN = re.compile(rf"([,;\t\r\n|]{_UNSEEN}[\"']*{_UNSEEN})(?={_SIGN})")
# Characters that XML, and so a spreadsheet's file, can't hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767


Cell = Any  # a number, text, a truth value, None, or a list of these


class ExportError(Exception):
    """A table can't be written in this format; the message says why and what to do."""


def write_csv(frame: pd.DataFrame, file: TextIO) -> None:
    """Write a table as CSV with a head; lists are joined by "; ", missing values empty, formulas made harmless."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in _rows(frame):
        writer.writerow([harmless_in_lines(value) for value in row])


def write_jsonl(frame: pd.DataFrame, file: TextIO) -> None:
    """Write a table as JSON lines, an object a row; missing values are null, text is as it is."""
    names = [str(name) for name in frame.columns]
    for row in _rows(frame):
        file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")


def write_workbook(sheets: Mapping[str, pd.DataFrame], file: IO[bytes]) -> None:
    """Write tables as a workbook, a sheet each, with a fixed head; formulas are made harmless.

    Raises:
        ExportError: where a table has more rows than a sheet can hold.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for name, frame in sheets.items():
        if len(frame) >= _SHEET_ROWS:
            raise ExportError(
                f"A sheet holds {_SHEET_ROWS - 1:,} rows and there are {len(frame):,} {name}; export CSV instead."
            )
        page = workbook.create_sheet(name)
        page.freeze_panes = "A2"
        page.append([str(name) for name in frame.columns])
        for row in _rows(frame):
            page.append([_xlsx_cell(value) for value in row])
    workbook.save(file)


def _rows(frame: pd.DataFrame) -> Iterator[list[Cell]]:
    """The rows in Python's own types; what is missing is None, a day is ISO 8601 text."""
    for row in frame.itertuples(index=False, name=None):
        yield [plain(value) for value in row]


def plain(value: Cell) -> Cell:
    """A value of a frame in Python's own types: what is missing is None, a day is ISO 8601 text."""
    import pandas as pd

    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return value.item() if isinstance(value, np.generic) else value


def plain_column(column: pd.Series[Any]) -> list[Cell]:
    """The values of a column in Python's own types, as :func:`plain` gives them."""
    if column.dtype == object or column.dtype.kind == "M":
        return [plain(value) for value in column.tolist()]
    values = column.to_numpy(object, copy=True)
    values[column.isna().to_numpy()] = None
    found: list[Cell] = values.tolist()
    return found


def harmless(value: Cell) -> Cell:
    """A value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def harmless_in_lines(value: Cell) -> Cell:
    """The same in a file whose cells are parted by signs: no part of it becomes a cell with a formula either."""
    cell = harmless(value)
    return _FORMULA_WITHIN.sub(r"\1'", cell) if isinstance(cell, str) else cell


def printable(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return _CONTROL.sub("", text)


def _xlsx_cell(value: Cell) -> Cell:
    # What can't be printed goes first: a formula may stand behind it.
    cell = harmless(printable(value) if isinstance(value, str) else value)
    return printable(cell)[:_CELL_CHARACTERS] if isinstance(cell, str) else cell


def round_score(score: float) -> float:
    """A score or confidence to three places, as a Python float."""
    return round(float(score), 3)
