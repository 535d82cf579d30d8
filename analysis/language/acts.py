"""The political acts that state a position: rejected the proposal, called for a ceasefire, agreed to withdraw."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.cues import DATA

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.candidates import Candidate


def is_act(candidate: Candidate) -> bool:
    """Whether a candidate is an act of the list, told of somebody as a fact.

    "Seoul rejected the offer" is; "Seoul may reject the offer" and "rejecting the offer would help" are not.
    """
    relation = candidate.key.relation.rstrip(">")
    if candidate.key.lemma not in _data()["acts"].get(relation, frozenset()) or candidate.source is None:
        return False
    cue = candidate.cue
    return cue.tag_ not in ("VB", "VBG") and not any(child.tag_ == "MD" for child in cue.children)


def is_state(participle: Token) -> bool:
    """Whether a participle tells the mind of its subject, as in "Cairo is committed to the truce"."""
    return participle.lemma_.lower() in _data()["states"]["participles"]


def with_act(candidate: Candidate, span: tuple[int, int]) -> tuple[int, int]:
    """The content with the act before it, "rejected" and "the proposal"; that of any other cue as it is.

    What an act's verb is about may hang on it in several ways: "accused them", "of theft".
    """
    lemma = candidate.key.lemma
    is_verb_of_act = candidate.key.pos == "VERB" and any(lemma in lemmas for lemmas in _data()["acts"].values())
    return (min(span[0], candidate.cue.idx), span[1]) if is_verb_of_act else span


@cache
def _data() -> dict[str, dict[str, frozenset[str]]]:
    with (DATA / "acts.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: {key: frozenset(words) for key, words in table.items()} for name, table in tables.items()}
