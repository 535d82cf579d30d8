"""Search over everything that anyone said: by meaning, by words, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.model import StanceLabel
from analysis.store.filters import Filters
from analysis.views.likeness import wording_likeness
from analysis.views.matrix import CLEAR_SIDE
from analysis.views.query import Query, read_query

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store import Workspace
    from analysis.store.chosen import Chosen

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
    chosen = workspace.frames.chosen(filters or Filters())
    for phrase in asked.phrases:
        matches = workspace.match_words(f'"{phrase}"', limit=_MATCHES)
        chosen = chosen.only(_ids(matches))
    find = {Mode.MEANING: _by_meaning, Mode.WORDS: _by_words, Mode.BOTH: _by_both}[mode]
    return _once(find(workspace, encode, asked, chosen, limit), chosen, limit)


def more_like(workspace: Workspace, statement_id: int, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
    """The statements nearest in meaning to one, itself and its repeats left out."""
    vector = workspace.vectors.vector(statement_id)
    if vector is None:
        return []
    same = workspace.frames.chosen().same(statement_id)
    chosen = workspace.frames.chosen(filters or Filters())
    hits = _nearest(workspace, vector, chosen.ids, 2 * limit + len(same))
    return _once([hit for hit in hits if hit.statement_id not in same], chosen, limit)


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
    other_party = (against["party"] != workspace.frames.statement(statement_id)["party"]).to_numpy(dtype=bool)
    same = workspace.frames.chosen().same(statement_id)
    chosen = workspace.frames.chosen(filters or Filters())
    hits = []
    for group, first in ((against[other_party], 1.0), (against[~other_party], 0.0)):
        ids = chosen.among(np.setdiff1d(group["statement_id"].to_numpy(np.int64), same))
        hits += [replace(hit, score=hit.score + first) for hit in _nearest(workspace, vector, ids, 2 * limit)]
    return _once(hits, chosen, limit)


def _nearest(workspace: Workspace, vector: NDArray[np.float32], rows: NDArray[np.int64], k: int) -> list[Hit]:
    ids, cosines = workspace.vectors.search(vector, rows=rows, k=k)
    return [Hit(int(one), float(cosine), meaning=float(cosine)) for one, cosine in zip(ids, cosines, strict=True)]


def _by_meaning(workspace: Workspace, encode: Encode, asked: Query, chosen: Chosen, limit: int) -> list[Hit]:
    # Twice as many, as repeats are taken out afterwards.
    return _nearest(workspace, encode([asked.text])[0], chosen.ids, 2 * limit)


def _by_words(workspace: Workspace, _encode: Encode, asked: Query, chosen: Chosen, limit: int) -> list[Hit]:
    typed = " ".join((*asked.words, *(f'"{phrase}"' for phrase in asked.phrases)))
    found = _matches(workspace, typed, chosen, 2 * limit) or _matches(
        workspace, typed, chosen, 2 * limit, any_word=True
    )
    likeness = wording_likeness(asked.text, _contents(workspace, chosen, list(found)))
    return [Hit(one, score, words=float(like)) for (one, score), like in zip(found.items(), likeness, strict=True)]


def _by_both(workspace: Workspace, encode: Encode, asked: Query, chosen: Chosen, limit: int) -> list[Hit]:
    """Rank the nearest in meaning and the best by words (BM25) anew, by meaning and wording weighed."""
    vector, wanted = encode([asked.text])[0], max(_CANDIDATES, 2 * limit)
    near, _ = workspace.vectors.search(vector, rows=chosen.ids, k=wanted)
    matching = _matches(workspace, " ".join(asked.words), chosen, wanted, any_word=True)
    ids, cosines = workspace.vectors.search(vector, rows=[*near, *matching], k=len(near) + len(matching))
    likeness = wording_likeness(asked.text, _contents(workspace, chosen, ids.tolist()))
    scores = MEANING * cosines + WORDING * likeness
    found = zip(ids, scores, cosines, likeness, strict=True)
    hits = [Hit(int(one), float(score), float(cosine), float(like)) for one, score, cosine, like in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.statement_id))


def _matches(workspace: Workspace, words: str, chosen: Chosen, limit: int, any_word: bool = False) -> dict[int, float]:
    """The best chosen statements that hold words, with their scores."""
    # Where all are chosen, few of the best are not: those that a reviewer rejected.
    found = workspace.match_words(words, limit=2 * limit if chosen.all else _MATCHES, any_word=any_word)
    scores = dict(found)
    return {one: scores[one] for one in chosen.among(_ids(found)).tolist()[:limit]}


def _ids(matches: Sequence[tuple[int, float]]) -> NDArray[np.int64]:
    return np.array([statement for statement, _ in matches], dtype=np.int64)


def _contents(workspace: Workspace, chosen: Chosen, statement_ids: Sequence[int]) -> list[str]:
    """The words of some statements, in the order of their ids."""
    return workspace.frames.with_texts(chosen.rows(statement_ids))["content"].tolist()


def _taking_sides(codings: pd.DataFrame) -> pd.DataFrame:
    return codings[(codings["stance"] != StanceLabel.UNCLEAR.value) & (codings["score"].abs() >= CLEAR_SIDE)]


def _once(hits: Sequence[Hit], chosen: Chosen, limit: int) -> list[Hit]:
    """The hits without those that say what a better one says in another outlet."""
    best: dict[int, Hit] = {}
    for hit, counted in zip(hits, chosen.counts_as([hit.statement_id for hit in hits]).tolist(), strict=True):
        best.setdefault(counted, hit)
    return list(best.values())[:limit]
