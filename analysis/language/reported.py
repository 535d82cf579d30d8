"""Indirect statements and positions: candidates that the ranking takes for attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.acts import is_act, takes_position, with_act
from analysis.language.attributions import Attribution
from analysis.language.candidate import Candidate
from analysis.language.candidates import candidates
from analysis.language.content_bounds import without_source_behind
from analysis.language.extensions import text_of
from analysis.language.likely import Likely, chosen
from analysis.language.passed_on import is_passed_on, parted
from analysis.language.quotations import Quotation
from analysis.language.refinement import Judged, Refinement, load_refinement
from analysis.language.source_words import source_words
from analysis.language.spans import end_of, overlap
from analysis.language.trailing_conditions import with_condition
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The operating point: near the best F1 on the articles that benchmarks/learn_cues.py holds out, for precision's sake.
THRESHOLD = 0.45
# Attitudes that are no clause and no political act ("likes the idea") must be this much more likely.
ATTITUDE_MARGIN = 0.08
# US campaign news, which the ranking learned from, has fewer rejections and demands than the news of a negotiation.
ACT_CONFIDENCE = 0.5


def reported_statements(
    doc: Doc,
    quotations: list[Quotation],
    direct: list[Attribution],
    skipped: list[tuple[int, int]],
    refinement: Refinement | None = None,
    threshold: float = THRESHOLD,
) -> list[Attribution]:
    """Indirect statements and positions outside the quotations.

    Args:
        doc: the parsed article.
        quotations: its quotations; what is reported inside somebody's words is theirs.
        direct: the direct statements, which nothing may overlap.
        skipped: stretches that hold no statement.
        refinement: tells how likely a candidate and each boundary of it is; the shipped one by default.
        threshold: the least confidence of a statement.
    """
    attributing = {a.anchor.i for a in direct if a.anchor is not None}
    taken = [part for a in direct for part in a.parts] + skipped
    search = _Search(doc, quotations, attributing, taken, refinement or load_refinement(), threshold)
    own, passed = parted(outside(doc, quotations), doc._.mentions)
    likely = search.likely(own)
    # What an outlet passes on is no rival of what is said in it.
    likely += [
        row for row in search.likely(passed) if not any(is_passed_on(row.candidate, o.candidate) for o in likely)
    ]
    return [_attribution(row) for row in chosen(doc, likely)]


@dataclass(frozen=True, slots=True)
class _Search:
    doc: Doc
    quotations: list[Quotation]
    attributing: set[int]
    taken: list[tuple[int, int]]
    refinement: Refinement
    threshold: float

    def likely(self, found: list[Candidate]) -> list[Likely]:
        """The stretches that may be statements of some candidates."""
        judged = self.refinement.judged(found, self.quotations, self._is_wanted)
        return [row for one in judged if (row := self._row(one)) is not None]

    def _is_wanted(self, candidate: Candidate) -> bool:
        return candidate.cue.i not in self.attributing and _least(candidate, self.threshold) < 1

    def _row(self, judged: Judged) -> Likely | None:
        candidate, confidence = judged.candidate, judged.confidence
        act = is_act(candidate)
        # What an act is about ends where its phrase does: a condition stands last ("offered a truce in return for").
        if act and judged.boundary.kind not in ("parsed", "pronoun"):
            return None
        if act and judged.boundary.kind == "parsed":
            confidence = max(confidence, ACT_CONFIDENCE)
        if confidence < _least(candidate, self.threshold):
            return None
        span = with_condition(self.doc, with_quotations(judged.boundary.span(self.doc), self.quotations))
        span = without_source_behind(text_of(self.doc), span)
        if not candidate.is_clausal:
            span = with_act(candidate, span)
        return None if any(overlap(span, other) for other in self.taken) else Likely(confidence, judged, span)


def outside(doc: Doc, quotations: list[Quotation]) -> Iterator[Candidate]:
    """The candidates whose cue stands outside the quotations; what is reported inside somebody's words is theirs."""
    parts = sorted(part for quotation in quotations for part in quotation.parts)
    starts = [start for start, _ in parts]

    def is_outside(word: Token) -> bool:
        before = bisect_right(starts, word.idx)
        return not before or parts[before - 1][1] <= word.idx

    return candidates(filter(is_outside, doc))


def _least(candidate: Candidate, threshold: float) -> float:
    """The least confidence of a statement; a position that nobody takes is none."""
    if candidate.source is None and (not candidate.is_clausal or candidate.cue.tag_ == "VBN"):
        return 1.0
    if not candidate.is_clausal and not takes_position(candidate):
        return 1.0
    if candidate.is_clausal or is_act(candidate):
        return threshold
    return threshold + ATTITUDE_MARGIN


def with_quotations(span: tuple[int, int], quotations: list[Quotation]) -> tuple[int, int]:
    """The stretch with the whole of each quotation that it begins or ends in."""
    start, end = span
    for quotation in quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return start, end


def _attribution(likely: Likely) -> Attribution:
    candidate = likely.candidate
    kind = StatementKind.INDIRECT if candidate.is_clausal else StatementKind.POSITION
    source = source_words(candidate.source) if candidate.source is not None else None
    cue = candidate.cue_span
    return Attribution(kind, _parts(likely, cue), cue, source, likely.confidence, candidate.cue)


def _parts(likely: Likely, cue: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The content without a cue in its middle; of "which he said had failed" also without who said it."""
    (start, end), boundary = likely.span, likely.judged.boundary
    if boundary.kind == "pronoun" and boundary.phrase is not None and start <= boundary.phrase.idx:
        return (start, end_of(boundary.phrase)), (cue[1], end)
    return ((start, cue[0]), (cue[1], end)) if start < cue[0] and cue[1] < end else ((start, end),)
