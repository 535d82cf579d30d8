"""What searches are measured on: the vectors of a workspace with what filters ask for, and questions to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from analysis.store import Workspace, schema
from analysis.store.filters import Filters

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUESTIONS, BEST = 25, 20
# Who is looked for, and what: the shares of statements that pass are told in the tables.
PARTY, SPEAKER, THEME = "European Union", "United States", "sanctions"
SINCE, UNTIL = dt.date(2025, 3, 1), dt.date(2025, 8, 31)
WORDS = "grain guarantee"
_NOISE = 0.35


@dataclass(frozen=True, eq=False)
class Material:
    """Statements by rising id, a row each; ``day`` is that of publication as ISO 8601 text, "" where unknown."""

    ids: NDArray[np.int64]
    vectors: NDArray[np.float32]
    party: list[str]
    speaker: list[str]
    theme: list[str]
    day: list[str]
    content: list[str]
    questions: NDArray[np.float32]

    def passing(self, narrow: bool) -> NDArray[np.bool_]:
        """Which statements one party said; or, narrow, one actor on a theme within half a year."""
        if not narrow:
            return np.array([party == PARTY for party in self.party])
        within = [SINCE.isoformat() <= day <= UNTIL.isoformat() for day in self.day]
        said = [speaker == SPEAKER and theme == THEME for speaker, theme in zip(self.speaker, self.theme, strict=True)]
        return np.array(said) & np.array(within)


def filters(narrow: bool) -> Filters:
    """The same as the app's filters."""
    if not narrow:
        return Filters(parties=(PARTY,))
    return Filters(actors=(SPEAKER,), themes=(THEME,), since=SINCE, until=UNTIL, include_undated=False)


def load(workspace: Workspace) -> Material:
    """The statements of a workspace; the questions are vectors near some of them, drawn by a seed."""
    statements, articles, codings = schema.statements.c, schema.articles.c, schema.codings.c
    # A statement may have several themes: what is asked is whether this is one of them.
    asked = (codings.statement_id == statements.id) & (codings.theme == THEME)
    theme = sa.select(sa.func.max(codings.theme)).where(asked).scalar_subquery()
    columns = (statements.id, statements.party, statements.speaker, statements.date, articles.published)
    query = sa.select(*columns, statements.content, theme.label("theme"), schema.vectors.c.vector)
    query = query.select_from(schema.statements).join(schema.articles).join(schema.vectors).order_by(statements.id)
    with workspace.reading() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(schema.statements)) or 0
        vectors = np.empty((count, workspace.vectors.dimensions), dtype=np.float32)
        found = []
        for place, row in enumerate(connection.execution_options(yield_per=5_000).execute(query)):
            vectors[place] = np.frombuffer(row.vector, dtype="<f4")
            day = row.date or row.published or ""
            found.append((row.id, row.party or "", row.speaker or "", row.theme or "", day, row.content))
    ids, party, speaker, themes, day, content = (list(column) for column in zip(*found, strict=True))
    rng = np.random.default_rng(7)
    near = vectors[rng.choice(count, QUESTIONS, replace=False)]
    asked = near + _NOISE * rng.standard_normal(near.shape, dtype=np.float32) / np.sqrt(near.shape[1])
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    return Material(np.array(ids), vectors, party, speaker, themes, day, content, asked.astype(np.float32))
