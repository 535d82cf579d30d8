"""Events next to what the same party said of them before: announced, conditioned or denied."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.views.foretold import LEAST_SHARE, NEAR, Foretold, foretold
from analysis.views.related import LEAST_WORDS, event_words
from analysis.views.style import plural
from analysis.views.words import stem, telling

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.timeline import TimelineEvent


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
    of_party = foretold(statements)
    done = [event for event in happenings if event.date and not event.planned]
    rarity = _rarity(done)
    best: dict[tuple[str, str], SaidAndDone] = {}
    for event in done:
        told = (of_party[party] for party in event.parties if party in of_party)
        for pair in (pair for own in told for pair in _pairs(event, own, rarity)):
            other = best.get((event.key, pair.how))
            if other is None or (pair.weight, -pair.days) > (other.weight, -other.days):
                best[event.key, pair.how] = pair
    return sorted(best.values(), key=lambda pair: (-pair.weight, pair.days, pair.statement_id))[:limit]


def _pairs(event: TimelineEvent, told: Foretold, rarity: Mapping[str, float]) -> Iterator[SaidAndDone]:
    words = event_words(event)
    total = sum(rarity[word] for word in words) or 1.0
    for one in told.of(event, words, rarity):
        days = (event.date - one.day).days if event.date else 0
        shared = [word for word in words if word in one.words]
        share = sum(rarity[word] for word in shared) / total
        kind = one.named_kind(event.type) if days <= NEAR else []
        named = [party for party in event.parties if party != one.party and party in one.sentence]
        beside = [word for word in shared if word not in map(stem, kind)]
        if (len(shared) >= LEAST_WORDS and share >= LEAST_SHARE) or (kind and (named or beside)):
            yield SaidAndDone(
                statement_id=one.statement_id,
                event_key=event.key,
                how=one.how,
                by=one.by,
                party=one.party,
                shared=_as_written(event.label, shared),
                kind=tuple(kind),
                named=tuple(named),
                days=days,
                weight=round(share + (len(named) > 0) / 4 + (len(kind) > 0) / 4, 2),
            )


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
