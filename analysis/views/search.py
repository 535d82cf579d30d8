"""Search over everything that anyone said: by meaning, by words, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.model import StanceLabel
from analysis.store.filters import Filters
from analysis.views.evidence import origins
from analysis.views.likeness import wording_likeness
from analysis.views.matrix import CLEAR_SIDE
from analysis.views.query import Query, read_query

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

# How meaning (the encoder's cosine) and wording (the cosine by pieces of words) weigh in a mixed search. Chosen on the
# 800 training queries of CheckThat! 2020 task 2: MAP@5 0.884, against 0.831 by meaning alone and 0.804 by words. On its
# 197 development queries: 0.864, 0.807 and 0.719.
MEANING, WORDING = 0.45, 0.55
# The nearest by each that a mixed search ranks.
_CANDIDATES = 100
# The most matches looked through for those that the filters leave.
_MATCHES = 5000


class Mode(StrEnum):
    """What a search goes by."""

    MEANING = "meaning"
    WORDS = "words"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found.

    ``score`` ranks within one search; ``meaning`` is the encoder's cosine in [-1, 1], 0 in a search by words;
    ``words`` is how alike the wording is, in [0, 1], 0 in a search by meaning.
    """

    statement_id: int
    score: float
    meaning: float = 0.0
    words: float = 0.0


