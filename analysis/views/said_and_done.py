"""Events next to what the same party said of them before: announced, conditioned or denied."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.views.foretold import sayings
from analysis.views.related import event_words
from analysis.views.saying_ties import Tie, ties
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
    done = [event for event in happenings if event.date and not event.planned]
    best: dict[tuple[str, str], Tie] = {}
    for tie in ties(sayings(statements), done, _rarity(done)):
        place = tie.event.key, tie.saying.told.how
        if place not in best or (tie.weight, tie.saying.day) > (best[place].weight, best[place].saying.day):
            best[place] = tie
    return [_pair(tie) for tie in sorted(best.values(), key=_rank)[:limit]]


def _rank(tie: Tie) -> tuple[float, int, int]:
    return -tie.weight, _days(tie), tie.saying.statement_id


def _days(tie: Tie) -> int:
    """How long after what was said the event was."""
    return (tie.event.date - tie.saying.day).days if tie.event.date else 0


def _pair(tie: Tie) -> SaidAndDone:
    event, one = tie.event, tie.saying
    others = [party for party in event.parties if party != one.party]
    return SaidAndDone(
        statement_id=one.statement_id,
        event_key=event.key,
        how=one.told.how,
        by=one.told.by,
        party=one.party,
        shared=_as_written(event.label, [word for word in event_words(event) if word in one.told.words]),
        kind=one.named_kind(event.type) if tie.of_kind else (),
        named=tuple(party for party in others if party in one.sentence),
        days=_days(tie),
        weight=tie.weight,
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
