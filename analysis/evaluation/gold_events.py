"""Events as PLOVER's gold standard records give them: a JSON list of sentences, each with the type of its event.

PLOVER: Open Event Data Alliance (2023), the Political Language Ontology for Verifiable Event Records.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from analysis.evaluation.gold_files import read_article, read_json, take
from analysis.model import Article

_DATA = Path(__file__).parent / "data" / "plover_types.toml"
# Records that are about the coding of documents, and have no event.
_NO_EVENT = "DOCUMENT"


@dataclass(frozen=True, slots=True)
class EventGold:
    """A sentence as an article; ``type`` of its event is the record's word, ``means`` today's."""

    article: Article
    type: str
    means: str


def is_event_gold(folder: Path) -> bool:
    """Whether a folder holds a file of records."""
    return any(_is_records(read_json(path)) for path in sorted(folder.glob("*.json")))


def read_events(folder: Path) -> list[EventGold]:
    """Read the records of a folder's JSON files; those without an event are left out.

    Raises:
        GoldError: where a record is broken.
    """
    renamed = tomllib.loads(_DATA.read_text(encoding="utf-8"))["renamed"]
    found = []
    for path in sorted(folder.glob("*.json")):
        records = read_json(path)
        for number, record in enumerate(records if _is_records(records) else [], 1):
            place = f"record {number}"
            kind, name, text = (take(record, field, str, path, place) for field in ("event", "id", "text"))
            if kind != _NO_EVENT:
                found.append(EventGold(read_article(f"{name}.txt", text.encode()), kind, renamed.get(kind, kind)))
    return found


def _is_records(data: object) -> bool:
    return isinstance(data, list) and any(isinstance(record, dict) and "event" in record for record in data)
