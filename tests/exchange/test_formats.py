"""Each format is read back by its own library or description, never by the code that wrote it."""

import csv
import io
import json
from dataclasses import replace

import pytest

from analysis.command_line import BINARY, FORMS
from analysis.exchange.formats import FORMATS, export_bytes
from analysis.exchange.selection import select
from analysis.store import Filters

_REPORT = "Also reported by Herald (2023-03-18"


def test_the_command_line_names_every_format():
    tables = {one for one in FORMATS if one.startswith("csv-")}
    assert set(FORMS) == {"csv", "jsonl"} | set(FORMATS) - tables
    assert {one.id for one in FORMATS.values() if one.file.endswith((".xlsx", ".zip", ".dna", ".docx"))} == set(BINARY)


def test_the_workbook_has_a_sheet_each_and_no_formula(selection):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(FORMATS["xlsx"].write(selection)))
    assert book.sheetnames == ["statements", "codings", "events", "matrix", "articles"]
    rows = list(book["statements"].iter_rows(values_only=True))
    head = rows[0]
    for field in ("speaker", "party", "date", "confidence", "corrected", "reviewed", "counts_as", "start", "content"):
        assert field in head
    assert [row[head.index("speaker")] for row in rows[1:]] == ["Albin Kurti", "Albin Kurti", "Aleksandar Vucic", None]
    assert rows[4][head.index("text")] == "'=the plates deal is dead; nobody “wants” it"
    assert rows[3][head.index("source")] == "'+Herald"
    # the reprint is listed, and counted with the first
    assert rows[2][head.index("counts_as")] == rows[1][head.index("statement_id")]
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    matrix = list(book["matrix"].iter_rows(values_only=True))
    column = [matrix[0].index(name) for name in ("row", "theme_name", "statements")]
    assert [tuple(row[at] for at in column) for row in matrix[1:]] == [
        ("Serbia", "Licence plates", 1), ("Serbia", "Recognition", 1), ("Kosovo", "Licence plates", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_tables_on_the_command_line(selection, form):
    text = export_bytes(selection, form, "codings").decode()
    rows = list(csv.DictReader(io.StringIO(text))) if form == "csv" else [json.loads(row) for row in text.splitlines()]
    assert [row["stance"] for row in rows] == ["support", "support", "oppose", "conditional", "unclear"]
    assert [row["theme_name"] for row in rows][2:4] == ["Recognition", "Licence plates"]


def test_graphml_is_read_by_networkx(selection):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(FORMATS["graphml-parties"].write(selection).decode())
    assert networkx.is_bipartite(graph)
    assert graph.nodes["theme:recognition"]["label"] == "Recognition"
    assert graph.nodes["party:Serbia"] == {"label": "Serbia", "mode": "party", "bipartite": 0}
    kosovo = graph.edges["party:Kosovo", "theme:plates"]
    # the reprint counts once
    assert (kosovo["weight"], kosovo["sign"], kosovo["score"], kosovo["support"]) == (1, 1, 0.8, 1)
    serbia = graph.edges["party:Serbia", "theme:recognition"]
    assert (serbia["weight"], serbia["sign"], serbia["oppose"]) == (1, -1, 1)
    actors = networkx.parse_graphml(FORMATS["graphml-actors"].write(selection).decode())
    assert actors.nodes["actor:Albin Kurti"]["party"] == "Kosovo"


def test_timeline_js_has_a_date_each_and_the_undated_on_its_title(selection):
    document = json.loads(FORMATS["timelinejs"].write(selection))
    (event,) = document["events"]
    assert event["start_date"] == {"year": 2023, "month": 3, "day": 13}
    assert event["display_date"] == "13 March 2023"
    assert event["text"]["headline"] == "Officials met in Brussels on Monday"
    assert "https://example.org/kurti.txt" in event["text"]["text"]
    assert "https://example.org/copy.txt" in event["text"]["text"]
    assert "He left" in document["title"]["text"]["text"]


def test_plover_has_what_it_requires(selection):
    lines = [json.loads(line) for line in FORMATS["plover"].write(selection).decode().splitlines()]
    assert all({"id", "date", "actor", "event"} <= set(line) for line in lines)
    met, left = lines
    assert (met["event"], met["quad_code"], met["date"], met["event_loc"]) == ("CONSULT", 1, "2023-03-13", "Brussels")
    assert [one["entity_text"] for one in met["actor"]] == ["Albin Kurti", "Kosovo", "Serbia"]
    assert _REPORT in met["comment"]
    assert met["cite_info"]["publication"] == "Prishtina Post"
    assert (left["event"], left["quad_code"], left["date"]) == ("RETREAT", 2, "")
    assert "Date unknown." in left["comment"]
    assert "Planned" in left["comment"]


def test_follow_the_money_is_valid_to_its_library(selection):
    followthemoney = pytest.importorskip("followthemoney", reason="followthemoney is not installed (it needs ICU)")
    entities = [json.loads(line) for line in FORMATS["ftm"].write(selection).decode().splitlines()]
    for entity in entities:
        schema = followthemoney.model.get(entity["schema"])
        schema.validate(entity)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
    by_id = {entity["id"]: entity for entity in entities}
    for entity in entities:
        schema = followthemoney.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            if schema.properties[name].type.name == "entity":
                assert set(values) <= set(by_id)
    notes = [entity for entity in entities if entity["schema"] == "Note"]
    assert [note["properties"]["description"] for note in notes][:2] == [
        ["Kosovo accepts the plates"], ["Serbia will never recognise Kosovo unless it gets guarantees"],
    ]  # fmt: skip
    # a repeat is the same Note, with one article more
    assert len([id_ for id_ in notes[0]["properties"]["entity"] if by_id[id_]["schema"] == "Article"]) == 2
    people = {entity["properties"]["name"][0] for entity in entities if entity["schema"] == "Person"}
    assert people == {"Albin Kurti", "Aleksandar Vucic"}


def test_filters_are_obeyed(workspace):
    selection = replace(
        select(workspace, Filters(parties=("Kosovo",), sources=("Herald",))), address="https://p.example/"
    )
    rows = [json.loads(row) for row in export_bytes(selection, "jsonl").decode().splitlines()]
    assert [row["title"] for row in rows] == ["Plates accepted"]
    # its original is filtered out, so the reprint is counted itself
    assert rows[0]["counts_as"] == rows[0]["statement_id"]
    assert selection.link(2, statement=2) == "https://p.example/reader?workspace=kosovo&article=2&statement=2"
