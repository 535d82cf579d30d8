"""How far two reviewers agree, and where they differ."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.store.correction_fields import Correction
from analysis.views.decisions import IS_STATEMENT, Decided, Key, decisions

if TYPE_CHECKING:
    import pandas as pd

_FIELDS = ("statement", "speaker", "party", "kind", "theme", "stance")


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far two reviewers agree on a field.

    ``units`` is how many statements (for theme and stance: statements and themes) both decided, ``agree`` how many of
    them alike. ``kappa`` is Cohen's (A coefficient of agreement for nominal scales, 1960), ``alpha`` Krippendorff's
    for nominal data (Content Analysis, 2004): 1 is full agreement, 0 what chance gives. Both are None where nothing
    was decided by both, or where all that was decided is the same value, so that chance can't be told.
    """

    field: str
    units: int
    agree: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a statement on which two reviewers differ; ``settled`` where somebody has chosen since."""

    statement_id: int
    field: str
    theme: str | None
    first: Any
    second: Any
    settled: bool


def reliability(corrections: pd.DataFrame, first: str, second: str) -> list[Reliability]:
    """How far two reviewers agree, over the statements that both decided; what settled a difference doesn't count.

    Args:
        corrections: those that count (``Frames.corrections``).
        first: a reviewer.
        second: another one.
    """
    rated: dict[str, list[tuple[Hashable, Hashable]]] = {field: [] for field in _FIELDS}
    for one, other in _both(corrections, first, second).values():
        for field, ratings in _ratings(one, other):
            rated[field].append(ratings)
    return [_measure(field, ratings) for field, ratings in rated.items()]


def differences(corrections: pd.DataFrame, first: str, second: str) -> list[Difference]:
    """Where two reviewers differ, in the order of the statements; where one rejects, that alone is the difference."""
    settled = _settlements(corrections)
    found = []
    for statement, (one, other) in sorted(_both(corrections, first, second).items()):
        both = [key for key in one if key in other and one[key].value != other[key].value]
        for key in [IS_STATEMENT] if IS_STATEMENT in both else both:
            last = max(one[key].correction_id, other[key].correction_id)
            over = settled.get((statement, *key), 0) > last
            found.append(Difference(statement, *key, one[key].value, other[key].value, over))
    return found


def settle(difference: Difference, value: object) -> list[Correction]:
    """The corrections that make a value the one that counts, and say that it settles the difference."""
    about = {"field": difference.field, "theme": difference.theme}
    if difference.field == "statement":
        chosen = Correction(difference.statement_id, "rejected", not value)
    else:
        chosen = Correction(difference.statement_id, difference.field, value, difference.theme)
    return [chosen, Correction(difference.statement_id, "settled", about)]


def _both(
    corrections: pd.DataFrame, first: str, second: str
) -> dict[int, tuple[dict[Key, Decided], dict[Key, Decided]]]:
    """Statement -> what each of the two decided of it; only those that both looked at."""
    one, other = (decisions(corrections, user, settlements=False) for user in (first, second))
    return {statement: (one[statement], other[statement]) for statement in one.keys() & other.keys()}


def _ratings(one: dict[Key, Decided], other: dict[Key, Decided]) -> list[tuple[str, tuple[Hashable, Hashable]]]:
    """Field -> the values of both, of all that both decided; of what either rejects, that alone."""
    if not (one[IS_STATEMENT].value and other[IS_STATEMENT].value):
        return [("statement", (one[IS_STATEMENT].value, other[IS_STATEMENT].value))]
    rated: list[tuple[str, tuple[Hashable, Hashable]]] = []
    for key in one.keys() & other.keys():
        field, values = key[0], (one[key].value, other[key].value)
        if field != "stance":
            rated.append((field, values))
            continue
        rated.append(("theme", (values[0] is not None, values[1] is not None)))
        if None not in values:
            rated.append(("stance", values))
    return rated


def _measure(field: str, ratings: Sequence[tuple[Hashable, Hashable]]) -> Reliability:
    agree = sum(one == other for one, other in ratings)
    domain = {value: number for number, value in enumerate(dict.fromkeys(value for pair in ratings for value in pair))}
    if len(domain) < 2:
        return Reliability(field, len(ratings), agree, None, None)
    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    first, second = ([domain[pair[reviewer]] for pair in ratings] for reviewer in (0, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kappa = float(cohen_kappa_score(first, second))
    alpha = float(krippendorff.alpha(reliability_data=[first, second], level_of_measurement="nominal"))
    return Reliability(field, len(ratings), agree, kappa, alpha)


def _settlements(corrections: pd.DataFrame) -> dict[tuple[int, str, str | None], int]:
    """Statement, field and theme -> the correction that settled a difference on it last."""
    rows = corrections[(corrections["field"] == "settled") & corrections["target_id"].notna()]
    return {
        (int(statement), value["field"], value["theme"]): int(number)
        for statement, value, number in zip(rows["target_id"], rows["value"], rows["correction_id"], strict=True)
    }
