"""What to review next: what the machine is least sure of, and what matters most, each with the reason why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from analysis.model import StanceLabel
from analysis.store.correction_fields import REMARKS, Target
from analysis.views.contradictions import contradictions
from analysis.views.days import day_in_words
from analysis.views.evidence import once
from analysis.views.style import theme_name

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.evidence import Evidence

# Weights are added to the doubt, which lies in [0, 1]: what changes a picture counts as much as a plain guess does.
_ONLY_ONE, _CONTRADICTS, _CHANGED, _NO_SPEAKER, _NO_PARTY, _NO_DATE = 0.6, 0.5, 0.8, 0.3, 0.2, 0.2
# Below this confidence the doubt itself is the reason.
_UNSURE = 0.6
# An unclear stance counts for no cell: it is asked after those that are taken and may be wrong.
_NO_STANCE = 0.5
_REASONS_SHOWN = 3

Reasons = dict[int, list[tuple[float, str]]]


class Ask(StrEnum):
    """Which are asked: those nobody reviewed, those this user didn't, or all."""

    NOBODY = "nobody"
    NOT_ME = "me"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """A statement or event to review; ``urgency`` orders the queue, ``reason`` says why it is asked."""

    target_id: int
    urgency: float
    reason: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What is left to review, the most urgent first, out of ``total``, of which ``reviewed`` are done."""

    questions: tuple[Question, ...]
    reviewed: int
    total: int


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
    own = statements[statements["counts_as"] == statements["statement_id"]]
    reasons: Reasons = defaultdict(list)
    for found in (
        _doubts(own, evidence.codings, names),
        _lonely(evidence.codings, names),
        _contradicting(evidence.codings, names),
        _unknown(own),
        _changed(own, corrections),
    ):
        for statement, weight, reason in found:
            reasons[statement].append((weight, reason))
    return _queue(own, "statement_id", reasons, _done(own, "statement_id", corrections, user, ask), ask)


def event_queue(events: pd.DataFrame, corrections: pd.DataFrame, user: str, ask: Ask) -> Queue:
    """The reports of events to review."""
    reasons: Reasons = defaultdict(list)
    for id_, confidence, date, parties in zip(
        events["event_id"], events["confidence"], events["date"], events["parties"], strict=True
    ):
        reasons[id_].append((1 - confidence, f"{confidence:.0%} sure of this event" if confidence < _UNSURE else ""))
        if not isinstance(date, str):
            reasons[id_].append((_NO_DATE, "when it happened isn’t known"))
        if not parties:
            reasons[id_].append((_NO_PARTY, "no party is named"))
    return _queue(events, "event_id", reasons, _done(events, "event_id", corrections, user, ask), ask)


def following(ids: Sequence[int], current: int | None) -> int | None:
    """The one that comes after another in a queue, its first after the last; None where there is no other."""
    others = [one for one in ids if one != current]
    if current not in ids or current == ids[-1]:
        return next(iter(others), None)
    return ids[ids.index(current) + 1]


def _doubts(
    statements: pd.DataFrame, codings: pd.DataFrame, names: Mapping[str, str]
) -> Iterator[tuple[int, float, str]]:
    """The least sure of a statement and its stances is what it is asked for."""
    given = codings[~codings["corrected"]]
    sure = given["confidence"].where(given["stance"] != StanceLabel.UNCLEAR.value, _NO_STANCE)
    least = given.assign(sure=sure).sort_values("sure", kind="stable").drop_duplicates("statement_id")
    stances = {row["statement_id"]: row for row in least.to_dict("records")}
    for id_, confidence in zip(statements["statement_id"], statements["confidence"], strict=True):
        stance = stances.get(id_)
        if stance is None or confidence <= stance["sure"]:
            yield id_, 1 - confidence, f"{confidence:.0%} sure that this is a statement" if confidence < _UNSURE else ""
        else:
            yield id_, 1 - stance["sure"], _stance_doubt(stance, theme_name(stance["theme"], names))


def _stance_doubt(stance: Mapping[Any, Any], theme: str) -> str:
    if stance["stance"] == StanceLabel.UNCLEAR.value:
        return f"where it stands on {theme} could not be told"
    if stance["suggested"]:
        return f"{theme} was found by meaning alone"
    return f"{stance['sure']:.0%} sure of the stance on {theme}" if stance["sure"] < _UNSURE else ""


def _lonely(codings: pd.DataFrame, names: Mapping[str, str]) -> Iterator[tuple[int, float, str]]:
    """Statements that a cell of the matrix hangs on alone."""
    known = once(codings[codings["party"].notna() & (codings["stance"] != StanceLabel.UNCLEAR.value)])
    for (party, theme), cell in known.groupby(["party", "theme"]):
        if len(cell) == 1:
            statement = int(cell["counts_as"].iloc[0])
            yield statement, _ONLY_ONE, f"the only statement behind {party} on {theme_name(str(theme), names)}"


def _contradicting(codings: pd.DataFrame, names: Mapping[str, str]) -> Iterator[tuple[int, float, str]]:
    """Statements against which the party said the opposite soon before or after; each once, for the strongest."""
    seen: set[int] = set()
    for pair in contradictions(codings):
        theme = theme_name(pair.theme, names)
        for statement, other in ((pair.earlier, pair.later_day), (pair.later, pair.earlier_day)):
            if statement not in seen:
                seen.add(statement)
                yield statement, _CONTRADICTS, f"against what {pair.party} said on {theme} on {day_in_words(other)}"


def _unknown(statements: pd.DataFrame) -> Iterator[tuple[int, float, str]]:
    for id_ in statements.loc[statements["speaker"].isna(), "statement_id"]:
        yield id_, _NO_SPEAKER, "its speaker isn’t known"
    for id_ in statements.loc[statements["speaker"].notna() & statements["party"].isna(), "statement_id"]:
        yield id_, _NO_PARTY, "its party isn’t known"


def _changed(statements: pd.DataFrame, corrections: pd.DataFrame) -> Iterator[tuple[int, float, str]]:
    accepted = corrections[(corrections["of"] == Target.STATEMENT) & (corrections["field"] == "accepted")]
    before = statements["statement_id"].isin(accepted["target_id"].dropna().astype(int))
    for id_ in statements.loc[before & ~statements["reviewed"], "statement_id"]:
        yield id_, _CHANGED, "found otherwise since it was accepted"


def _done(frame: pd.DataFrame, column: str, corrections: pd.DataFrame, user: str, ask: Ask) -> set[int]:
    """Which of the rows are reviewed: by anybody, or by this user where that is asked."""
    if ask is not Ask.NOT_ME:
        return {int(one) for one in frame.loc[frame["reviewed"], column]}
    of = Target.EVENT if column == "event_id" else Target.STATEMENT
    mine = corrections[(corrections["user"] == user) & (corrections["of"] == of)]
    decided = mine[~mine["field"].isin(REMARKS) | (mine["field"] == "accepted")]
    return {int(one) for one in decided["target_id"].dropna()} & {int(one) for one in frame[column]}


def _queue(frame: pd.DataFrame, column: str, reasons: Reasons, done: set[int], ask: Ask) -> Queue:
    asked = [int(id_) for id_ in frame[column] if ask is Ask.ALL or id_ not in done]
    questions = [_question(id_, reasons.get(id_, [])) for id_ in asked]
    questions.sort(key=lambda question: (-question.urgency, question.target_id))
    return Queue(tuple(questions), len(done), len(frame))


def _question(id_: int, reasons: Sequence[tuple[float, str]]) -> Question:
    ordered = sorted(reasons, key=lambda reason: -reason[0])
    words = list(dict.fromkeys(reason for _, reason in ordered if reason))[:_REASONS_SHOWN]
    return Question(id_, sum(weight for weight, _ in reasons), "; ".join(words))
