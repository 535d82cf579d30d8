"""Articles as DNA's documents."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection

# DNA's limit for titles, authors, sources, sections, types, entities and attributes, in characters.
LIMIT = 190
UNDATED = "Publication date unknown; DNA needs one, and has 1 January 1970."


def insert_documents(connection: sqlite3.Connection, selection: Selection) -> dict[int, str]:
    """Insert the articles under their ids; returns their texts by id."""
    texts: dict[int, str] = {}
    for row in selection.articles:
        article = selection.article(row["article_id"])
        texts[row["article_id"]] = article.text
        connection.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date) "
            "VALUES (?, ?, ?, 2, ?, ?, '', ?, ?, ?)",
            (
                row["article_id"],
                shortened(row["title"] or row["file"]),
                article.text,
                shortened(row["author"] or ""),
                shortened(row["source"] or ""),
                _notes(row),
                "reprint" if row["reprint_of"] else "",
                _seconds(row["published"]),
            ),
        )
    return texts


def shortened(text: str) -> str:
    """Text on one line of at most 190 characters, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= LIMIT else line[: LIMIT - 1].rstrip() + "…"


def _notes(row: dict[str, Any]) -> str:
    notes = [row["url"], f"File: {row['file']}"]
    notes += [f"A near copy of document {row['reprint_of']}."] if row["reprint_of"] else []
    notes += [] if row["published"] else [UNDATED]
    # Where a field was cut, it stands here in full.
    notes += [f"Title: {row['title']}"] if len(row["title"] or "") > LIMIT else []
    return "\n".join(filter(None, notes))


def _seconds(published: str | None) -> int:
    """A day's midnight in UTC, in seconds since 1970; 0 where it isn't known."""
    if not published:
        return 0
    day = dt.date.fromisoformat(published)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
