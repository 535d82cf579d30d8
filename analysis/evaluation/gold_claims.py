"""Queries and the claims that answer them, as CheckThat! 2020 task 2 gives them.

Barrón-Cedeño et al. (2020), "Overview of CheckThat! 2020". ``verified_claims.docs.tsv`` has the claims,
``NAME.queries.tsv`` queries and ``NAME.qrels`` (query, 0, claim, 1) which claim answers which query.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from analysis.evaluation.errors import GoldError
from analysis.evaluation.gold_files import read_text

CLAIMS, QUERIES, ANSWERS = "verified_claims.docs.tsv", ".queries.tsv", ".qrels"


@dataclass(frozen=True, slots=True)
class GoldQuery:
    """A query; ``answers`` are the ids of the claims that answer it."""

    text: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClaimGold:
    """Claims by their ids, and queries by the name of their set, such as ``dev``."""

    claims: dict[str, str]
    queries: dict[str, tuple[GoldQuery, ...]]


def read_claims(folder: Path) -> ClaimGold:
    """Read a folder of such files.

    Raises:
        GoldError: where a file is missing or broken.
    """
    claims = _table(folder / CLAIMS)
    sets = {}
    for path in sorted(folder.glob(f"*{QUERIES}")):
        name = path.name.removesuffix(QUERIES)
        sets[name] = _queries(path, folder / f"{name}{ANSWERS}", claims)
    return ClaimGold(claims, sets)


def _queries(queries: Path, answers: Path, claims: dict[str, str]) -> tuple[GoldQuery, ...]:
    right: dict[str, set[str]] = {}
    for number, line in enumerate(read_text(answers).splitlines(), 1):
        fields = line.split()
        if len(fields) != 4:
            raise GoldError(answers, "A line must have four fields: query, 0, claim, 1.", f"line {number}")
        query, _, claim, judgement = fields
        if claim not in claims:
            raise GoldError(answers, f"It names claim {claim}, which isn't in {CLAIMS}.", f"line {number}")
        if judgement != "0":
            right.setdefault(query, set()).add(claim)
    texts = _table(queries)
    return tuple(GoldQuery(text, frozenset(right[query])) for query, text in texts.items() if query in right)


def _table(path: Path) -> dict[str, str]:
    """The first column of a table -> its second; the head is left out."""
    rows = csv.reader(io.StringIO(read_text(path), newline=""), delimiter="\t")
    next(rows, None)
    found = {}
    for row in rows:
        if len(row) < 2:
            raise GoldError(path, "A line must have an id and a text, parted by a tab.", f"line {rows.line_num}")
        found[row[0]] = row[1]
    return found
