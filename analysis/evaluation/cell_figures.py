"""How right the cells of the stance matrix are: each party's sign on each theme, over all articles of a gold set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.evaluation.figures import Counts, Figure, share
from analysis.evaluation.gold_statements import StatementGold
from analysis.evaluation.sameness import party_key
from analysis.model import CodedAnalysis

# What a stance adds to its cell; the others, which take no side, add nothing and make no cell.
_VALUES = {"support": 1, "conditional": 0, "oppose": -1}
_Said = tuple[str | None, str, str]


def cell_figures(pairs: Sequence[tuple[StatementGold, CodedAnalysis]]) -> tuple[Figure, Figure]:
    """How many of the gold's cells have the right sign (+, − or balanced), and how many the opposite one."""
    gold = _signs(
        (s.party, theme, stance) for g, _ in pairs for s in g.statements for theme, stance in s.themes.items()
    )
    found = _signs(said for _, coded in pairs for said in _found(coded))
    right = sum(found.get(cell) == sign for cell, sign in gold.items())
    opposite = sum(found.get(cell, 0) * sign < 0 for cell, sign in gold.items())
    return (
        share("cells", "Cells of the matrix with the right sign", [Counts(right, len(gold))]),
        share("opposite", "Cells with the opposite sign (best: none)", [Counts(opposite, len(gold))]),
    )


def _found(coded: CodedAnalysis) -> Iterable[_Said]:
    for statement, codings in zip(coded.analysis.statements, coded.codings, strict=True):
        for coding in codings:
            yield statement.party, coding.theme, coding.stance


def _signs(said: Iterable[_Said]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for party, theme, stance in said:
        if stance in _VALUES:
            sums[party_key(party), theme] += _VALUES[stance]
    return {cell: (total > 0) - (total < 0) for cell, total in sums.items()}
