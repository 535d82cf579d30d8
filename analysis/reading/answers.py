"""What a reading process is asked and answers, as lines of JSON: what it read is never run, and no pickle."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from analysis.model import Article
from analysis.reading.coded import CodedStatement
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.metadata import Metadata, MetadataTable
from analysis.reading.plain import dump_article, dump_metadata, load_article, load_metadata
from analysis.reading.references import References

Line = dict[str, Any]


def dump_outcome(outcome: Article | UnreadableError) -> Line:
    """An article, or what could not be read, as a line."""
    if isinstance(outcome, Article):
        return {"article": dump_article(outcome).decode()}
    return {"problem": [outcome.file, outcome.reason], "set_aside": isinstance(outcome, SetAsideError)}


def load_outcome(line: Line) -> Article | UnreadableError:
    """The outcome of what :func:`dump_outcome` gave."""
    if "article" in line:
        return load_article(line["article"])
    file, reason = map(str, line["problem"])
    return SetAsideError(file, reason) if line["set_aside"] else UnreadableError(file, reason)


def dump_known(known: Metadata | MetadataTable | None) -> Line | None:
    """What is known of articles, with the name of its table and what was set aside in it."""
    if not isinstance(known, MetadataTable):
        return {"row": dump_metadata(known)} if known else None
    rows = dump_metadata(known)
    head = {"name": known.name, "problems": known.problems, "references": isinstance(known, References)}
    return head | {"keys": list(known), "rows": rows}


def load_known(line: Line | None) -> Metadata | MetadataTable | None:
    """What is known, of what :func:`dump_known` gave."""
    if line is None or "row" in line:
        return load_metadata(line["row"]) if line else None
    kind = References if line["references"] else MetadataTable
    table = kind(name=line["name"], problems=list(line["problems"]))
    for key, row in zip(line["keys"], line["rows"], strict=True):
        known = load_metadata(row)
        if isinstance(known, Metadata):
            table[key] = known
    return table


def dump_codings(codings: Sequence[CodedStatement]) -> Iterator[Line]:
    """Coded statements, the text of each document once."""
    texts: dict[str, str] = {}
    for coding in codings:
        if texts.get(coding.document) != coding.document_text:
            texts[coding.document] = coding.document_text
            yield {"document": coding.document, "text": coding.document_text}
        yield {"coding": asdict(replace(coding, document_text=""))}


def load_codings(lines: Iterable[Line]) -> list[CodedStatement]:
    """The coded statements of what :func:`dump_codings` gave."""
    texts: dict[str, str] = {}
    codings = []
    for line in lines:
        if "document" in line:
            texts[line["document"]] = line["text"]
        else:
            coding = CodedStatement(**line["coding"])
            codings.append(replace(coding, document_text=texts[coding.document]))
    return codings


def dump_line(line: Line) -> bytes:
    """A line to be sent."""
    return json.dumps(line).encode() + b"\n"
