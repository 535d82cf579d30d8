"""What ties events to what their parties foretold, looked for at once in all that was said before each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.views.day_numbers import to_number
from analysis.views.foretold import Saying, kinds
from analysis.views.related import LEAST_WORDS, event_words
from analysis.views.word_places import WordPlaces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.views.timeline import TimelineEvent

# Days that a word may take to become a deed: where the wording ties the two, and where only its kind does.
_HORIZON, _NEAR = 180, 60
# The share of the event's words, weighted by their rarity, that wording alone must have in common.
_LEAST_SHARE = 0.4
# Pairs of an event and a saying before it that are looked at in one go.
_AT_ONCE = 2_000_000


class Tie(NamedTuple):
    """How much ties a saying to a later event; ``of_kind`` says that it names the event's type of late."""

    event: TimelineEvent
    saying: Saying
    weight: float
    of_kind: bool


class _Look(NamedTuple):
    """An event and what one of its parties said before it: sayings from ``first``, or of late ``near``, to ``last``."""

    event: TimelineEvent
    party: str
    words: tuple[str, ...]
    first: int
    near: int
    last: int


def ties(sayings: Sequence[Saying], events: Sequence[TimelineEvent], rarity: Mapping[str, float]) -> Iterator[Tie]:
    """What the parties of events foretold of them: event by event, of each party in the order of time.

    Two words in common that make up much of the event tie the two, or of late a word for the event's type together with
    another party of the event or another word of it.

    Args:
        sayings: as ``foretold.sayings`` gives them.
        events: dated ones.
        rarity: the weight of each of their words.
    """
    looks = _looks(sayings, events)
    if not looks:
        return
    before = np.cumsum([look.last - look.first for look in looks], dtype=np.intp)
    held = _Held(sayings, sorted({party for event in events for party in event.parties}))
    bounds = [0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), len(looks)]
    for begin, end in pairwise(bounds):
        yield from _tied(looks[begin:end], sayings, held, rarity)


def _looks(sayings: Sequence[Saying], events: Sequence[TimelineEvent]) -> list[_Look]:
    days = np.array([to_number(one.day) for one in sayings], dtype=np.int64)
    changes = [at for at, (one, other) in enumerate(pairwise(sayings), 1) if one.party != other.party]
    of_party = {sayings[first].party: (first, end) for first, end in pairwise([0, *changes, len(sayings)]) if end}
    found = []
    for event in events:
        words, day = tuple(event_words(event)), to_number(event.date) if event.date else 0
        for party in event.parties:
            begin, end = of_party.get(party, (0, 0))
            within = np.searchsorted(days[begin:end], [day - _HORIZON, day - _NEAR, day]) + begin
            found.append(_Look(event, party, words, *within.tolist()))
    return [look for look in found if look.first < look.last]


class _Held:
    """Which sayings hold which words, words for a type of events, and names of parties."""

    def __init__(self, sayings: Sequence[Saying], parties: Sequence[str]) -> None:
        self.words = WordPlaces.of([one.told.words for one in sayings])
        self.kinds = WordPlaces.of([{stem for _, stem in one.told.naming} for one in sayings])
        # All sentences as one text are looked through in one go.
        text, ends = "\0".join(one.sentence for one in sayings), np.cumsum([len(one.sentence) + 1 for one in sayings])
        starts = [[found.start() for found in re.finditer(re.escape(party), text)] for party in parties]
        at = [np.unique(np.searchsorted(ends, own, side="right")) for own in starts]
        names = [party for party, own in zip(parties, at, strict=True) for _ in range(len(own))]
        self.parties = WordPlaces(names, np.concatenate([*at, np.empty(0, dtype=np.intp)]), len(sayings))


def _tied(looks: Sequence[_Look], sayings: Sequence[Saying], held: _Held, rarity: Mapping[str, float]) -> Iterator[Tie]:
    """The ties of some looks. An array has a place for each saying that each looks at, side by side."""
    first, near, last = (np.array(own, dtype=np.intp) for own in zip(*(look[3:] for look in looks), strict=True))
    begin = np.cumsum(last - first) - (last - first)
    size = int((last - first).sum())

    def places(where: WordPlaces, words: Sequence[Sequence[str]], since: NDArray[np.intp]) -> _Places:
        """Where the words of each look are held."""
        look = np.repeat(np.arange(len(looks)), [len(own) for own in words])
        which, at = where.within([word for own in words for word in own], since[look], last[look])
        own = look[which]
        return _Places(which, begin[own] + at - first[own])

    words = [look.words for look in looks]
    weights = np.array([rarity[word] for own in words for word in own])
    shared = places(held.words, words, first)
    weight = np.bincount(shared.at, weights[shared.word], size)
    others = [[name for name in look.event.parties if name != look.party] for look in looks]
    named = _marked(places(held.parties, others, first).at, size)
    kind = _marked(places(held.kinds, [sorted(kinds(look.event.type)) for look in looks], near).at, size)
    # A word for the event's type is no other word of it.
    telling = [[word if word in kinds(look.event.type) else "" for word in look.words] for look in looks]
    other_words = np.isin(_keys(shared, size), _keys(places(held.kinds, telling, near), size), invert=True)
    beside = _marked(shared.at[other_words], size)
    whole = np.repeat([sum(rarity[word] for word in own) or 1.0 for own in words], last - first)
    share = weight / whole
    tied = (np.bincount(shared.at, minlength=size) >= LEAST_WORDS) & (share >= _LEAST_SHARE)
    for at in np.flatnonzero(tied | (kind & (named | beside))).tolist():
        number = int(np.searchsorted(begin, at, side="right")) - 1
        sure = round(float(share[at]) + bool(named[at]) / 4 + bool(kind[at]) / 4, 2)
        yield Tie(looks[number].event, sayings[int(first[number] + at - begin[number])], sure, bool(kind[at]))


class _Places(NamedTuple):
    """Which word of all that were asked for is held, and where."""

    word: NDArray[np.intp]
    at: NDArray[np.intp]


def _keys(places: _Places, size: int) -> NDArray[np.intp]:
    """One number for word and place."""
    return places.word * size + places.at


def _marked(at: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    marks = np.zeros(size, dtype=bool)
    marks[at] = True
    return marks
