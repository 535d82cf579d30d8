"""How likely a candidate is an attribution: the lexicon and weights learned by benchmarks/learn_cues.py."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.language.cues import DATA, CueKey, CueLexicon, load_lexicon
from analysis.language.features import features

if TYPE_CHECKING:
    from analysis.language.candidate import Candidate
    from analysis.language.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Ranking:
    """A logistic regression over the features of a candidate and its cue's figures in the lexicon."""

    lexicon: CueLexicon
    weights: dict[str, float] = field(repr=False)

    def confidence(self, candidate: Candidate, quotations: list[Quotation]) -> float:
        """The probability, in [0, 1], that people would mark the candidate as an attribution.

        Args:
            candidate: the candidate.
            quotations: the quotations of its article.
        """
        return self.confidence_of(features(candidate, quotations), figures(candidate, self.lexicon))

    def confidence_of(self, names: list[str], values: dict[str, float]) -> float:
        """The probability of a candidate whose features and figures are known."""
        total = self.weights["intercept"]
        for name in names:
            total += self.weights.get(name, 0.0)
        for name, value in values.items():
            total += self.weights.get(name, 0.0) * value
        return probability(total)


def figures(candidate: Candidate, lexicon: CueLexicon) -> dict[str, float]:
    """What the lexicon knows of a candidate, as features with a value: log-odds and the logarithm of the count."""
    key = candidate.key
    known = lexicon.odds(key)
    count = math.log1p(lexicon.count(key)) / 3
    source = candidate.source
    noun = source.lemma_.lower() if source is not None and source.pos_ == "NOUN" else ""
    return {
        "lexicon": known,
        "lexicon_any_relation": lexicon.odds(CueKey(key.lemma, key.pos, "*")),
        "lexicon_source": lexicon.odds(CueKey(noun, "NOUN", "source")),
        "lexicon_count": count,
        "lexicon_by_count": known * count,
        f"lexicon_in={key.pos}:{key.relation}": known,
    }


@cache
def load_ranking(folder: Path = DATA) -> Ranking:
    """Read lexicon.csv and weights.csv from a folder.

    Raises:
        FileNotFoundError: where one of them is missing.
    """
    with (folder / "weights.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        weights = {row["feature"]: float(row["weight"]) for row in rows}
    return Ranking(load_lexicon(folder / "lexicon.csv"), weights)


def probability(logit: float) -> float:
    """The probability, in [0, 1], that log-odds stand for."""
    return 1 / (1 + math.exp(-logit))
