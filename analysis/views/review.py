"""What to review next: what the machine is least sure of, and what matters most, each with the reason why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.model import StanceLabel
from analysis.store.correction_fields import REMARKS, Target
from analysis.store.row_places import RowPlaces
from analysis.views.contradictions import contradictions
from analysis.views.days import day_in_words
from analysis.views.evidence import once
from analysis.views.style import theme_name

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.store.selected import Table
    from analysis.views.evidence import Evidence

# Weights are added to the doubt, which lies in [0, 1]: what changes a picture counts as much as a plain guess does.
_ONLY_ONE, _CONTRADICTS, _CHANGED, _NO_SPEAKER, _NO_PARTY, _NO_DATE = 0.6, 0.5, 0.8, 0.3, 0.2, 0.2
# Below this confidence the doubt itself is the reason.
_UNSURE = 0.6
# An unclear stance counts for no cell: it is asked after those that are taken and may be wrong.
_NO_STANCE = 0.5
_REASONS_SHOWN = 3

# Statement id -> the weights and words of what speaks for asking it, where that is more than a guess.
_Reasons = dict[int, list[tuple[float, str]]]


class Ask(StrEnum):
    """Which are asked: those nobody reviewed, those this user didn't, or all."""

    NOBODY = "nobody"
    NOT_ME = "me"
    ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Queue:
    """What is left to review, out of ``total``, of which ``reviewed`` are done.

    Attributes:
        ids: of the statements or events, the most urgent first.
        reviewed: how many are done.
        total: how many the filters leave.
        reason: why the one of an id is asked, in words; empty where it is no more than a plain guess.
    """

    ids: NDArray[np.int64]
    reviewed: int
    total: int
    reason: Callable[[int], str]


def statement_queue(
    evidence: Evidence, corrections: pd.DataFrame, user: str, ask: Ask, names: Mapping[str, str]
) -> Queue:
    """The statements to review; of repeats only the first.

    Args:
        evidence: what the filters leave.
        corrections: those that count (``Frames.corrections``).
        user: who reviews.
        ask: which are asked.
        names: theme id -> name.
    """
    statements = evidence.statements
    first = (statements["counts_as"] == statements["statement_id"]).to_numpy()
    own = statements[["statement_id", "speaker", "party", "confidence", "reviewed"]][first]
    reasons: _Reasons = defaultdict(list)
    for found in (
        _lonely(evidence.codings, names),
        _contradicting(evidence.codings, names),
        _changed(own, corrections),
    ):
        for statement, weight, words in found:
            reasons[statement].append((weight, words))
    ids = own["statement_id"].to_numpy()
    nobody, no_party = own["speaker"].isna().to_numpy(), own["party"].isna().to_numpy()
    urgency = 1 - np.minimum(own["confidence"].to_numpy(float), _least_sure(ids, evidence.codings))
    urgency += _NO_SPEAKER * nobody + _NO_PARTY * (no_party & ~nobody) + _weights(ids, reasons)

    def reason(id_: int) -> str:
        (rows,) = np.nonzero(ids == id_)
        if not len(rows):
            return ""
        codings = evidence.codings[evidence.codings["statement_id"] == id_]
        unknown = [(_NO_SPEAKER, "its speaker isn’t known")] if nobody[rows[0]] else []
        unknown += [(_NO_PARTY, "its party isn’t known")] if no_party[rows[0]] and not unknown else []
        doubt = _doubt(float(own["confidence"].iloc[rows[0]]), codings, names)
        return _in_words([doubt, *reasons.get(id_, ()), *unknown])

    done = _done(own, "statement_id", corrections, user, ask)
    return _queue(ids, urgency, done, ask, reason)


def event_queue(events: Table, corrections: pd.DataFrame, user: str, ask: Ask) -> Queue:
    """The reports of events to review."""
    ids, confidence = events["event_id"].to_numpy(), events["confidence"].to_numpy(float)
    undated = events["date"].isna().to_numpy()
    nobody = np.fromiter((not parties for parties in events["parties"]), dtype=bool, count=len(events))

    def reason(id_: int) -> str:
        (rows,) = np.nonzero(ids == id_)
        if not len(rows):
            return ""
        sure = float(confidence[rows[0]])
        reasons = [(1 - sure, f"{sure:.0%} sure of this event" if sure < _UNSURE else "")]
        reasons += [(_NO_DATE, "when it happened isn’t known")] if undated[rows[0]] else []
        reasons += [(_NO_PARTY, "no party is named")] if nobody[rows[0]] else []
        return _in_words(reasons)

    done = _done(events, "event_id", corrections, user, ask)
    return _queue(ids, 1 - confidence + _NO_DATE * undated + _NO_PARTY * nobody, done, ask, reason)


def following(ids: NDArray[np.int64], current: int | None) -> int | None:
    """The one that comes after another in a queue, its first after the last; None where there is no other."""
    is_current = ids == (-1 if current is None else current)
    after = np.flatnonzero(is_current) + 1
    others = ids[~is_current]
    if not len(others):
        return None
    return int(ids[after[0]]) if len(after) and after[0] < len(ids) else int(others[0])


