"""Events next to what the same party said of them before: announced, conditioned or denied."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.views.day_numbers import dates
from analysis.views.related import LEAST_WORDS, event_words
from analysis.views.style import plural
from analysis.views.words import stem, telling

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.timeline import TimelineEvent

# Days that a word may take to become a deed: where the wording ties the two, and where only its kind does.
_HORIZON, _NEAR = 180, 60
# The share of the event's words, weighted by their rarity, that wording alone must have in common.
_LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """A statement and a later event that it speaks of.

    ``how`` is announced, conditioned or denied; ``by`` the words that say so; ``shared`` the words that the two have in
    common, as the event has them; ``kind`` the words of the statement that name the type of the event; ``named`` the
    event's other parties that the statement's sentence names; ``days`` how long after; ``weight`` how much of this
    ties them.
    """

    statement_id: int
    event_key: str
    how: str
    by: str
    party: str
    shared: tuple[str, ...]
    kind: tuple[str, ...]
    named: tuple[str, ...]
    days: int
    weight: float

    @property
    def why(self) -> str:
        """Why the two stand side by side, in a sentence."""
        reasons = [f"it speaks of {_listed(self.kind)}"] if self.kind else []
        reasons += [f"it names {', '.join(self.named)} too"] if self.named else []
        reasons += [f"both say {_listed(self.shared)}"] if self.shared else []
        return (
            f"{self.how.capitalize()} (“{self.by}”) by {self.party}, which takes part in the event "
            f"{plural(self.days, 'day')} later: {'; '.join(reasons)}."
        )


def said_and_done(statements: pd.DataFrame, happenings: Sequence[TimelineEvent], limit: int = 60) -> list[SaidAndDone]:
    """The pairs of a party's statement with a later event that it takes part in, those tied best first.

    Two words in common that make up much of the event tie the two, or a word for the event's type together with another
    party of the event or another word of it. Each event has the statement tied best for each way of saying, the latest
    of those as good. Only dated events that are reported as happened are paired, only with statements before them, and
    reprints count once.

    Args:
        statements: the statements frame of ``evidence.gather``.
        happenings: the events of the timeline.
        limit: the most pairs.
    """
    of_party = _foretelling(statements)
    done = [event for event in happenings if event.date and not event.planned]
    rarity = _rarity(done)
    best: dict[tuple[str, str], SaidAndDone] = {}
    for event in done:
        near = (one for party in event.parties for one in _before(event, of_party.get(party, ())))
        for pair in _pairs(event, near, rarity):
            other = best.get((event.key, pair.how))
            if other is None or (pair.weight, -pair.days) > (other.weight, -other.days):
                best[event.key, pair.how] = pair
    return sorted(best.values(), key=lambda pair: (-pair.weight, pair.days, pair.statement_id))[:limit]


def how_said(text: str) -> tuple[str, str] | None:
    """Whether a text conditions, denies or announces something, in this order, and by which words; None if neither."""
    return next(((how, found.group().lower()) for how, form in _forms().items() if (found := form.search(text))), None)


@dataclass(frozen=True, slots=True)
class _Foretold:
    """A statement that announces, conditions or denies something, with the stems of its telling words and of all."""

    record: Mapping[Any, Any]
    day: dt.date
    how: str
    by: str
    words: frozenset[str]
    stems: frozenset[str]


def _foretelling(statements: pd.DataFrame) -> dict[str, list[_Foretold]]:
    """The dated statements that foretell something, by party and in the order of time.

    The words that attribute tell as well: "threatened" stands before what was threatened.
    """
    own = statements[(statements["counts_as"] == statements["statement_id"]) & statements["party"].notna()]
    dated = own[own["first_day"].notna()]
    records: list[dict[Any, Any]] = dated.assign(day=dates(dated["first_day"])).to_dict("records")
    found: dict[str, list[_Foretold]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one["day"], one["statement_id"])):
        cue = record["cue"] if isinstance(record["cue"], str) else ""
        if how := how_said(f"{cue} {record['content']}"):
            words, stems = telling(record["content"]), map(stem, re.findall(r"\w+", record["content"].lower()))
            found[record["party"]].append(_Foretold(record, record["day"], *how, frozenset(words), frozenset(stems)))
    return found


def _before(event: TimelineEvent, foretold: Sequence[_Foretold]) -> Sequence[_Foretold]:
    """Those of the horizon before the event's day."""
    if event.date is None:
        return ()
    first = bisect_left(foretold, event.date - dt.timedelta(days=_HORIZON), key=lambda one: one.day)
    return foretold[first : bisect_left(foretold, event.date, key=lambda one: one.day)]


def _pairs(event: TimelineEvent, foretold: Iterable[_Foretold], rarity: Mapping[str, float]) -> Iterator[SaidAndDone]:
    words = event_words(event)
    total = sum(rarity[word] for word in words) or 1.0
    told, kinds = frozenset(words), _types()[event.type]
    for one in foretold:
        # Most statements have nothing to do with the event: that takes no look at their words one by one.
        if told.isdisjoint(one.words) and kinds.isdisjoint(one.stems):
            continue
        days = (event.date - one.day).days if event.date else 0
        record, shared = one.record, [word for word in words if word in one.words]
        share = sum(rarity[word] for word in shared) / total
        kind = _named_kind(record["content"], event.type, one.by) if days <= _NEAR else []
        named = [party for party in event.parties if party != record["party"] and party in record["sentence_text"]]
        beside = [word for word in shared if word not in map(stem, kind)]
        if (len(shared) >= LEAST_WORDS and share >= _LEAST_SHARE) or (kind and (named or beside)):
            yield SaidAndDone(
                statement_id=record["statement_id"],
                event_key=event.key,
                how=one.how,
                by=one.by,
                party=record["party"],
                shared=_as_written(event.label, shared),
                kind=tuple(kind),
                named=tuple(named),
                days=days,
                weight=round(share + (len(named) > 0) / 4 + (len(kind) > 0) / 4, 2),
            )


def _named_kind(content: str, type_: str, by: str) -> list[str]:
    """The words of a statement that name an event of a type; "agreed" in "agreed to" names none."""
    words = dict.fromkeys(re.findall(r"\w+", content.lower()))
    return [word for word in words if stem(word) in _types()[type_] and word not in by.split()]


def _as_written(label: str, stems: Sequence[str]) -> tuple[str, ...]:
    words: dict[str, str] = {}
    for word in re.findall(r"\w+(?:['’]\w+)?", label):
        words.setdefault(stem(word), word.lower())
    return tuple(words.get(one, one) for one in stems)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _rarity(events: Sequence[TimelineEvent]) -> dict[str, float]:
    """The inverse document frequency of the words of events."""
    counts = Counter(word for event in events for word in set(telling(event.label)))
    return {word: math.log(1 + len(events) / count) for word, count in counts.items()}


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("analysis.views") / "data" / "saying_words.toml").read_text(encoding="utf-8"))


@cache
def _types() -> Mapping[str, frozenset[str]]:
    """For each PLOVER type the stems of what a statement calls it."""
    return defaultdict(frozenset, {type_: frozenset(map(stem, words)) for type_, words in _lists()["types"].items()})


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """For each way of saying, the words that show it."""
    forms = {}
    for how in ("conditioned", "denied", "announced"):
        phrases = sorted(_lists()[how], key=len, reverse=True)
        words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
        forms[how] = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return forms
