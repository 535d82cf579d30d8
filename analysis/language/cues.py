"""The words that attribute, with how often they do: the lexicon learned by benchmarks/learn_cues.py."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

DATA = Path(__file__).parent / "data" / "cues"


class CueKey(NamedTuple):
    """What a cue is known by: "reject" as a verb with a direct object, "claim" as a noun with a clause.

    "*" as the lemma stands for any word in that relation, "*" as the relation for the word in any relation; the
    relation "source" is that of a noun to the cue that it is the source of.
    """

    lemma: str
    pos: str
    relation: str


@dataclass(frozen=True)
class CueLexicon:
    """How often each cue was seen and the share, in [0, 1], of those that attribute."""

    counts: dict[CueKey, int] = field(repr=False)
    shares: dict[CueKey, float] = field(repr=False)

    def score(self, key: CueKey) -> float:
        """The share of such cues that attribute; of an unknown one, that of any word in its relation."""
        known = self.shares.get(key)
        return known if known is not None else self.shares.get(CueKey("*", key.pos, key.relation), 0.0)

    def odds(self, key: CueKey) -> float:
        """The log-odds of :meth:`score`."""
        known = self._odds.get(key)
        return known if known is not None else self._odds.get(CueKey("*", key.pos, key.relation), log_odds(0.0))

    @cached_property
    def _odds(self) -> dict[CueKey, float]:
        return {key: log_odds(share) for key, share in self.shares.items()}

    def count(self, key: CueKey) -> int:
        """How often the cue was seen."""
        return self.counts.get(key, 0)


@cache
def load_lexicon(path: Path = DATA / "lexicon.csv") -> CueLexicon:
    """Read the lexicon.

    Raises:
        FileNotFoundError: where the file is missing.
    """
    counts: dict[CueKey, int] = {}
    shares: dict[CueKey, float] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            key = CueKey(row["lemma"], row["pos"], row["relation"])
            counts[key], shares[key] = int(row["count"]), float(row["precision"])
    return CueLexicon(counts, shares)


def is_cue_noun(token: Token) -> bool:
    """Whether a token is a noun that clauses hang on as what it says, such as "report" or "claim"."""
    return token.pos_ == "NOUN" and load_lexicon().count(CueKey(token.lemma_.lower(), "NOUN", "acl")) > 0


def cue_lemma(token: Token) -> str:
    """The lemma of a cue with its particle or predicate adjective: "rule out", "make clear", "be willing"."""
    extra = [
        child.lower_
        for child in token.children
        if child.dep_ == "prt" or (child.dep_ in ("acomp", "oprd") and child.pos_ == "ADJ")
    ]
    return " ".join([token.lemma_.lower(), *extra])


def log_odds(share: float) -> float:
    """The log-odds of a share in [0, 1], bounded where it is near 0 or 1."""
    bounded = min(max(share, 0.005), 0.995)
    return math.log(bounded / (1 - bounded))
