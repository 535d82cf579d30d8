"""The political acts that state a position: rejected the proposal, called for a ceasefire, agreed to withdraw."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.cues import DATA

if TYPE_CHECKING:
    from analysis.language.candidates import Candidate


def is_act(candidate: Candidate) -> bool:
    """Whether a candidate is an act of the list, told of somebody as a fact.

    "Seoul rejected the offer" is; "Seoul may reject the offer" and "rejecting the offer would help" are not.
    """
    relation = candidate.key.relation.rstrip(">")
    if candidate.key.lemma not in _acts().get(relation, frozenset()) or candidate.source is None:
        return False
    cue = candidate.cue
    return cue.tag_ not in ("VB", "VBG") and not any(child.tag_ == "MD" for child in cue.children)


def with_act(candidate: Candidate, span: tuple[int, int]) -> tuple[int, int]:
    """The content with the words of its act before it: "rejected" and "the proposal"."""
    return (min(span[0], candidate.cue.idx), span[1])


@cache
def _acts() -> dict[str, frozenset[str]]:
    with (DATA / "acts.toml").open("rb") as file:
        return {relation: frozenset(lemmas) for relation, lemmas in tomllib.load(file).items()}
