"""Indirect statements and positions: candidates that the ranking takes for attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.acts import is_act, with_act
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
THRESHOLD = 0.34
# Of candidates that overlap, a longer one is preferred unless it is much less likely.
LENGTH_PREFERENCE = 0.3
# US campaign news, which the ranking learned from, has fewer rejections and demands than the news of a negotiation.
ACT_CONFIDENCE = 0.5
CLAUSAL = ("ccomp", "according", "as", "inserted", "acl", "clause")


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
    taken = [part for a in direct for part in a.parts] + skipped
    likely: list[tuple[float, float, Candidate, tuple[int, int]]] = []
    for candidate in candidates(doc):
        if any(q.covers(candidate.cue.idx, candidate.cue.idx + 1) for q in quotations):
            continue
        span = with_quotations(candidate.span, quotations)
        confidence = ranking.confidence(candidate, quotations)
        if is_act(candidate):
            confidence, span = max(confidence, ACT_CONFIDENCE), with_act(candidate, span)
        if confidence >= threshold and not any(overlap(span, other) for other in taken):
            likely.append((confidence * (span[1] - span[0]) ** LENGTH_PREFERENCE, confidence, candidate, span))
    found: list[Attribution] = []
    for _, confidence, candidate, span in sorted(likely, key=lambda row: -row[0]):
        if not any(overlap(span, other) for other in taken):
            taken.append(span)
            found.append(_attribution(candidate, span, confidence))
    return found


def with_quotations(span: tuple[int, int], quotations: list[Quotation]) -> tuple[int, int]:
    """The stretch with the whole of each quotation that it begins or ends in."""
    start, end = span
    for quotation in quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return start, end


def _attribution(candidate: Candidate, span: tuple[int, int], confidence: float) -> Attribution:
    kind = StatementKind.INDIRECT if candidate.key.relation.rstrip(">") in CLAUSAL else StatementKind.POSITION
    cue = candidate.cue_span
    parts = ((span[0], cue[0]), (cue[1], span[1])) if span[0] < cue[0] and cue[1] < span[1] else (span,)
    source = source_words(candidate.source) if candidate.source is not None else None
    return Attribution(kind, parts, cue, source, confidence, candidate.cue)
