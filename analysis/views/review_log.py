"""Who changed what and when: what was done together is one act, with what stood before and after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.store.correction_fields import Target
from analysis.views.days import in_words
from analysis.views.style import plural, theme_name

if TYPE_CHECKING:
    from analysis.store import Workspace

_LINES = 6
_NAMES = {"kind": "kind of statement", "type": "type of event", "span": "words", "planned": "state"}
_MISSING = {"stance": "not about it", "note": "none"}
_STATES = {True: "planned", False: "happened"}

# What a correction is about: statement or event, and its id or, where it is gone, its place.
_Key = tuple[Target, Any, str, str | None]


@dataclass(frozen=True, slots=True)
class Act:
    """Corrections that were made together.

    ``batch`` is what undoes them (None for one made outside of the app, ``correction_id`` then does); ``lines`` say in
    words what changed, the first few; ``targets`` are the statements or events that it is about, by id, those that are
    still found, and ``count`` is how many there were. Moments are ISO 8601 in UTC; ``undone`` is None where it counts.
    """

    batch: str | None
    correction_id: int
    user: str
    made: str
    undone: str | None
    undone_by: str | None
    of: Target
    targets: tuple[int, ...]
    title: str
    lines: tuple[str, ...]
    count: int


def acts(workspace: Workspace, names: Mapping[str, str]) -> list[Act]:
    """All acts of reviewers, the latest first, undone ones too.

    Args:
        workspace: whose.
        names: theme id -> name.
    """
    records = workspace.corrections.log().sort_values("correction_id").to_dict("records")
    before = _before(records, _machine(workspace))
    together: dict[Any, list[Mapping[Any, Any]]] = defaultdict(list)
    for record in records:
        together[record["batch"] or record["correction_id"]].append(record)
    return [_act(own, before, names) for own in reversed(together.values())]


def last_of(done: list[Act], user: str) -> Act | None:
    """The latest act of a user that still counts."""
    return next((act for act in done if act.user == user and act.undone is None), None)


def line(field: str, theme: str | None, before: object, after: object, names: Mapping[str, str]) -> str:
    """One correction in words: "party: Russia → Belarus"."""
    if field == "accepted":
        return "accepted as it stands"
    if field == "rejected":
        return "rejected" if after else "no longer rejected"
    if field == "starred":
        return "starred" if after else "star taken off"
    if field == "settled":
        return "settled a difference"
    name = f"stance on {theme_name(theme, names)}" if theme else _NAMES.get(field, field)
    return f"{name}: {_words(field, before)} → {_words(field, after)}"


def _act(records: Sequence[Mapping[Any, Any]], before: Mapping[int, Any], names: Mapping[str, str]) -> Act:
    first = records[0]
    shown = [
        line(one["field"], one["theme"], before[one["correction_id"]], one["value"], names) for one in records[:_LINES]
    ]
    targets = dict.fromkeys(one["target_id"] for one in records if isinstance(one["target_id"], int))
    count = len({(one["of"], one["kind"], one["start"], one["end"], one["title"]) for one in records})
    if count > 1:
        kinds = plural(count, "statement" if first["of"] is Target.STATEMENT else "event")
        shown = [f"{kinds}: {words}" for words in dict.fromkeys(shown)]
    return Act(
        batch=first["batch"],
        correction_id=int(first["correction_id"]),
        user=first["user"],
        made=first["made"],
        undone=records[-1]["undone"],
        undone_by=records[-1]["undone_by"],
        of=first["of"],
        targets=tuple(targets),
        title=first["title"] if isinstance(first["title"], str) else "",
        lines=tuple(shown),
        count=count,
    )


def _before(records: Sequence[Mapping[Any, Any]], machine: Mapping[_Key, Any]) -> dict[int, Any]:
    """What stood before each correction: the last one of the field that counted at that moment, or the machine's."""
    history: dict[_Key, list[Mapping[Any, Any]]] = defaultdict(list)
    found = {}
    for record in records:
        key = (record["of"], _id_or_place(record), record["field"], record["theme"])
        counted = [one for one in history[key] if one["undone"] is None or one["undone"] > record["made"]]
        found[int(record["correction_id"])] = counted[-1]["value"] if counted else machine.get(key)
        history[key].append(record)
    return found


def _machine(workspace: Workspace) -> dict[_Key, Any]:
    """What was found by the machine, by what it is about."""
    statements, codings, events = workspace.frames.found()
    log = workspace.corrections.log()
    found: dict[_Key, Any] = {}
    for of, frame, column, fields in (
        (Target.STATEMENT, statements, "statement_id", ("speaker", "party", "kind", "date")),
        (Target.EVENT, events, "event_id", ("type", "date", "planned", "place", "actors", "parties")),
    ):
        ids = log.loc[log["of"] == of, "target_id"].dropna()
        own = workspace.frames.with_texts(frame[frame[column].isin(ids)])
        for row in own.to_dict("records"):
            found |= {(of, row[column], name, None): _value(name, row[name]) for name in fields}
            found[of, row[column], "span", None] = row["text"]
    ids = log.loc[log["of"] == Target.STATEMENT, "target_id"].dropna()
    own = codings[codings["statement_id"].isin(ids)]
    for id_, theme, stance in zip(own["statement_id"], own["theme"], own["stance"], strict=True):
        found[Target.STATEMENT, id_, "stance", theme] = stance
    return found


def _value(field: str, value: object) -> object:
    """A field's value as a correction has it; lists are JSON in the store's table."""
    return json.loads(value) if field in ("actors", "parties") and isinstance(value, str) else value


def _id_or_place(record: Mapping[Any, Any]) -> object:
    if isinstance(record["target_id"], int):
        return record["target_id"]
    return record["title"], record["start"], record["end"]


def _words(field: str, value: object) -> str:
    if isinstance(value, dict):  # a span
        return f"“{_short(str(value['text']))}”"
    if field == "span":
        return f"“{_short(str(value))}”"
    if isinstance(value, bool):
        return _STATES[value] if field == "planned" else str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "nobody"
    if not isinstance(value, str):
        return _MISSING.get(field, "unknown")
    return in_words(value) if field == "date" else value.lower() if field == "type" else value


def _short(text: str) -> str:
    line_ = " ".join(text.split())
    return line_ if len(line_) <= 60 else f"{line_[:28].rstrip()} … {line_[-28:].lstrip()}"
