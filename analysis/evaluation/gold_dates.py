"""Dates as TimeML marks them: a .tml file an article, of which the DATE expressions count (TempEval-3).

TempEval-3: UzZaman et al. (2013), SemEval task 1. The publication date is the file's document creation time, or what
a ``metadata.csv`` beside it says.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from analysis.evaluation.errors import GoldError
from analysis.evaluation.gold_files import read_article, read_text
from analysis.model import Article
from analysis.reading.errors import UnreadableError
from analysis.reading.metadata import Metadata, MetadataTable, read_metadata
from analysis.reading.published import DateError, parse_date

# Not "PRESENT_REF" and the like, which are no date of the calendar.
_CALENDAR = re.compile(r"\d{4}(-|$)")


@dataclass(frozen=True, slots=True)
class GoldDate:
    """Words that name a date, and the ISO 8601 value of it."""

    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class DateGold:
    """The dates of one article."""

    article: Article
    dates: tuple[GoldDate, ...]


def read_dates(folder: Path) -> list[DateGold]:
    """Read a folder of .tml files.

    Raises:
        GoldError: where a file is no TimeML.
    """
    table = folder / "metadata.csv"
    try:
        known = read_metadata(table) if table.exists() else MetadataTable()
    except UnreadableError as error:
        raise GoldError(table, error.reason) from error
    return [_gold(path, known) for path in sorted(folder.glob("*.tml"))]


def _gold(path: Path, known: MetadataTable) -> DateGold:
    try:
        root = ElementTree.fromstring(read_text(path))  # noqa: S314 (the user's own gold; entities aren't fetched)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise GoldError(path, f"It isn't XML: {error.msg}.", f"line {line}, column {column + 1}") from error
    body = root.find("TEXT")
    if body is None:
        raise GoldError(path, "It has no <TEXT>; is it TimeML?")
    name = f"{path.stem}.txt"
    text = "".join(body.itertext())
    article = read_article(name, text.encode(), known.of(name) or Metadata(name, _creation(root, path)))
    if article.text != text:
        raise GoldError(path, "Its text is changed by reading, so that no place in it would hold.", "<TEXT>")
    return DateGold(article, tuple(date for date in _dates(body) if _CALENDAR.match(date.value)))


def _creation(root: ElementTree.Element, path: Path) -> dt.date | None:
    time = root.find(".//DCT/TIMEX3")
    if time is None:
        return None
    try:
        return parse_date(time.get("value", ""))
    except DateError as error:
        raise GoldError(path, str(error), "<DCT>") from error


def _dates(body: ElementTree.Element) -> list[GoldDate]:
    """The DATE expressions with their places in the text without tags."""
    found: list[GoldDate] = []

    def walk(node: ElementTree.Element, start: int) -> int:
        end = start + len(node.text or "")
        for child in node:
            end = walk(child, end) + len(child.tail or "")
        if node.tag == "TIMEX3" and node.get("type") == "DATE":
            found.append(GoldDate("".join(node.itertext()), start, end, node.get("value", "")))
        return end

    walk(body, 0)
    return found
