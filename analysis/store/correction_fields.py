"""What of a statement or an event can be corrected, and which values make sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from analysis.model import EventType, StanceLabel, StatementKind
from analysis.store.errors import StoreError
from analysis.store.moments import days


class Target(StrEnum):
    """What a correction is about."""

    STATEMENT = "statement"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one statement or event, as a reviewer wants it.

    Attributes:
        target_id: the statement's or the event's id.
        field: what is corrected. Of both: ``date`` (ISO 8601, or None where it isn't known), ``span`` (start and end in
            the article's text), ``rejected`` (True where it is none at all), ``accepted`` (True: it is right as it
            stands; what that is gets written down), ``note`` (None takes it off), ``starred``, ``settled`` (the
            ``field`` and ``theme`` that reviewers differed on until the corrections made along). Of a statement:
            ``speaker`` and ``party`` (a name, or None for nobody known), ``kind``, ``stance`` (a label of
            ``StanceLabel``, or None where it isn't about the theme). Of an event: ``type``, ``planned``, ``place``,
            ``actors`` and ``parties`` (lists of names).
        value: what it should be.
        theme: the theme's id, for a stance only.
        of: whether it is a statement or an event.
    """

    target_id: int
    field: str
    value: Any
    theme: str | None = None
    of: Target = Target.STATEMENT


# These say something of a statement or an event, and change nothing in it.
REMARKS = ("accepted", "note", "starred", "settled")


def check(correction: Correction) -> None:
    """Raise a StoreError unless field, value and theme fit."""
    fits = _FITS[correction.of]
    field, value = correction.field, correction.value
    if field not in fits:
        raise StoreError(
            f"{field!r} can't be corrected; what can of {_WITH_ARTICLE[correction.of]} are {', '.join(fits)}."
        )
    if (field == "stance") != (correction.theme is not None):
        raise StoreError("A stance is corrected on one theme, and nothing else has a theme.")
    if field == "date" and value is not None:
        try:
            days(str(value))
        except ValueError as error:
            raise StoreError(f"The date can't be used: {error}.") from error
    if not fits[field](value):
        raise StoreError(f"{value!r} is no {field} that {_WITH_ARTICLE[correction.of]} can have.")


def _is_name(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip() != "")


def _is_list_of_names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(one is not None and _is_name(one) for one in value)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_span(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(edge, int) for edge in value)
        and 0 <= value[0] < value[1]
    )


_OF_BOTH: dict[str, Callable[[object], bool]] = {
    "date": lambda value: value is None or isinstance(value, str),
    "span": _is_span,
    "rejected": _is_bool,
    "accepted": lambda value: value is True,
    "note": _is_name,
    "starred": _is_bool,
    "settled": lambda value: isinstance(value, dict) and set(value) == {"field", "theme"},
}
_FITS: dict[Target, dict[str, Callable[[object], bool]]] = {
    Target.STATEMENT: {
        "speaker": _is_name,
        "party": _is_name,
        "kind": lambda value: value in tuple(StatementKind),
        "stance": lambda value: value is None or value in tuple(StanceLabel),
        **_OF_BOTH,
    },
    Target.EVENT: {
        "type": lambda value: value in tuple(EventType),
        "planned": _is_bool,
        "place": _is_name,
        "actors": _is_list_of_names,
        "parties": _is_list_of_names,
        **_OF_BOTH,
    },
}
_WITH_ARTICLE = {Target.STATEMENT: "a statement", Target.EVENT: "an event"}
