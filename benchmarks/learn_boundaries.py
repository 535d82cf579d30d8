"""Fit the weights of the second look, analysis/language/refinement.py; benchmarks/learn_cues.py gives the examples."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

REGULARISATION = 0.05
# A feature of fewer examples is left out.
RARE = 25
STEPS = 150


class Example(NamedTuple):
    """A boundary with its features, whether it is a marked attribution and whether it is one that is cut exactly so."""

    values: Mapping[str, float]
    right: bool
    exact: bool


def learn_boundaries(examples: Iterable[Example]) -> dict[str, tuple[float, float]]:
    """Fit two logistic regressions over the same features.

    Returns:
        Of each feature, and of the "intercept", the weights for a marked attribution and for one cut exactly so.
    """
    numbers: dict[str, int] = {}
    columns, values, ends = array("l"), array("f"), array("l", [0])
    marks: list[tuple[bool, bool]] = []
    for example in examples:
        for name, value in example.values.items():
            columns.append(numbers.setdefault(name, len(numbers)))
            values.append(value)
        ends.append(len(columns))
        marks.append((example.right, example.exact))
    matrix = csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=(len(marks), len(numbers)))
    common = np.flatnonzero(matrix.getnnz(axis=0) >= RARE)
    matrix, names = matrix[:, common], [list(numbers)[column] for column in common]
    right, exact = (_fitted(matrix, np.array(target)) for target in zip(*marks, strict=True))
    pairs = zip(right.coef_[0], exact.coef_[0], strict=True)
    weights = {name: (round(float(a), 4), round(float(b), 4)) for name, (a, b) in zip(names, pairs, strict=True)}
    return {"intercept": (float(right.intercept_[0]), float(exact.intercept_[0]))} | dict(sorted(weights.items()))


def _fitted(matrix: csr_matrix, target: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=REGULARISATION, max_iter=STEPS, tol=1e-3).fit(matrix, target)