def _least_sure(ids: NDArray[np.int64], codings: Table) -> NDArray[np.float64]:
    """How sure the least sure stance of each statement is; 1 where it takes none."""
    given = codings[~codings["corrected"].to_numpy(bool)]
    at = RowPlaces(ids).of(given["statement_id"].to_numpy())
    least = np.ones(len(ids))
    np.minimum.at(least, at[at >= 0], _sureness(given).to_numpy(float)[at >= 0])
    return least


def _sureness(codings: pd.DataFrame) -> pd.Series[float]:
    return codings["confidence"].where(codings["stance"] != StanceLabel.UNCLEAR.value, _NO_STANCE)


def _doubt(confidence: float, codings: pd.DataFrame, names: Mapping[str, str]) -> tuple[float, str]:
    """The least sure of a statement and its stances is what it is asked for."""
    given = codings[~codings["corrected"].to_numpy(bool)]
    stances = given.assign(sure=_sureness(given)).sort_values("sure", kind="stable").to_dict("records")
    if not stances or confidence <= stances[0]["sure"]:
        return 1 - confidence, f"{confidence:.0%} sure that this is a statement" if confidence < _UNSURE else ""
    return 1 - stances[0]["sure"], _stance_doubt(stances[0], theme_name(stances[0]["theme"], names))


def _stance_doubt(stance: Mapping[Any, Any], theme: str) -> str:
    if stance["stance"] == StanceLabel.UNCLEAR.value:
        return f"where it stands on {theme} could not be told"
    if stance["suggested"]:
        return f"{theme} was found by meaning alone"
    return f"{stance['sure']:.0%} sure of the stance on {theme}" if stance["sure"] < _UNSURE else ""


def _lonely(codings: Table, names: Mapping[str, str]) -> Iterator[tuple[int, float, str]]:
    """Statements that a cell of the matrix hangs on alone."""
    known = codings[["statement_id", "counts_as", "party", "theme", "confidence"]]
    known = once(known[known["party"].notna() & (codings["stance"] != StanceLabel.UNCLEAR.value)])
    alone = known.groupby(["party", "theme"], observed=True)["statement_id"].transform("size") == 1
    for cell in known[alone].sort_values(["party", "theme"]).to_dict("records"):
        on = f"{cell['party']} on {theme_name(str(cell['theme']), names)}"
        yield int(cell["counts_as"]), _ONLY_ONE, f"the only statement behind {on}"


def _contradicting(codings: Table, names: Mapping[str, str]) -> Iterator[tuple[int, float, str]]:
    """Statements against which the party said the opposite soon before or after; each once, for the strongest."""
    seen: set[int] = set()
    for pair in contradictions(codings):
        theme = theme_name(pair.theme, names)
        for statement, other in ((pair.earlier, pair.later_day), (pair.later, pair.earlier_day)):
            if statement not in seen:
                seen.add(statement)
                yield statement, _CONTRADICTS, f"against what {pair.party} said on {theme} on {day_in_words(other)}"


def _changed(statements: pd.DataFrame, corrections: pd.DataFrame) -> Iterator[tuple[int, float, str]]:
    accepted = corrections[(corrections["of"] == Target.STATEMENT) & (corrections["field"] == "accepted")]
    before = statements["statement_id"].isin(accepted["target_id"].dropna().astype(int))
    for id_ in statements.loc[before & ~statements["reviewed"], "statement_id"]:
        yield id_, _CHANGED, "found otherwise since it was accepted"


def _done(frame: Table, column: str, corrections: pd.DataFrame, user: str, ask: Ask) -> NDArray[np.bool_]:
    """Which of the rows are reviewed: by anybody, or by this user where that is asked."""
    if ask is not Ask.NOT_ME:
        return frame["reviewed"].to_numpy(bool)
    of = Target.EVENT if column == "event_id" else Target.STATEMENT
    mine = corrections[(corrections["user"] == user) & (corrections["of"] == of)]
    decided = mine[~mine["field"].isin(REMARKS) | (mine["field"] == "accepted")]
    return np.isin(frame[column].to_numpy(), decided["target_id"].dropna().to_numpy(np.int64))


def _queue(
    ids: NDArray[np.int64],
    urgency: NDArray[np.float64],
    done: NDArray[np.bool_],
    ask: Ask,
    reason: Callable[[int], str],
) -> Queue:
    asked = np.flatnonzero(~done | (ask is Ask.ALL))
    order = asked[np.lexsort((ids[asked], -urgency[asked]))]
    return Queue(ids[order], int(done.sum()), len(ids), reason)


def _weights(ids: NDArray[np.int64], reasons: _Reasons) -> NDArray[np.float64]:
    """What the reasons of each statement weigh together."""
    import pandas as pd

    totals = pd.Series({id_: sum(weight for weight, _ in own) for id_, own in reasons.items()}, dtype=float)
    weights: NDArray[Any] = totals.reindex(ids).fillna(0.0).to_numpy(np.float64)
    return weights


def _in_words(reasons: Sequence[tuple[float, str]]) -> str:
    ordered = sorted(reasons, key=lambda reason: -reason[0])
    return "; ".join(list(dict.fromkeys(reason for _, reason in ordered if reason))[:_REASONS_SHOWN])
