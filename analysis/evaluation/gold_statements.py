"""Statements with speakers, parties and stances on themes, as Parley's own gold marks them: a JSON file an article.

A file holds ``article`` (the stem of the article's file), ``published`` (ISO 8601, or null),
``statements`` (each with kind, text, start, end, speakers, party and themes: theme -> stance) and ``events`` (dated
words: text, start, end, date). ``themes.json``, beside them, gives each theme's proposition and is optional.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.evaluation.errors import GoldError
from analysis.evaluation.gold_files import first_file, read_article, read_json, require_within, take
from analysis.model import Article, StanceLabel, StatementKind

THEMES = "themes.json"
STANCES = frozenset({*StanceLabel, "none", "neutral"})


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as people marked it; each of ``speakers`` is a right name, ``themes`` is theme -> stance."""

    kind: StatementKind
    text: str
    start: int
    end: int
    speakers: tuple[str, ...]
    party: str | None
    themes: dict[str, str]


@dataclass(frozen=True, slots=True)
class GoldDatedWords:
    """Words that say when something happened, with the ISO 8601 date that they mean."""

    text: str
    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class StatementGold:
    """The gold of one article; ``published`` is the date that its text gives, None where it gives none."""

    article: Article
    published: str | None
    statements: tuple[GoldStatement, ...]
    dated: tuple[GoldDatedWords, ...]


def is_statement_gold(folder: Path) -> bool:
    """Whether a folder holds gold of this kind; files that are no JSON are left to the reader."""
    found = (path for path in sorted(folder.glob("*.json")) if path.name != THEMES)
    return any(isinstance(data := read_json(path), dict) and "statements" in data for path in found)


def read_statements(folder: Path, articles: Path | None = None) -> list[StatementGold]:
    """Read a folder of such files.

    Args:
        folder: the gold.
        articles: where the articles lie. What isn't there is looked for beside the gold, and in a folder ``articles``
            in it, beside it or one above.

    Raises:
        GoldError: where a file is broken, or its article isn't found.
    """
    ups = (folder, *folder.resolve().parents[:2])
    places = [*([articles] if articles else []), folder, *(up / "articles" for up in ups)]
    found = []
    for path in sorted(folder.glob("*.json")):
        data = read_json(path)
        if isinstance(data, dict) and "statements" in data:
            found.append(_gold(data, path, places))
    return found


def read_propositions(folder: Path) -> dict[str, str]:
    """Theme -> proposition of the folder's themes.json; empty where it has none."""
    path = folder / THEMES
    data = read_json(path) if path.exists() else {}
    if not isinstance(data, dict):
        raise GoldError(path, "It must be an object: theme -> proposition.")
    return {theme: take(data, theme, str, path, f"theme {theme!r}") for theme in data}


def _gold(data: dict[str, Any], path: Path, places: list[Path]) -> StatementGold:
    stem = take(data, "article", str, path, "the head")
    file = first_file(stem, places)
    if file is None:
        looked = ", ".join(str(place) for place in places)
        raise GoldError(path, f"There is no file of the article {stem!r} in {looked}; name its folder with --articles.")
    article = read_article(file.name, file.read_bytes())
    published = data.get("published")
    if not (published is None or isinstance(published, str)):
        raise GoldError(path, "“published” must be a date such as 2025-04-17, or null.", "the head")
    statements = take(data, "statements", list, path, "the head")
    dated = take({"events": []} | data, "events", list, path, "the head")
    return StatementGold(
        article,
        published,
        tuple(_statement(item, article, path, f"statement {n}") for n, item in enumerate(statements, 1)),
        tuple(_dated(item, article, path, f"event {n}") for n, item in enumerate(dated, 1)),
    )


def _statement(item: object, article: Article, path: Path, place: str) -> GoldStatement:
    start, end = (take(item, field, int, path, place) for field in ("start", "end"))
    text = take(item, "text", str, path, place)
    require_within(article, start, end, path, place)
    if article.text[start:end].split() != text.split():
        there = article.text[start:end][:60]
        raise GoldError(path, f"{article.file} has other words at {start}–{end}: {there!r}, not {text[:60]!r}.", place)
    kind = take(item, "kind", str, path, place)
    if kind not in tuple(StatementKind):
        raise GoldError(path, f"{kind!r} is no kind of statement; those are {', '.join(StatementKind)}.", place)
    themes = take(item, "themes", dict, path, place)
    if wrong := sorted(set(map(str, themes.values())) - STANCES):
        raise GoldError(path, f"{wrong[0]!r} is no stance; those are {', '.join(sorted(STANCES))}.", place)
    party = item.get("party") if isinstance(item, dict) else None
    if not (party is None or isinstance(party, str)):
        raise GoldError(path, "“party” must be a text, or null.", place)
    speakers = tuple(map(str, take(item, "speakers", list, path, place)))
    return GoldStatement(StatementKind(kind), text, start, end, speakers, party, themes)


def _dated(item: object, article: Article, path: Path, place: str) -> GoldDatedWords:
    start, end = (take(item, field, int, path, place) for field in ("start", "end"))
    require_within(article, start, end, path, place)
    return GoldDatedWords(article.text[start:end], start, end, take(item, "date", str, path, place))
