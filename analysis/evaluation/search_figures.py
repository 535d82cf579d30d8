"""How right the search is: claims as the statements of a workspace, and queries whose right claim is known."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evaluation.figures import Counts, mean
from analysis.evaluation.misses import Measurement, Miss, MissKind
from analysis.model import Analysis, Article, CodedAnalysis, Statement, StatementKind
from analysis.store import Workspace
from analysis.views.search import Hit, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.coding.encoder import Encoder
    from analysis.evaluation.gold_claims import ClaimGold, GoldQuery

# How many hits count; CheckThat! ranks its systems by MAP@5.
HITS = 5


def measure_search(gold: ClaimGold, encoder: Encoder) -> Measurement:
    """Search the claims for each query as the app does, by meaning and words together.

    Args:
        gold: claims and queries.
        encoder: what makes vectors of them.
    """
    figures, misses = [], []
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "claims.db") as workspace:
        ids = dict(zip(_fill(workspace, gold.claims, encoder), gold.claims, strict=True))
        for name, queries in gold.queries.items():
            counts = []
            for query in queries:
                found = [ids[hit.statement_id] for hit in _hits(workspace, encoder, query)]
                counts.append(Counts(average_precision(found, query.answers), 1))
                if query.answers.isdisjoint(found):
                    right = gold.claims[min(query.answers)]
                    first = gold.claims[found[0]] if found else "nothing"
                    misses.append(Miss(MissKind.RANK, name, query.text, right, first))
            figures.append(mean(f"search/{name}", f"Search, queries “{name}”", counts))
    return Measurement(tuple(figures), tuple(misses))


def average_precision(found: Sequence[str], right: frozenset[str]) -> float:
    """The mean, over what answers a query, of the precision at its rank; what isn't found counts 0."""
    hits, total = 0, 0.0
    for rank, one in enumerate(found, 1):
        if one in right:
            hits += 1
            total += hits / rank
    return total / len(right)


def _hits(workspace: Workspace, encoder: Encoder, query: GoldQuery) -> list[Hit]:
    # Whoever types quotation marks into the app asks for a phrase as it stands; here they only quote.
    return search(workspace, encoder.encode, query.text.replace('"', " "), limit=HITS)


def _fill(workspace: Workspace, claims: dict[str, str], encoder: Encoder) -> list[int]:
    """Put all claims into one article, which the store takes in one transaction; returns their statements' ids."""
    statements, start = [], 0
    for claim in claims.values():
        end = start + len(claim)
        span = (start, end)
        statements.append(Statement(StatementKind.INDIRECT, start, end, claim, span, confidence=1.0, parts=(span,)))
        start = end + 1
    article = Article("claims.txt", "Claims", "\n".join(claims.values()))
    vectors = encoder.encode(list(claims.values()))
    coded = CodedAnalysis(
        Analysis(article, statements=tuple(statements)), ((),) * len(statements), vectors, encoder.name, "none"
    )
    workspace.add(coded, content_hash="claims", signature=b"")
    return [int(one) for one in workspace.frames.statements()["statement_id"]]
