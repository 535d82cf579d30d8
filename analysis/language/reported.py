"""Indirect statements and positions: candidates that the ranking takes for attributions."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.acts import is_act, takes_position, with_act
from analysis.language.attributions import Attribution
from analysis.language.candidates import Candidate, candidates
from analysis.language.content_bounds import without_source_behind
from analysis.language.extensions import text_of
from analysis.language.passed_on import is_passed_on, parted
from analysis.language.quotations import Quotation
from analysis.language.refinement import Judged, Refinement, load_refinement
from analysis.language.sources import source_words
from analysis.language.spans import end_of, overlap
from analysis.language.trailing_conditions import with_condition
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The operating point: near the best F1 on the articles that benchmarks/learn_cues.py holds out, for precision's sake.
THRESHOLD = 0.45
# Attitudes that are no clause and no political act ("likes the idea") must be this much more likely.
ATTITUDE_MARGIN = 0.08
# Of candidates that overlap, a longer one is preferred unless it is much less likely.
LENGTH_PREFERENCE = 0.3
# So much less within one act, where a shorter stretch may lose a second demand.
LENGTH_PREFERENCE_OF_ACTS = 0.1
# US campaign news, which the ranking learned from, has fewer rejections and demands than the news of a negotiation.
ACT_CONFIDENCE = 0.5
CLAUSAL = ("ccomp", "according", "as", "inserted", "acl", "clause", "relcl")


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
    chosen = _without_overlap(_without_nested(_best_of_each_cue(likely)))
    return [_attribution(row) for row in _rejoined(doc, chosen)]


@dataclass(frozen=True, slots=True)
class _Search:
    doc: Doc
    quotations: list[Quotation]
    attributing: set[int]
    taken: list[tuple[int, int]]
    refinement: Refinement
    threshold: float

    def likely(self, found: list[Candidate]) -> list[_Likely]:
        """The stretches that may be statements of some candidates."""
        judged = self.refinement.judged(found, self.quotations, self._is_wanted)
        return [row for one in judged if (row := self._row(one)) is not None]

    def _is_wanted(self, candidate: Candidate) -> bool:
        return candidate.cue.i not in self.attributing and _least(candidate, self.threshold) < 1

    def _row(self, judged: Judged) -> _Likely | None:
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
        span = without_source_behind(text_of(self.doc), span) if _is_clausal(candidate) else with_act(candidate, span)
        return None if any(overlap(span, other) for other in self.taken) else _Likely(confidence, judged, span)


def outside(doc: Doc, quotations: list[Quotation]) -> Iterator[Candidate]:
    """The candidates whose cue stands outside the quotations; what is reported inside somebody's words is theirs."""
    parts = sorted(part for quotation in quotations for part in quotation.parts)
    starts = [start for start, _ in parts]

    def is_outside(word: Token) -> bool:
        before = bisect_right(starts, word.idx)
        return not before or parts[before - 1][1] <= word.idx

    return candidates(filter(is_outside, doc))


class _Likely(NamedTuple):
    confidence: float
    judged: Judged
    span: tuple[int, int]

    @property
    def candidate(self) -> Candidate:
        return self.judged.candidate

    @property
    def preference(self) -> float:
        return self.confidence * math.pow(self.span[1] - self.span[0], LENGTH_PREFERENCE)

    @property
    def boundary_preference(self) -> float:
        length = self.span[1] - self.span[0] if is_act(self.candidate) else 1
        return self.judged.exact * math.pow(length, LENGTH_PREFERENCE_OF_ACTS)


def _best_of_each_cue(likely: list[_Likely]) -> list[_Likely]:
    """Of the stretches that overlap and have the same cue, the one that people would likeliest cut so."""
    by_cue: dict[int, list[_Likely]] = {}
    for row in sorted(likely, key=lambda row: -row.boundary_preference):
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


def _rejoined(doc: Doc, rows: list[_Likely]) -> list[_Likely]:
    """The stretches, those of one cue as one where only a comma parts them: the parser broke what was said in two."""
    joined: list[_Likely] = []
    for row in sorted(rows, key=lambda row: row.span):
        last = joined[-1] if joined else None
        if last is not None and last.candidate.cue.i == row.candidate.cue.i and _is_clausal(row.candidate):
            between = text_of(doc)[last.span[1] : row.span[0]]
            if not between.strip(" ,"):
                kept = last if _is_clausal(last.candidate) else row
                joined[-1] = kept._replace(span=(last.span[0], row.span[1]))
                continue
        joined.append(row)
    return joined


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
    candidate = likely.candidate
    kind = StatementKind.INDIRECT if _is_clausal(candidate) else StatementKind.POSITION
    source = source_words(candidate.source) if candidate.source is not None else None
    cue = candidate.cue_span
    return Attribution(kind, _parts(likely, cue), cue, source, likely.confidence, candidate.cue)


def _parts(likely: _Likely, cue: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The content without a cue in its middle; of "which he said had failed" also without who said it."""
    (start, end), boundary = likely.span, likely.judged.boundary
    if boundary.kind == "pronoun" and boundary.phrase is not None and start <= boundary.phrase.idx:
        return (start, end_of(boundary.phrase)), (cue[1], end)
    return ((start, cue[0]), (cue[1], end)) if start < cue[0] and cue[1] < end else ((start, end),)
