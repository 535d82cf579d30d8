"""Stretches that may be statements, and which of those that get in each other's way are kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.acts import is_act
from analysis.language.candidate import Candidate
from analysis.language.extensions import text_of
from analysis.language.refinement import Judged
from analysis.language.spans import overlap

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Of candidates that overlap, a longer one is preferred unless it is much less likely.
_LENGTH_PREFERENCE = 0.3
# So much less within one act, where a shorter stretch may lose a second demand.
_LENGTH_PREFERENCE_OF_ACTS = 0.1


def chosen(doc: Doc, likely: list[Likely]) -> list[Likely]:
    """The stretches that are kept, none of which overlap: the likelier and longer, and each cue's as people cut it."""
    return _rejoined(doc, _without_overlap(_without_nested(_best_of_each_cue(likely))))


class Likely(NamedTuple):
    """A stretch that may be a statement, as a pair of offsets, and in [0, 1] how likely it is."""

    confidence: float
    judged: Judged
    span: tuple[int, int]

    @property
    def candidate(self) -> Candidate:
        """The cue with its content and source."""
        return self.judged.candidate

    @property
    def preference(self) -> float:
        """How much it is preferred to those of other cues that overlap it."""
        return self.confidence * math.pow(self.span[1] - self.span[0], _LENGTH_PREFERENCE)

    @property
    def boundary_preference(self) -> float:
        """How much it is preferred to other stretches of the same cue."""
        length = self.span[1] - self.span[0] if is_act(self.candidate) else 1
        return self.judged.exact * math.pow(length, _LENGTH_PREFERENCE_OF_ACTS)


def _best_of_each_cue(likely: list[Likely]) -> list[Likely]:
    """Of the stretches that overlap and have the same cue, the one that people would likeliest cut so."""
    by_cue: dict[int, list[Likely]] = {}
    for row in sorted(likely, key=lambda row: -row.boundary_preference):
        kept = by_cue.setdefault(row.candidate.cue.i, [])
        if not any(overlap(row.span, other.span) for other in kept):
            kept.append(row)
    return [row for kept in by_cue.values() for row in kept]


def _without_nested(likely: list[Likely]) -> list[Likely]:
    """Without the noun cues in the object of an act: in "rejected claims that ..." the rejection is the statement."""
    acts = [row.span for row in likely if row.candidate.key.pos == "VERB" and is_act(row.candidate)]
    return [
        row
        for row in likely
        if row.candidate.key.pos != "NOUN" or not any(a <= row.candidate.cue.idx < b for a, b in acts)
    ]


def _without_overlap(likely: list[Likely]) -> list[Likely]:
    """The preferred of the stretches that overlap."""
    chosen: list[Likely] = []
    for row in sorted(likely, key=lambda row: -row.preference):
        if not any(overlap(row.span, other.span) for other in chosen):
            chosen.append(row)
    return chosen


def _rejoined(doc: Doc, rows: list[Likely]) -> list[Likely]:
    """The stretches, those of one cue as one where only a comma parts them: the parser broke what was said in two."""
    joined: list[Likely] = []
    for row in sorted(rows, key=lambda row: row.span):
        last = joined[-1] if joined else None
        if last is not None and last.candidate.cue.i == row.candidate.cue.i and row.candidate.is_clausal:
            between = text_of(doc)[last.span[1] : row.span[0]]
            if not between.strip(" ,"):
                kept = last if last.candidate.is_clausal else row
                joined[-1] = kept._replace(span=(last.span[0], row.span[1]))
                continue
        joined.append(row)
    return joined
