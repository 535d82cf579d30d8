"""Measure how often codings are right by the strength of their grounds: ``python -m benchmarks.calibrate``.

Writes ``analysis/coding/data/calibration.toml``, from which a coding's confidence is read, and prints the table.
Taken are the sentences that no rule was made from (tests/coding/news_blind.csv, of which nothing but these shares is
looked at), the demo's gold (tests/gold), and what was counted on real news at first reading, before the rules were
mended by it (benchmarks/first_readings.csv). The shares are made monotone by isotonic regression (Barlow et al. 1972,
as in scikit-learn) and drawn to the share of all by two codings each, as there are few.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from analysis.coding.calibration import CALIBRATION
from analysis.coding.codebook import load_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import load_encoder
from analysis.coding.stance import RuleStance
from analysis.evaluation.gold_statements import read_statements
from analysis.evaluation.matching import matched
from analysis.evaluation.sameness import same_stance
from analysis.evaluation.statement_figures import LEAST_LIKE
from analysis.language.analysis import analyse
from analysis.language.pipeline import load_language
from analysis.model import Coding, StanceLabel
from tests.coding.statements import case_statement, cases

ROOT = Path(__file__).resolve().parents[1]
BLIND = "news_blind.csv"
FIRST_READINGS = Path(__file__).parent / "first_readings.csv"
# Strengths are taken together in steps of this size, and codings of the whole count as much as this many of each step.
_STEP, _PRIOR = 0.1, 2
_HEAD = """# How often a coding is right by the strength of the rules' grounds: [strength, share right], by strength.
# Measured by benchmarks/calibrate.py, which writes this file and says on what.
"""


def main() -> None:
    """Measure and write."""
    coder = Coder(load_codebook(), load_encoder(), RuleStance(share_right=lambda strength: strength))
    codings = [*_blind(coder), *_demo(coder)]
    kept = [(c, right) for c, right in codings if c.stance is not StanceLabel.UNCLEAR and not c.suggested]
    measured = [*((coding.confidence, right) for coding, right in kept), *_first_readings()]
    strengths = np.array([strength for strength, _ in measured])
    rights = np.array([right for _, right in measured], dtype=float)
    steps = np.floor(strengths / _STEP + 1e-9)
    mean = rights.mean()
    points = []
    for step in np.unique(steps):
        own = rights[steps == step]
        points.append((strengths[steps == step].mean(), (own.sum() + _PRIOR * mean) / (len(own) + _PRIOR), len(own)))
    strengths, raw, counts = (np.array(column) for column in zip(*points, strict=True))
    shares = IsotonicRegression().fit(strengths, raw, counts).predict(strengths)
    lines = []
    for strength, count, share in zip(strengths, counts, shares, strict=True):
        print(f"strength {strength:.2f}: {share:.2f} right of {count:.0f}")
        lines.append(f"    [{strength:.3f}, {share:.3f}],")
    CALIBRATION.write_text(_HEAD + "\n".join(["points = [", *lines, "]", ""]), encoding="utf-8")


def _blind(coder: Coder) -> Iterator[tuple[Coding, bool]]:
    known = cases(BLIND)
    codings, _ = coder.code([case_statement(case) for case in known])
    for case, found in zip(known, codings, strict=True):
        yield from ((coding, case.themes.get(coding.theme) == coding.stance) for coding in found)


def _first_readings() -> Iterator[tuple[float, bool]]:
    with FIRST_READINGS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            right = int(row["right"])
            yield from ((float(row["strength"]), place < right) for place in range(int(row["of"])))


def _demo(coder: Coder) -> Iterator[tuple[Coding, bool]]:
    language = load_language()
    for gold in read_statements(ROOT / "tests" / "gold", ROOT / "demo"):
        found = analyse(language, gold.article).statements
        codings, _ = coder.code(found)
        for i, j in matched(gold.statements, found, LEAST_LIKE):
            themes = gold.statements[i].themes
            for coding in codings[j]:
                yield coding, coding.theme in themes and same_stance(coding.stance, themes[coding.theme])


if __name__ == "__main__":
    main()
