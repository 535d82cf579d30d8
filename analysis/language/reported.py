"""Indirect statements and positions: candidates that the ranking takes for attributions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.acts import is_act, takes_position, with_act
from analysis.language.attributions import Attribution
from analysis.language.candidates import Candidate, candidates
from analysis.language.quotations import Quotation
from analysis.language.ranking import Ranking, load_ranking
from analysis.language.sources import source_words
from analysis.language.spans import overlap
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The operating point: the best F1 on the articles that benchmarks/learn_cues.py holds out.
THRESHOLD = 0.3
# Attitudes that are no clause and no political act ("likes the idea") must be this much more likely.
ATTITUDE_MARGIN = 0.06
# Of candidates that overlap, a longer one is preferred unless it is much less likely.
LENGTH_PREFERENCE = 0.3
# US campaign news, which the ranking learned from, has fewer rejections and demands than the news of a negotiation.
ACT_CONFIDENCE = 0.5
CLAUSAL = ("ccomp", "according", "as", "inserted", "acl", "clause", "relcl")


def reported_statements(
    doc: Doc,
    quotations: list[Quotation],
    direct: list[Attribution],
    skipped: list[tuple[int, int]],
    ranking: Ranking | None = None,
    threshold: float = THRESHOLD,
) -> list[Attribution]:
    """Indirect statements and positions outside the quotations.

    Args:
        doc: the parsed article.
        quotations: its quotations; what is reported inside somebody's words is theirs.
        direct: the direct statements, which nothing may overlap.
        skipped: stretches that hold no statement.
        ranking: tells how likely a candidate is; the shipped one by default.
        threshold: the least confidence of a statement.
    """
    ranking = ranking or load_ranking()
    attributing = {a.anchor.i for a in direct if a.anchor is not None}
    taken = [part for a in direct for part in a.parts] + skipped
    likely: list[_Likely] = []
    for candidate in candidates(doc):
        cue = candidate.cue
        if cue.i in attributing or any(q.covers(cue.idx, cue.idx + 1) for q in quotations):
            continue
        span = with_quotations(candidate.span, quotations)
        confidence = ranking.confidence(candidate, quotations)
        if is_act(candidate):
            confidence = max(confidence, ACT_CONFIDENCE)
        if not _is_clausal(candidate):
            span = with_act(candidate, span)
        if confidence >= _least(candidate, threshold) and not any(overlap(span, other) for other in taken):
            likely.append(_Likely(confidence, candidate, span))
    return [_attribution(chosen) for chosen in _without_overlap(_without_nested(_best_of_each_cue(likely)))]


class _Likely(NamedTuple):
    confidence: float
    candidate: Candidate
    span: tuple[int, int]

    @property
    def preference(self) -> float:
        return self.confidence * math.pow(self.span[1] - self.span[0], LENGTH_PREFERENCE)


def _best_of_each_cue(likely: list[_Likely]) -> list[_Likely]:
    """The likeliest of the stretches that overlap and have the same cue."""
    by_cue: dict[int, list[_Likely]] = {}
    for row in sorted(likely, key=lambda row: -row.confidence):
        kept = by_cue.setdefault(row.candidate.cue.i, [])
        if not any(overlap(row.span, other.span) for other in kept):
            kept.append(row)
    return [row for kept in by_cue.values() for row in kept]


def _without_nested(likely: list[_Likely]) -> list[_Likely]:
    """Without the noun cues in the object of an act: in "rejected claims that ..." the rejection is the statement."""
    acts = [row.span for row in likely if row.candidate.key.pos == "VERB" and is_act(row.candidate)]
    return [
        row
        for row in likely
        if row.candidate.key.pos != "NOUN" or not any(a <= row.candidate.cue.idx < b for a, b in acts)
    ]


def _without_overlap(likely: list[_Likely]) -> list[_Likely]:
    """The preferred of the stretches that overlap."""
    chosen: list[_Likely] = []
    for row in sorted(likely, key=lambda row: -row.preference):
        if not any(overlap(row.span, other.span) for other in chosen):
            chosen.append(row)
    return chosen


def _least(candidate: Candidate, threshold: float) -> float:
    """The least confidence of a statement; a position that nobody takes is none."""
    if candidate.source is None and (not _is_clausal(candidate) or candidate.cue.tag_ == "VBN"):
        return 1.0
    if not _is_clausal(candidate) and not takes_position(candidate):
        return 1.0
    if _is_clausal(candidate) or is_act(candidate):
        return threshold
    return threshold + ATTITUDE_MARGIN


def _is_clausal(candidate: Candidate) -> bool:
    return candidate.key.relation.rstrip(">") in CLAUSAL


def with_quotations(span: tuple[int, int], quotations: list[Quotation]) -> tuple[int, int]:
    """The stretch with the whole of each quotation that it begins or ends in."""
    start, end = span
    for quotation in quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return start, end


def _attribution(likely: _Likely) -> Attribution:
    candidate, span = likely.candidate, likely.span
    kind = StatementKind.INDIRECT if _is_clausal(candidate) else StatementKind.POSITION
    cue = candidate.cue_span
    parts = ((span[0], cue[0]), (cue[1], span[1])) if span[0] < cue[0] and cue[1] < span[1] else (span,)
    source = source_words(candidate.source) if candidate.source is not None else None
    return Attribution(kind, parts, cue, source, likely.confidence, candidate.cue)
