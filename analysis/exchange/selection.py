"""What is exported: all that the filters leave, with the codebook that it was coded by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import numpy as np
import sqlalchemy as sa

from analysis.coding.codebook import load_codebook
from analysis.model import StanceLabel
from analysis.store import schema
from analysis.views.day_numbers import day_numbers, latest_first
from analysis.views.evidence import Evidence, gather, once
from analysis.views.latest import latest
from analysis.views.matrix import cells
from analysis.views.matrix_cells import CODING_COLUMNS
from analysis.views.matrix_weighing import USUAL, counted
from analysis.views.numbers import numbered, orderly, paired
from analysis.views.options import theme_names
from analysis.views.overview import Counts, counts
from analysis.views.style import theme_name
from analysis.views.timeline import group, themes_of_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.model import Article, Codebook
    from analysis.store import Workspace
    from analysis.store.filters import Filters
    from analysis.views.timeline import TimelineEvent


# Comes after any day on which an article was published.
_UNPUBLISHED = "9"
# Where the app is when it is started as the README says.
ADDRESS = "http://localhost:8501"


class Said(NamedTuple):
    """Codings: of each its statement, whether it is conditional, and whether its speaker is known; days as numbers."""

    statement_id: NDArray[np.int64]
    conditional: NDArray[np.bool_]
    score: NDArray[np.float64]
    confidence: NDArray[np.float64]
    known: NDArray[np.bool_]
    day: NDArray[np.int64]


@dataclass(frozen=True)
class Selection:
    """What the filters leave of a workspace: ``found`` as tables without texts, ``evidence`` with them, once asked for.

    ``scope`` says in words what is filtered by, empty where nothing is; ``address`` is that of the app, which links
    lead to. ``changed_since`` is the day from which on a brief tells what changed (None: the middle of what is dated).
    """

    workspace: Workspace
    found: Evidence
    codebook: Codebook
    scope: tuple[str, ...] = ()
    address: str = ADDRESS
    changed_since: dt.date | None = None

    @cached_property
    def evidence(self) -> Evidence:
        """All that was found, with its texts."""
        texts, found = self.workspace.frames.with_texts, self.found
        return Evidence(texts(found.statements), texts(found.codings), texts(found.events), texts(found.articles))

    @cached_property
    def latest(self) -> tuple[Selection, dt.date | None]:
        """The latest part of it, and the day from which on it is; all of it and None where it is not very much."""
        part = latest(self.found)
        if part.since is None:
            return self, None
        return self._of(part.evidence), part.since

    def reporting(self, happenings: Iterable[TimelineEvent], most: int) -> Selection:
        """The part of it that reports some of its happenings: up to so many reports of each, as ``reports`` ranks them.

        It is as much as need be read to cite them.
        """
        of = {id_: happening.key for happening in happenings for id_ in happening.report_ids}
        found = self.found
        events = found.events[found.events["event_id"].isin(list(of))]
        ranked = events.assign(
            of=events["event_id"].map(of),
            reprint=events["reprint_of"].notna(),
            day=events["published"].astype(object).fillna(_UNPUBLISHED),
        ).sort_values(["reprint", "confidence", "day", "event_id"], ascending=[True, False, True, True])
        events = events.loc[ranked.groupby("of").head(most).index.sort_values()]
        return self._of(Evidence(found.statements[:0], found.codings[:0], events, found.articles))

    def _of(self, found: Evidence) -> Selection:
        """A part of it, with the articles that it comes from."""
        used = np.union1d(found.statements["article_id"].to_numpy(), found.events["article_id"].to_numpy())
        articles = found.articles[found.articles["article_id"].isin(used)]
        return replace(self, found=Evidence(found.statements, found.codings, found.events, articles))

    @cached_property
    def names(self) -> dict[str, str]:
        """Theme id -> name."""
        return theme_names(self.codebook)

    @cached_property
    def counts(self) -> Counts:
        """How much there is of it."""
        return counts(self.found)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The stance matrix, parties by themes."""
        return cells(self.found.codings)

    def said(self, party: str, theme: str) -> Said:
        """The codings that a cell's score stands on, the latest first, repeats once.

        Where none is sure enough for a score, all of them.
        """
        every, sure, rows = self._said
        own = rows[party, theme]
        own = own[sure[own]] if sure[own].any() else own
        return Said(*(values[own] for values in every))

    @cached_property
    def _said(self) -> tuple[Said, NDArray[np.bool_], dict[Any, Any]]:
        """The codings of parties, repeats once, which of them are sure, and where each party's on each theme are.

        The places of each are those of its codings, the latest first.
        """
        codings = once(self.found.codings[CODING_COLUMNS])
        codings = codings[codings["party"].notna()]
        days = day_numbers(codings["first_day"])
        (party, parties), (theme, themes) = numbered(codings["party"]), numbered(codings["theme"])
        cell, order = paired(party, theme, len(themes)), latest_first(days)
        many = np.bincount(cell)
        own, filled = np.split(order[orderly(cell[order])], np.cumsum(many)[:-1]), np.flatnonzero(many).tolist()
        rows = {(parties[at // len(themes)], themes[at % len(themes)]): own[at] for at in filled}
        every = Said(
            codings["statement_id"].to_numpy(np.int64),
            (codings["stance"] == StanceLabel.CONDITIONAL.value).to_numpy(bool),
            codings["score"].to_numpy(float),
            codings["confidence"].to_numpy(float),
            codings["speaker"].notna().to_numpy(bool),
            days,
        )
        sure = counted(codings, USUAL).to_numpy(bool)
        return every, sure, rows

    @cached_property
    def happenings(self) -> list[TimelineEvent]:
        """The events, reports of the same one together."""
        found = self.found
        themes = themes_of_events(found.events, found.statements, found.codings)
        return group(self.workspace.frames.with_texts(found.events, "text"), themes)

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
        return {row["event_id"]: articles[row["article_id"]] | row for row in records(self.evidence.events.whole())}

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
        return self._reader + "".join(f"&{name}={id_}" for name, id_ in {"article": article_id, **place}.items())

    @cached_property
    def _reader(self) -> str:
        """The address of the app's reader in the workspace."""
        return f"{self.address.rstrip('/')}/reader?{urlencode({'workspace': self.workspace.name})}"


def select(workspace: Workspace, filters: Filters) -> Selection:
    """What the filters leave of a workspace."""
    return Selection(workspace, gather(workspace, filters), workspace.codebook() or load_codebook())


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame in Python's own types; what is missing is None."""
    from analysis.exchange.tables import plain_column

    columns = {str(name): plain_column(frame[name]) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
