"""Many statements reviewed at once: which they are, and what is to become of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from analysis.store.correction_fields import Correction, check
from analysis.store.row_places import RowPlaces

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence


# The most statements that one act may change: nobody looks at more, and all of it is written in one go.
MOST = 5000


class Action(StrEnum):
    """What is done to all of them; the value is the field that it sets."""

    ACCEPT = "accepted"
    REJECT = "rejected"
    SPEAKER = "speaker"
    PARTY = "party"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Which:
    """Which of the statements that the filters leave: how sure Parley must be of all that it found in them.

    ``least`` and ``most`` are confidences in [0, 1], of the statement and of each of its stances.
    """

    least: float = 0.0
    most: float = 1.0
    only_unreviewed: bool = True


def chosen(evidence: Evidence, which: Which) -> pd.DataFrame:
    """The statements that are meant, repeats too.

    Returns:
        Columns statement_id and sure (the least confidence of all that was found in them), by their places in the
        evidence.
    """
    statements = evidence.statements
    places = RowPlaces(statements["statement_id"].to_numpy()).of(evidence.codings["statement_id"].to_numpy())
    sure = statements["confidence"].to_numpy(float, copy=True)
    np.minimum.at(sure, places, evidence.codings["confidence"].to_numpy(float))
    meant = (sure >= which.least) & (sure <= which.most)
    if which.only_unreviewed:
        meant &= ~statements["reviewed"].to_numpy(bool)
    return statements[["statement_id"]].assign(sure=sure)[meant]


def corrections_for(statements: pd.DataFrame, action: Action, value: str | None = None) -> list[Correction]:
    """The corrections that an action makes, one a statement.

    Args:
        statements: those that are meant.
        action: what is done.
        value: the new speaker, party or kind; None means that nobody is known.

    Raises:
        StoreError: where the value makes no sense.
    """
    given = True if action in (Action.ACCEPT, Action.REJECT) else value
    made = [Correction(int(id_), action.value, given) for id_ in statements["statement_id"]]
    for correction in made[:1]:
        check(correction)
    return made
