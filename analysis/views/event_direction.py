"""Who acts towards whom in an event: its parties are listed in the order of the text, which is not always that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

_JOINING = re.compile(r"[\s,]*(?:and|as well as|alongside|along with|together with)?\s*(?:the\s+)?", re.I)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.I)
# An object of a preposition is not the doer: "sanctions on", "talks with", "an attack in".
_PREPOSITION = re.compile(
    r"\b(?:on|against|in|into|of|to|with|for|from|over|at|about|toward|towards|between|among|under|near)\s+(?:the\s+)?$",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|gets?|got)\b\s+(?:\w+ly\s+)?(?:being\s+)?\w+", re.I)
_BREAK = re.compile(r"[;:]")
_EACH_OTHER = re.compile(r"\b(?:each other|one another|mutual(?:ly)?)\b", re.I)


class Place(NamedTuple):
    """Where an event's report names a party; offsets count from the beginning of the report."""

    start: int
    end: int
    party: str


class Direction(NamedTuple):
    """Who acts, and towards whom.

    ``mutual`` says that they do so to each other, ``link`` is the preposition before those acted towards ("" if none).
    """

    doers: tuple[str, ...]
    others: tuple[str, ...]
    mutual: bool
    link: str = ""


def direction(text: str, parties: Sequence[str], places: Sequence[Place]) -> Direction | None:
    """Who acts towards whom in a report; None where the words don't say.

    The doer is the party named first, unless the words before its name rule that out, or whoever "by" names in a
    passive; a party that the report names by a pronoun stands first among the event's parties, and in no place.
    Only the parties named next are acted towards: who comes later is what it is about ("sanctions on one over an
    attack on another").

    Args:
        text: the report.
        parties: the event's parties in the order of the text.
        places: where the report names parties, in order.
    """
    groups = _groups(text, [place for place in places if place.party in parties])
    named = {place.party for place in places}
    if meant := tuple(takewhile(lambda party: party not in named, parties)):
        return _acting(text, meant, groups[0]) if groups else None
    if not groups:
        return None
    first, rest = groups[0], groups[1:]
    for number, group in enumerate(rest):
        if _BY.search(text[: group[0].start]) and _is_undergoing(text, first, group):
            before = [place for other in groups[: number + 1] for place in other]
            return _acting(text, _parties(group), before)
    if _PREPOSITION.search(text[: first[0].start]) and not _BY.search(text[: first[0].start]):
        return None
    doers, mutual = _parties(first), bool(_EACH_OTHER.search(text))
    if not rest:
        return Direction(doers, (), mutual) if len(doers) > 1 else None
    if _BREAK.search(text[first[-1].end : rest[0][0].start]):
        return None
    found = _acting(text, doers, rest[0])
    return found and found._replace(mutual=mutual)


def _groups(text: str, places: Sequence[Place]) -> list[list[Place]]:
    """Parties that are named together: "France, Germany and the United Kingdom"."""
    groups: list[list[Place]] = []
    for place in places:
        between = text[groups[-1][-1].end : place.start] if groups else None
        if between is not None and _JOINING.fullmatch(between):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_undergoing(text: str, first: Sequence[Place], by: Sequence[Place]) -> bool:
    """Whether the first party is acted upon: "was attacked by"; or is no subject at all: "sanctions on it by"."""
    between = text[first[-1].end : by[0].start]
    return bool(_PASSIVE.search(between)) or bool(_PREPOSITION.search(text[: first[0].start]))


def _acting(text: str, doers: tuple[str, ...], towards: Sequence[Place]) -> Direction | None:
    others = tuple(party for party in _parties(towards) if party not in doers)
    link = _PREPOSITION.search(text[: towards[0].start])
    return Direction(doers, others, False, link[0].split()[0].lower() if link else "") if others else None


def _parties(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.party for place in places))
