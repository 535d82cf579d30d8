"""What a changed codebook would do to the statements of a workspace, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.coding.coder import Coder
from analysis.store.coded import stacked
from analysis.store.corrected import correct_codings
from analysis.store.current_tables import confidences
from analysis.store.recoding import codings_by
from analysis.views.matrix import beside, cells

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.coding.encoder import Encoder
    from analysis.model import Codebook
    from analysis.store import Workspace
    from analysis.store.coded_blocks import CodedBlock
    from analysis.views.evidence import Evidence

# The most statements that a preview looks at, in some seconds.
MOST_STATEMENTS = 20_000
_PAIR = ["statement_id", "theme"]
# A cell's score that moves less than this looks the same.
_SAME_SCORE = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What would be otherwise.

    Attributes:
        statements: a row a statement and theme: statement_id, theme, before and after (stances; None where the theme is
            not given), what ("caught", "lost" or "turned"), in the order of the codebook's themes.
        cells: a row a cell of the matrix of parties: row (the party), theme, score_before, score_after (NaN where there
            is no score), statements_before, statements_after, what ("new", "no longer", "more in favour", "more
            opposed" or "other statements"), the largest change first.
        set_aside: how many corrections stand on themes that the changed codebook doesn't have.
        by_meaning: whether themes that are found by meaning alone were compared too.
        read: how many statements were looked at: those added last, where there are very many.
    """

    statements: pd.DataFrame
    cells: pd.DataFrame
    set_aside: int
    by_meaning: bool
    read: int

    def of(self, what: str, theme: str | None = None) -> pd.DataFrame:
        """The statements that are caught, lost or turned, of one theme or of all."""
        found = self.statements[self.statements["what"] == what]
        return found if theme is None else found[found["theme"] == theme]


class SilentEncoder:
    """Is like no text at all: stands in for an encoder whose model is still loading, so that only terms are found."""

    name = "silent"

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give zeros, shape (texts, dimensions)."""
        return np.zeros((len(texts), self.dimensions), dtype=np.float32)


def preview(workspace: Workspace, draft: Codebook, evidence: Evidence, encoder: Encoder | None) -> Preview:
    """Compare what is stored with what a changed codebook would make of it; corrections win in both.

    Args:
        workspace: whose statements.
        draft: the changed codebook, without problems.
        evidence: all of the workspace's evidence.
        encoder: the workspace's; without one, themes found by meaning alone are left as they are.
    """
    ids = evidence.statements["statement_id"].to_numpy()
    since = int(np.partition(ids, len(ids) - MOST_STATEMENTS)[-MOST_STATEMENTS]) if len(ids) > MOST_STATEMENTS else 0
    statements, before = (frame[frame["statement_id"] >= since] for frame in (evidence.statements, evidence.codings))
    coder = Coder(draft, encoder or SilentEncoder(workspace.vectors.dimensions))
    machine = _machine(workspace, codings_by(workspace, coder, since), since, by_meaning=encoder is not None)
    in_force, themes = _given_stances(workspace), [theme.id for theme in draft.themes]
    after = correct_codings(machine, in_force)
    after = after[after["theme"].isin(themes)]
    of_statement = [name for name in before.columns if name not in after.columns or name == "statement_id"]
    sure = statements.assign(statement_confidence=confidences(statements))
    after = after.merge(sure[of_statement], on="statement_id")[before.columns.tolist()]
    set_aside = sum(theme not in themes for fields in in_force.values() for _, theme in fields)
    return Preview(
        _compare(before, after, draft), _cells(before, after), set_aside, encoder is not None, len(statements)
    )


def _machine(workspace: Workspace, coded: CodedBlock, since: int, by_meaning: bool) -> pd.DataFrame:
    """The codings as the machine would make them, without corrections."""
    import pandas as pd

    _, stored, _ = workspace.frames.found()
    stored = stored[stored["statement_id"] >= since]
    found = pd.DataFrame(coded.codings, columns=stored.columns)
    replaced = stored["statement_id"].isin(coded.ids)
    if not by_meaning:
        replaced &= ~stored["suggested"].astype(bool)
        found = found[~found["suggested"].astype(bool)]
    return stacked(stored[~replaced], found)


def _given_stances(workspace: Workspace) -> dict[int, dict[tuple[str, str | None], Any]]:
    """The stances that analysts corrected, by statement."""
    corrections = workspace.frames.corrections()
    corrections = corrections[(corrections["field"] == "stance") & corrections["target_id"].notna()]
    given: dict[int, dict[tuple[str, str | None], Any]] = {}
    for id_, theme, value in zip(corrections["target_id"], corrections["theme"], corrections["value"], strict=True):
        given.setdefault(int(id_), {})["stance", theme] = value
    return given


def _compare(before: pd.DataFrame, after: pd.DataFrame, draft: Codebook) -> pd.DataFrame:
    """What differs between two tables of codings, a row a statement and theme."""
    columns = [*_PAIR, "stance"]
    left, right = (frame[columns].astype({"theme": "str", "stance": "str"}) for frame in (before, after))
    both = left.merge(right, on=_PAIR, how="outer", suffixes=("_before", "_after"))
    both = both.rename(columns={"stance_before": "before", "stance_after": "after"})
    both = both[both["before"].isna() | both["after"].isna() | (both["before"] != both["after"])]
    what = np.select([both["before"].isna(), both["after"].isna()], ["caught", "lost"], "turned")
    order = {theme.id: place for place, theme in enumerate(draft.themes)}
    both = both.assign(what=what, place=[order.get(theme, len(order)) for theme in both["theme"]])
    both = both.sort_values(["place", "theme", "statement_id"], kind="stable", ignore_index=True).drop(columns="place")
    return both.astype({"before": object, "after": object}).where(both.notna(), None)


def _cells(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The cells of the matrix of parties that would show something else."""
    both = beside(cells(before), cells(after))
    move = (both["score_after"].fillna(0) - both["score_before"].fillna(0)).abs()
    new = both["score_after"].isna() != both["score_before"].isna()
    other = new | (move > _SAME_SCORE) | (both["statements_before"] != both["statements_after"])
    change = both["score_after"] - both["score_before"]
    both["what"] = np.select(
        [new & both["score_before"].isna(), new, change > _SAME_SCORE, change < -_SAME_SCORE],
        ["new", "no longer", "more in favour", "more opposed"],
        "other statements",
    )
    return both.assign(move=move)[other].sort_values("move", ascending=False, kind="stable", ignore_index=True)
