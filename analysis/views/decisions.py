"""What reviewers decided of each statement, read from what they accepted, corrected and rejected."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.store.correction_fields import Target

if TYPE_CHECKING:
    import pandas as pd

# A field and, for a stance, its theme. "statement" asks whether it is a statement at all.
Key = tuple[str, str | None]
IS_STATEMENT: Key = ("statement", None)
_DECIDED = ("speaker", "party", "kind", "stance")


class Decided(NamedTuple):
    """A value (a stance of None: not about the theme) and the correction that gave it."""

    value: Any
    correction_id: int


def decisions(
    corrections: pd.DataFrame, user: str | None = None, settlements: bool = True
) -> dict[int, dict[Key, Decided]]:
    """What was decided last, by statement, field and theme.

    Who accepts a statement decides its speaker, party, kind and the stance on every theme of the codebook; who corrects
    a field decides that field alone. A prediction that nobody looked at is decided by no one.

    Args:
        corrections: those that count, in the order they were made (``Frames.corrections``).
        user: only what this reviewer decided; None means all, the last one counts.
        settlements: whether what settled a difference of reviewers counts; for how far they agree it mustn't.
    """
    own = corrections[(corrections["of"] == Target.STATEMENT) & corrections["target_id"].notna()]
    if user is not None:
        own = own[own["user"] == user]
    if not settlements:
        settled = own.loc[own["field"] == "settled", "batch"]
        own = own[~own["batch"].isin(settled.dropna())]
    found: dict[int, dict[Key, Decided]] = defaultdict(dict)
    columns = (own[name] for name in ("target_id", "field", "theme", "value", "correction_id"))
    for statement, field, theme, value, number in zip(*columns, strict=True):
        _decide(found[int(statement)], field, theme, value, int(number))
    return {statement: decided for statement, decided in found.items() if decided}


def reviewers(corrections: pd.DataFrame) -> list[str]:
    """Who decided something, those who decided most first."""
    fields = ["accepted", "rejected", *_DECIDED]
    return [str(user) for user in corrections.loc[corrections["field"].isin(fields), "user"].value_counts().index]


def _decide(decided: dict[Key, Decided], field: str, theme: str | None, value: Any, number: int) -> None:  # noqa: ANN401
    if field == "accepted":
        decided[IS_STATEMENT] = Decided(True, number)
        for name in ("speaker", "party", "kind"):
            decided[name, None] = Decided(value[name], number)
        for one, stance in value["codings"].items():
            decided["stance", one] = Decided(stance, number)
    elif field == "rejected":
        decided[IS_STATEMENT] = Decided(not value, number)
    elif field in _DECIDED:
        decided.setdefault(IS_STATEMENT, Decided(True, number))
        decided[field, theme] = Decided(value, number)
