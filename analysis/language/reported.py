"""Indirect statements and positions: candidates that the lexicon takes for attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.attributions import Attribution
from analysis.language.candidates import Candidate, candidates
from analysis.language.cues import load_lexicon
from analysis.language.quotations import Quotation
from analysis.language.sources import source_words
from analysis.language.spans import overlap
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The operating point: the least share of such cues that attribute.
THRESHOLD = 0.45
CLAUSAL = ("ccomp", "according", "as", "inserted", "acl")


def reported_statements(
    doc: Doc, quotations: list[Quotation], direct: list[Attribution], skipped: list[tuple[int, int]]
) -> list[Attribution]:
    """Indirect statements and positions outside the quotations; the outermost of nested ones is taken.

    Args:
        doc: the parsed article.
        quotations: its quotations; what is reported inside somebody's words is theirs.
        direct: the direct statements, which nothing may overlap.
        skipped: stretches that hold no statement.
    """
    lexicon = load_lexicon()
    taken = [part for a in direct for part in a.parts]
    scored = [
        (lexicon.score(c.key), c)
        for c in candidates(doc)
        if not any(q.covers(c.cue.idx, c.cue.idx + 1) for q in quotations)
        and not any(overlap(c.span, stretch) for stretch in skipped)
    ]
    found: list[Attribution] = []
    for score, candidate in sorted(scored, key=lambda pair: pair[1].span[0] - pair[1].span[1]):
        if score < THRESHOLD:
            continue
        span = _with_quotations(candidate.span, quotations)
        if any(overlap(span, other) for other in taken):
            continue
        taken.append(span)
        found.append(_attribution(candidate, span, score))
    return found


def _with_quotations(span: tuple[int, int], quotations: list[Quotation]) -> tuple[int, int]:
    """The stretch with the whole of each quotation that it ends or begins in."""
    start, end = span
    for quotation in quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return start, end


def _attribution(candidate: Candidate, span: tuple[int, int], score: float) -> Attribution:
    kind = StatementKind.INDIRECT if candidate.key.relation in CLAUSAL else StatementKind.POSITION
    cue = candidate.cue_span
    parts = ((span[0], cue[0]), (cue[1], span[1])) if span[0] < cue[0] and cue[1] < span[1] else (span,)
    source = source_words(candidate.source) if candidate.source is not None else None
    return Attribution(kind, parts, cue, source, score, candidate.cue)
