"""The event list that the Discourse Network Analyzer 3 exports, as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.exchange.dna_documents import shortened
from analysis.exchange.dna_rows import dna_statements, utf16
from analysis.exchange.tables import harmless_in_lines

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip
# After DNA's own columns: the graded stance, and how sure it is.
MORE = ("stance", "score", "confidence", "checked", "repeat")


def dna_event_list(selection: Selection) -> bytes:
    """The coded statements, a line each, by time; UTF-8.

    As DNA writes it (leifeld/dna, Exporter.java, eventCSV): columns are separated by semicolons, text is in double
    quotation marks, and within it a semicolon becomes a comma and a double quotation mark a single one. The time is
    that of the document's publication, ``agreement`` is empty where the stance takes no clear side.
    """
    articles = {row["article_id"]: row for row in selection.articles}
    texts = {article_id: selection.article(article_id).text for article_id in articles}
    lines: list[tuple[str, str]] = []
    for number, one in enumerate(dna_statements(selection), start=1):
        article = articles[one.article_id]
        time = f"{article['published']} 00:00:00" if article["published"] else ""
        title = shortened(article["title"] or article["file"])
        start, stop = (utf16(texts[one.article_id], offset) for offset in (one.start, one.end))
        cells = [
            str(number), time, _text(one.person), _text(one.organization), _text(one.concept),
            "" if one.agreement is None else str(one.agreement), str(start), str(stop), _text(one.text), "2",
            str(one.article_id), _text(title), _text(article["author"]), _text(article["source"]), _text(""),
            _text("reprint" if article["reprint_of"] else ""), _text(one.stance), str(one.score), str(one.confidence),
            str(int(one.checked)), str(int(one.repeat)),
        ]  # fmt: skip
        lines.append((time, ";".join(cells)))
    head = ";".join(f'"{name}"' for name in COLUMNS + MORE)
    ordered = [line for _, line in sorted(lines, key=lambda line: line[0])]
    return ("\n".join([head, *ordered]) + "\n").encode()


def _text(value: str | None) -> str:
    written = harmless_in_lines((value or "").replace(";", ",").replace('"', "'"))
    return f'"{written}"'
