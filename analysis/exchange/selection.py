"""What is exported: all that the filters leave, with the codebook that it was coded by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import sqlalchemy as sa

from analysis.coding.codebook import load_codebook
from analysis.store import schema
from analysis.views.evidence import gather
from analysis.views.matrix import cells
from analysis.views.options import theme_names
from analysis.views.style import theme_name
from analysis.views.timeline import group, themes_of_events

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Article, Codebook
    from analysis.store import Workspace
    from analysis.store.filters import Filters
    from analysis.views.evidence import Evidence
    from analysis.views.timeline import TimelineEvent


@dataclass(frozen=True)
class Selection:
    """What the filters leave of a workspace; ``address`` is that of the app, which links lead to."""

    workspace: Workspace
    evidence: Evidence
    codebook: Codebook
    address: str

    @cached_property
    def names(self) -> dict[str, str]:
        """Theme id -> name."""
        return theme_names(self.codebook)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The stance matrix, parties by themes."""
        return cells(self.evidence.codings)

    @cached_property
    def happenings(self) -> list[TimelineEvent]:
        """The events, reports of the same one together."""
        evidence = self.evidence
        themes = themes_of_events(evidence.events, evidence.statements, evidence.codings)
        return group(evidence.events, themes)

    @cached_property
    def articles(self) -> list[dict[str, Any]]:
        """The rows of the articles that what is exported comes from, by id; a missing field is None."""
        evidence = self.evidence
        used = set(evidence.statements["article_id"]) | set(evidence.events["article_id"])
        frame = evidence.articles[evidence.articles["article_id"].isin(used)].sort_values("article_id")
        return records(frame)

    @cached_property
    def event_rows(self) -> dict[int, dict[str, Any]]:
        """The rows of the events frame by their ids, with the fields of their articles."""
        articles = {row["article_id"]: row for row in self.articles}
        return {row["event_id"]: articles[row["article_id"]] | row for row in records(self.evidence.events)}

    @cached_property
    def actor_kinds(self) -> dict[str, str]:
        """The name of each actor that the articles mention -> what it is (``ActorKind``)."""
        columns = schema.mentions.c
        with self.workspace.reading() as connection:
            rows = connection.execute(sa.select(columns.name, columns.kind).distinct())
            return {row.name: row.kind for row in rows}

    def article(self, article_id: int) -> Article:
        """An article with its text."""
        return self.workspace.article(article_id)

    def theme(self, theme: str) -> str:
        """A theme's name in words."""
        return theme_name(theme, self.names)

    def link(self, article_id: int, **place: int) -> str:
        """The address that opens an article in the app, at a ``statement`` or an ``event``."""
        query = {"workspace": self.workspace.path.stem, "article": article_id, **place}
        return f"{self.address.rstrip('/')}/reader?{urlencode(query)}"


def select(workspace: Workspace, filters: Filters, address: str = "http://127.0.0.1:8501") -> Selection:
    """What the filters leave of a workspace."""
    return Selection(workspace, gather(workspace, filters), workspace.codebook() or load_codebook(), address)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame in Python's own types; what is missing is None."""
    from analysis.exchange.tables import plain

    names = [str(name) for name in frame.columns]
    rows = frame.itertuples(index=False, name=None)
    return [dict(zip(names, map(plain, row), strict=True)) for row in rows]
