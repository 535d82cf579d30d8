"""The words that attribute, with how often they do: the lexicon learned by benchmarks/learn_cues.py."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

DATA = Path(__file__).parent / "data" / "cues"


class CueKey(NamedTuple):
    """What a cue is known by: "reject" as a verb with a direct object, "claim" as a noun with a clause."""

    lemma: str
    pos: str
    relation: str


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """How often each cue attributes, in [0, 1]; ``relations`` is what is known of a relation with any other word."""

    precision: dict[CueKey, float]
    relations: dict[tuple[str, str], float]

    def score(self, key: CueKey) -> float:
        """The share of such cues that attribute."""
        return self.precision.get(key, self.relations.get((key.pos, key.relation), 0.0))


@cache
def load_lexicon(path: Path = DATA / "lexicon.csv") -> CueLexicon:
    """Read the lexicon; its rows for any lemma have "*" in place of the lemma.

    Raises:
        FileNotFoundError: where the file is missing.
    """
    precision: dict[CueKey, float] = {}
    relations: dict[tuple[str, str], float] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["lemma"] == "*":
                relations[row["pos"], row["relation"]] = float(row["precision"])
            else:
                precision[CueKey(row["lemma"], row["pos"], row["relation"])] = float(row["precision"])
    return CueLexicon(precision, relations)


def cue_lemma(token: Token) -> str:
    """The lemma of a cue with its particle or predicate adjective: "rule out", "make clear", "be willing"."""
    extra = [
        c.lower_ for c in token.children if c.dep_ in ("prt",) or (c.dep_ in ("acomp", "oprd") and c.pos_ == "ADJ")
    ]
    return " ".join([token.lemma_.lower(), *extra])
