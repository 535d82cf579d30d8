"""What can be exported, by name: what each format is for and who writes it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from analysis.exchange import frames
from analysis.exchange.brief import make_brief
from analysis.exchange.brief_docx import brief_docx
from analysis.exchange.brief_html import brief_html
from analysis.exchange.brief_markdown import brief_markdown
from analysis.exchange.dna import dna_database
from analysis.exchange.dna_events import dna_event_list
from analysis.exchange.follow_the_money import follow_the_money
from analysis.exchange.graphml import graphml
from analysis.exchange.parquet import parquet, parquet_archive
from analysis.exchange.plover import plover
from analysis.exchange.tables import write_csv, write_jsonl, write_workbook
from analysis.exchange.timeline_js import timeline_js
from analysis.views.matrix import Rows

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``id`` names it on the command line, ``write`` makes the file's bytes of what the filters leave."""

    id: str
    name: str
    purpose: str
    file: str
    mime: str
    write: Callable[[Selection], bytes]


def _csv(name: str, selection: Selection, encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    write_csv(frames.table(selection, name), text)
    return text.getvalue().encode(encoding)


def _jsonl(name: str, selection: Selection) -> bytes:
    text = io.StringIO(newline="")
    write_jsonl(frames.table(selection, name), text)
    return text.getvalue().encode()


def _xlsx(selection: Selection, names: Sequence[str] = frames.NAMES) -> bytes:
    buffer = io.BytesIO()
    write_workbook({name: frames.table(selection, name) for name in names}, buffer)
    return buffer.getvalue()


def _brief_markdown(selection: Selection) -> bytes:
    return brief_markdown(make_brief(selection)).encode()


def _brief_docx(selection: Selection) -> bytes:
    return brief_docx(make_brief(selection))


def _brief_html(selection: Selection) -> bytes:
    return brief_html(make_brief(selection), selection).encode()


_JSON = "application/json"
_JSONL = "application/x-ndjson"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XML = "application/xml"

# To open with a click: with its mark, Excel takes UTF-8 for what it is.
TABLES = (
    Format(
        "xlsx",
        "Excel workbook",
        "Everything in one workbook, a sheet each: statements, codings, events, matrix and articles.",
        "parley.xlsx",
        _SHEET,
        _xlsx,
    ),
    *(
        Format(
            f"csv-{name}", f"CSV of {name}", words, f"{name}.csv", "text/csv", partial(_csv, name, encoding="utf-8-sig")
        )
        for name, words in {
            "statements": "Every statement with its speaker, party, date, place in the text and confidence.",
            "codings": "Every stance: a row a statement and theme, with score, confidence and condition.",
            "events": "Every report of an event with its type, date, place, actors and confidence.",
            "matrix": "Every cell of the stance matrix, with its score, its counts and what makes it unsure.",
            "articles": "Every article with its outlet, date, address and how much was found in it.",
        }.items()
    ),
    Format(
        "parquet",
        "Parquet files",
        "All tables with typed columns, for DuckDB, polars, Spark and R: a file each, in a ZIP archive.",
        "parley-parquet.zip",
        "application/zip",
        parquet_archive,
    ),
)
NETWORKS = (
    Format(
        "dna",
        "DNA database",
        "For the Discourse Network Analyzer 3: documents and coded statements (coder Parley, password parley).",
        "parley.dna",
        "application/vnd.sqlite3",
        dna_database,
    ),
    Format(
        "dna-events",
        "DNA event list",
        "The coded statements as the Discourse Network Analyzer lists them, for R and other scripts.",
        "dna_events.csv",
        "text/csv",
        dna_event_list,
    ),
    Format(
        "graphml-actors",
        "GraphML of speakers and themes",
        "The two-mode network of speakers, with weights and signs, for Gephi, visone, R or networkx.",
        "speakers_themes.graphml",
        _XML,
        partial(graphml, rows=Rows.ACTOR),
    ),
    Format(
        "graphml-parties",
        "GraphML of parties and themes",
        "The same for parties.",
        "parties_themes.graphml",
        _XML,
        partial(graphml, rows=Rows.PARTY),
    ),
)
EVENTS = (
    Format(
        "timelinejs",
        "TimelineJS",
        "A timeline to publish on a web page with Knight Lab's TimelineJS.",
        "timeline.json",
        _JSON,
        timeline_js,
    ),
    Format(
        "plover",
        "PLOVER",
        "Event records for conflict research, a line of JSON each.",
        "events.plover.jsonl",
        _JSONL,
        plover,
    ),
    Format(
        "ftm",
        "FollowTheMoney",
        "Articles, actors, statements and events for Aleph, OpenAleph and other tools of investigation.",
        "parley.ftm.jsonl",
        _JSONL,
        follow_the_money,
    ),
)
BRIEFS = (
    Format(
        "brief-docx",
        "Word document",
        "To edit and to send, with the matrix as a coloured table.",
        "brief.docx",
        _DOCUMENT,
        _brief_docx,
    ),
    Format(
        "brief-html",
        "Web page",
        "One file with the figures; opens anywhere, also offline, and prints well.",
        "brief.html",
        "text/html",
        _brief_html,
    ),
    Format(
        "brief-md",
        "Markdown",
        "Plain text for notes, wikis and mails.",
        "brief.md",
        "text/markdown",
        _brief_markdown,
    ),
)
FORMATS = {one.id: one for one in (*TABLES, *NETWORKS, *EVENTS, *BRIEFS)}


def export_bytes(selection: Selection, form: str, what: str | None = None) -> bytes:
    """What the filters leave in a format of the command line.

    Args:
        selection: what the filters leave.
        form: ``csv``, ``jsonl``, ``xlsx``, or the id of another format.
        what: the table of the first three, or of ``parquet`` (``frames.NAMES``); statements by default, and all of them
            in a workbook or an archive of Parquet files.

    Raises:
        ExportError: where it doesn't fit the format.
    """
    if form == "jsonl":
        return _jsonl(what or "statements", selection)
    if form == "csv":
        return _csv(what or "statements", selection)
    if form == "parquet" and what:
        return parquet(selection, what)
    if form == "xlsx" and what:
        return _xlsx(selection, (what,))
    return FORMATS[form].write(selection)
