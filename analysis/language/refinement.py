"""How likely each boundary of a candidate's content is: a second look at those that the ranking takes for possible.

The ranking sees one candidate at a time. Here a candidate is judged beside its rivals in the sentence, and at each of
its boundaries twice: whether it is an attribution, and whether people would cut its content exactly so.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.acts import is_act
from analysis.language.boundaries import Boundary, boundaries
from analysis.language.boundary_features import Rivals, boundary_features, surroundings
from analysis.language.cues import DATA, log_odds
from analysis.language.features import features
from analysis.language.ranking import Ranking, figures, load_ranking, probability
from analysis.language.spans import overlap

if TYPE_CHECKING:
    from analysis.language.candidate import Candidate
    from analysis.language.quotations import Quotation

# A candidate that the ranking takes for less likely is not looked at again, unless it is an act.
POSSIBLE = 0.3


@dataclass(frozen=True, slots=True)
class Measured:
    """A possible candidate with what is measured of it, and of each boundary of its content."""

    candidate: Candidate
    values: dict[str, float]
    choices: list[tuple[Boundary, list[str]]]


class Judged(NamedTuple):
    """One boundary: the probabilities, in [0, 1], that it is an attribution and that it is one cut exactly so."""

    candidate: Candidate
    boundary: Boundary
    confidence: float
    exact: float


@dataclass(frozen=True, slots=True)
class Refinement:
    """Two logistic regressions over the same features: of being an attribution, and of being cut exactly so."""

    ranking: Ranking
    weights: dict[str, tuple[float, float]] = field(repr=False)

    def judged(
        self, found: Iterable[Candidate], quotations: list[Quotation], wanted: Callable[[Candidate], bool]
    ) -> Iterator[Judged]:
        """Every boundary of the possible ones of an article's candidates.

        Args:
            found: the candidates, in the order of their cues.
            quotations: the article's quotations.
            wanted: tells which candidates to judge; the others still count as their rivals.
        """
        for measured in measure(found, quotations, self.ranking, wanted):
            shared = self._sum(measured.values.items())
            for boundary, names in measured.choices:
                confidence, exact = self._sum(((name, 1.0) for name in names), shared)
                yield Judged(measured.candidate, boundary, probability(confidence), probability(exact))

    def _sum(
        self, values: Iterable[tuple[str, float]], start: tuple[float, float] | None = None
    ) -> tuple[float, float]:
        confidence, exact = start or self.weights["intercept"]
        for name, value in values:
            if (weights := self.weights.get(name)) is not None:
                confidence += weights[0] * value
                exact += weights[1] * value
        return confidence, exact


def measure(
    found: Iterable[Candidate],
    quotations: list[Quotation],
    ranking: Ranking,
    wanted: Callable[[Candidate], bool] = lambda _: True,
) -> Iterator[Measured]:
    """Measure the possible ones of an article's candidates that are wanted, beside all possible ones."""
    by_sentence: dict[int, list[_Possible]] = defaultdict(list)
    for candidate in found:
        names, known = features(candidate, quotations), figures(candidate, ranking.lexicon)
        confidence = ranking.confidence_of(names, known)
        if confidence >= POSSIBLE or is_act(candidate):
            by_sentence[candidate.cue.sent.start].append(_Possible(candidate, confidence, names, known))
    for rows in by_sentence.values():
        for candidate, confidence, names, known in rows:
            if not wanted(candidate):
                continue
            rivals = _rivals(candidate, rows)
            likely = {"likely": log_odds(confidence), "likely_of_cue": log_odds(rivals.of_cue)}
            values = dict.fromkeys((*names, *surroundings(candidate, confidence)), 1.0) | known | likely
            found_here = boundaries(candidate)
            choices = [(b, boundary_features(candidate, b, found_here[0], rivals, confidence)) for b in found_here]
            yield Measured(candidate, values, choices)


class _Possible(NamedTuple):
    candidate: Candidate
    confidence: float
    names: list[str]
    known: dict[str, float]


def _rivals(candidate: Candidate, rows: list[_Possible]) -> Rivals:
    of_cue = touched = around = 0.0
    for other, confidence, _, _ in rows:
        if other.cue.i == candidate.cue.i:
            of_cue = max(of_cue, confidence)
        else:
            if overlap(other.span, candidate.span):
                touched = max(touched, confidence)
            if other.span[0] <= candidate.cue.idx < other.span[1]:
                around = max(around, confidence)
    return Rivals(of_cue, touched, around)


@cache
def load_refinement(folder: Path = DATA) -> Refinement:
    """Read boundaries.csv, and the ranking, from a folder.

    Raises:
        FileNotFoundError: where a file is missing.
    """
    with (folder / "boundaries.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        weights = {row["feature"]: (float(row["attribution"]), float(row["exact"])) for row in rows}
    return Refinement(load_ranking(folder), weights)