def search(
    workspace: Workspace,
    encode: Encode,
    query: str,
    mode: Mode = Mode.BOTH,
    filters: Filters | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The statements that answer the query, best first; of repeats only the best; an empty query finds nothing.

    By words, all telling words of the query must occur as typed; where no statement has all, those with some of them
    come. A phrase in straight double quotation marks must always occur.

    Args:
        workspace: where to search.
        encode: texts -> vectors of length 1, shape (n, dimensions); not called in mode WORDS.
        query: what is looked for.
        mode: by meaning, by words, or both.
        filters: only statements that these leave.
        limit: how many hits at most.
    """
    asked = read_query(query)
    if not asked.words:
        return []
    left = workspace.frames.statements(filters or Filters())
    for phrase in asked.phrases:
        matches = workspace.match_words(f'"{phrase}"', limit=_MATCHES)
        left = left[left["statement_id"].isin([statement for statement, _ in matches])]
    find = {Mode.MEANING: _by_meaning, Mode.WORDS: _by_words, Mode.BOTH: _by_both}[mode]
    return _once(find(workspace, encode, asked, left, limit), left, limit)


def more_like(workspace: Workspace, statement_id: int, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
    """The statements nearest in meaning to one, itself and its repeats left out."""
    vector = workspace.vectors.vector(statement_id)
    if vector is None:
        return []
    others = _others(workspace, statement_id, filters)
    ids, cosines = workspace.vectors.search(vector, rows=others["statement_id"].to_numpy(np.int64), k=2 * limit)
    hits = [Hit(int(one), float(cosine), meaning=float(cosine)) for one, cosine in zip(ids, cosines, strict=True)]
    return _once(hits, others, limit)


def who_disagrees(
    workspace: Workspace, statement_id: int, filters: Filters | None = None, limit: int = 10
) -> list[Hit]:
    """Statements on the other side of a theme of this one: other parties first, then the nearest in meaning."""
    vector = workspace.vectors.vector(statement_id)
    if vector is None:
        return []
    every = _taking_sides(workspace.frames.codings())
    own = every[every["statement_id"] == statement_id].set_index("theme")["score"]
    against = every[every["theme"].map(own).astype(float).fillna(0.0) * every["score"] < 0]
    others = _others(workspace, statement_id, filters)
    others = others[others["statement_id"].isin(against["statement_id"])]
    ids, cosines = workspace.vectors.search(vector, rows=others["statement_id"].to_numpy(np.int64), k=len(others))
    party = workspace.frames.statement(statement_id)["party"]
    parties = dict(zip(others["statement_id"], others["party"], strict=True))
    hits = [
        Hit(int(one), float(cosine) + (parties[one] != party), meaning=float(cosine))
        for one, cosine in zip(ids, cosines, strict=True)
    ]
    return _once(sorted(hits, key=lambda hit: -hit.score), others, limit)


def _by_meaning(workspace: Workspace, encode: Encode, asked: Query, left: pd.DataFrame, limit: int) -> list[Hit]:
    rows = left["statement_id"].to_numpy(np.int64)
    # Twice as many, as repeats are taken out afterwards.
    ids, cosines = workspace.vectors.search(encode([asked.text])[0], rows=rows, k=2 * limit)
    return [Hit(int(one), float(cosine), meaning=float(cosine)) for one, cosine in zip(ids, cosines, strict=True)]


def _by_words(workspace: Workspace, _encode: Encode, asked: Query, left: pd.DataFrame, limit: int) -> list[Hit]:
    passing = set(left["statement_id"])
    typed = " ".join((*asked.words, *(f'"{phrase}"' for phrase in asked.phrases)))
    found = [match for match in workspace.match_words(typed, limit=_MATCHES) if match[0] in passing]
    if not found:
        matches = workspace.match_words(typed, limit=_MATCHES, any_word=True)
        found = [match for match in matches if match[0] in passing]
    found = found[: 2 * limit]
    likeness = wording_likeness(asked.text, _contents(workspace, left, [one for one, _ in found]))
    return [Hit(one, score, words=float(like)) for (one, score), like in zip(found, likeness, strict=True)]


def _by_both(workspace: Workspace, encode: Encode, asked: Query, left: pd.DataFrame, limit: int) -> list[Hit]:
    """Rank the nearest in meaning and the best by words (BM25) anew, by meaning and wording weighed."""
    vector = encode([asked.text])[0]
    rows = left["statement_id"].to_numpy(np.int64)
    passing = set(left["statement_id"])
    near, _ = workspace.vectors.search(vector, rows=rows, k=max(_CANDIDATES, 2 * limit))
    matches = workspace.match_words(" ".join(asked.words), limit=_MATCHES, any_word=True)
    matching = [one for one, _ in matches if one in passing][: max(_CANDIDATES, 2 * limit)]
    ids, cosines = workspace.vectors.search(vector, rows=[*near, *matching], k=len(near) + len(matching))
    likeness = wording_likeness(asked.text, _contents(workspace, left, [int(one) for one in ids]))
    scores = MEANING * cosines + WORDING * likeness
    found = zip(ids, scores, cosines, likeness, strict=True)
    hits = [Hit(int(one), float(score), float(cosine), float(like)) for one, score, cosine, like in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.statement_id))


def _contents(workspace: Workspace, left: pd.DataFrame, statement_ids: Sequence[int]) -> list[str]:
    """The words of some statements, in the order of their ids."""
    found = workspace.frames.with_texts(left[left["statement_id"].isin(statement_ids)])
    text = dict(zip(found["statement_id"], found["content"], strict=True))
    return [text[one] for one in statement_ids]


def _others(workspace: Workspace, statement_id: int, filters: Filters | None) -> pd.DataFrame:
    """The statements that the filters leave, without one and what says the same in other outlets."""
    every = workspace.frames.statements()
    origin = origins(every, "repeats", "statement_id")
    same = every.loc[origin.isin(origin[every["statement_id"] == statement_id]), "statement_id"]
    left = workspace.frames.statements(filters) if filters else every
    return left[~left["statement_id"].isin(same)]


def _taking_sides(codings: pd.DataFrame) -> pd.DataFrame:
    return codings[(codings["stance"] != StanceLabel.UNCLEAR.value) & (codings["score"].abs() >= CLEAR_SIDE)]


def _once(hits: Sequence[Hit], statements: pd.DataFrame, limit: int) -> list[Hit]:
    """The hits without those that say what a better one says in another outlet."""
    origin = dict(zip(statements["statement_id"], origins(statements, "repeats", "statement_id"), strict=True))
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(origin[hit.statement_id], hit)
    return list(best.values())[:limit]
