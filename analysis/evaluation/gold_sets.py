"""A folder -> the gold in it, whatever its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from analysis.evaluation.errors import GoldError
from analysis.evaluation.gold_attributions import ATTRIBUTIONS, TEXT, read_attributions
from analysis.evaluation.gold_claims import QUERIES, ClaimGold, read_claims
from analysis.evaluation.gold_dates import read_dates
from analysis.evaluation.gold_events import is_event_gold, read_events
from analysis.evaluation.gold_statements import StatementGold, is_statement_gold, read_propositions, read_statements
from analysis.model import Article, Codebook

T = TypeVar("T")


class GoldKind(StrEnum):
    """What people marked."""

    STATEMENTS = "statements"
    ATTRIBUTIONS = "attributions"
    DATES = "dates"
    EVENTS = "events"
    CLAIMS = "claims"


class ArticleGold(Protocol):
    """The gold of one article."""

    @property
    def article(self) -> Article:
        """The article."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The gold of a folder.

    Attributes:
        name: the folder's name.
        kind: what is marked.
        items: the gold of each article; empty for claims.
        claims: claims and queries; None for the other kinds.
        themes: the ids of the themes that it is coded by; empty where it isn't.
    """

    name: str
    kind: GoldKind
    items: tuple[ArticleGold, ...] = ()
    claims: ClaimGold | None = None
    themes: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many articles, or queries, it has."""
        return len(self.items) + sum(map(len, self.claims.queries.values() if self.claims else ()))

    def sample(self, number: int) -> GoldSet:
        """So many of its articles, or of each of its sets of queries, evenly spaced; all where it has fewer."""
        claims = self.claims
        if claims:
            queries = {name: tuple(_evenly(found, number)) for name, found in claims.queries.items()}
            claims = replace(claims, queries=queries)
        return replace(self, items=tuple(_evenly(self.items, number)), claims=claims)

    def lacking(self, codebook: Codebook) -> list[str]:
        """The themes that the gold names and the codebook lacks, sorted."""
        return sorted(self.themes - {theme.id for theme in codebook.themes})


def read_gold(folder: Path, articles: Path | None = None) -> GoldSet:
    """Read the gold of a folder.

    Args:
        folder: the gold.
        articles: where the articles of statements lie; see :func:`read_statements`.

    Raises:
        GoldError: where there is none, or a file is broken.
    """
    kind, name = recognise(folder), folder.resolve().name
    match kind:
        case GoldKind.STATEMENTS:
            return _statements(name, read_statements(folder, articles), read_propositions(folder))
        case GoldKind.ATTRIBUTIONS:
            gold = GoldSet(name, kind, tuple(read_attributions(folder)))
        case GoldKind.DATES:
            gold = GoldSet(name, kind, tuple(read_dates(folder)))
        case GoldKind.EVENTS:
            gold = GoldSet(name, kind, tuple(read_events(folder)))
        case GoldKind.CLAIMS:
            gold = GoldSet(name, kind, claims=read_claims(folder))
    if not gold.size:
        raise GoldError(folder, f"It holds gold of {kind}, but not a single item; are files missing?")
    return gold


def recognise(folder: Path) -> GoldKind:
    """What kind of gold a folder holds.

    Raises:
        GoldError: where it holds none, or a JSON file that might is broken.
    """
    if (folder / TEXT).is_dir() and (folder / ATTRIBUTIONS).is_dir():
        return GoldKind.ATTRIBUTIONS
    if any(folder.glob("*.tml")):
        return GoldKind.DATES
    if any(folder.glob(f"*{QUERIES}")):
        return GoldKind.CLAIMS
    if is_event_gold(folder):
        return GoldKind.EVENTS
    if is_statement_gold(folder):
        return GoldKind.STATEMENTS
    reason = (
        f"There is no gold in it. Gold is JSON files with “statements”, folders “{TEXT}” and “{ATTRIBUTIONS}” "
        f"(PolNeAR), .tml files (TimeML), a JSON list of PLOVER records, or *{QUERIES} files (CheckThat!)."
    )
    raise GoldError(folder, reason)


def _statements(name: str, found: Sequence[StatementGold], propositions: dict[str, str]) -> GoldSet:
    used = {theme for gold in found for statement in gold.statements for theme in statement.themes}
    return GoldSet(name, GoldKind.STATEMENTS, tuple(found), themes=frozenset(used | set(propositions)))


def _evenly(items: Sequence[T], number: int) -> list[T]:
    wanted = min(number, len(items))
    return [items[place * len(items) // wanted] for place in range(wanted)]
