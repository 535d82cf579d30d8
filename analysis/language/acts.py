"""The political acts that state a position: rejected the proposal, called for a ceasefire, agreed to withdraw."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.cues import DATA

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.candidate import Candidate

# Content of a smaller share of an act's words says little without the verb.
SHORT = 0.45


def is_act(candidate: Candidate) -> bool:
    """Whether a candidate is an act of the list, told of somebody as a fact.

    "Seoul rejected the offer" and "is rejecting the offer" are; "may reject the offer" and "rejecting the offer would
    help" are not.
    """
    relation = candidate.key.relation.rstrip(">")
    if candidate.key.lemma not in _data()["acts"].get(relation, frozenset()) or candidate.source is None:
        return False
    cue = candidate.cue
    goes_on = cue.tag_ == "VBG" and any(child.dep_ == "aux" and child.lemma_ == "be" for child in cue.children)
    return (goes_on or cue.tag_ not in ("VB", "VBG")) and not any(child.tag_ == "MD" for child in cue.children)


def may_be_act(verb: Token) -> bool:
    """Whether a verb can tell of a position on its object, as "reject" and "accuse" do."""
    return verb.lemma_.lower() in _data()["acts"]["dobj"]


def takes_position(candidate: Candidate) -> bool:
    """Whether a candidate whose content is no clause can be a position at all.

    "Stressed the need for talks" is one; "discussed the talks", "resumed its aid" and "the two sides agreed on a swap"
    tell of events.
    """
    word, data = candidate.key.lemma, _data()
    if candidate.source is not None and candidate.source.lemma_.lower() in data["material"]["nouns"]:
        return False  # "the meeting stressed the need" doesn't say whose need
    if candidate.key.pos != "VERB":
        return word not in data["material"]["nouns"]
    if candidate.key.relation.startswith(("xcomp", "gerund")) and _is_empty(candidate.content):
        return False
    if word in data["about"]["verbs"] and not _is_propositional(candidate.content):
        return False
    joint = word in data["joint"]["verbs"] and _is_joint(candidate.source)
    return not joint and word not in data["material"]["verbs"]


def _is_empty(act: Token) -> bool:
    """Whether an act concerns the speaking itself: to be named, to comment, to give details."""
    empty = _data()["empty"]
    asked = any(child.dep_ == "dobj" and child.lemma_.lower() in empty["objects"] for child in act.children)
    return asked or act.lemma_.lower() in empty["verbs"]


def _is_propositional(content: Token) -> bool:
    return content.pos_ in ("VERB", "AUX") or content.lemma_.lower() in _data()["about"]["nouns"]


def _is_joint(source: Token | None) -> bool:
    if source is None:
        return False
    data = _data()["joint"]
    several = source.lower_ in data["pronouns"] or (source.tag_ == "NNS" and source.lemma_.lower() in data["nouns"])
    return several or any(token.dep_ == "conj" for token in source.subtree)


def is_state(participle: Token) -> bool:
    """Whether a participle tells the mind of its subject, as in "Cairo is committed to the truce"."""
    return participle.lemma_.lower() in _data()["states"]["participles"]


def is_issued(noun: str, verb: str) -> bool:
    """Whether who does this to such a noun says what stands in it, as in "signed a letter"."""
    return noun in _data()["issued"]["nouns"] and verb in _data()["issued"]["verbs"]


def with_act(candidate: Candidate, span: tuple[int, int]) -> tuple[int, int]:
    """The content of an act, with the act's verb where the content says little without it.

    That is where they stand apart ("accused Moscow of stalling") or the content is short ("rejected it"). Else the
    content begins after the verb, as annotators draw it, and the cue holds the verb.
    """
    lemma = candidate.key.lemma
    if candidate.key.pos != "VERB" or not any(lemma in lemmas for lemmas in _data()["acts"].values()):
        return span
    whole = min(span[0], candidate.cue.idx), span[1]
    apart = candidate.cue_span[1] + 1 < span[0]
    short = span[1] - span[0] < SHORT * (whole[1] - whole[0])
    return whole if apart or short else span


@cache
def _data() -> dict[str, dict[str, frozenset[str]]]:
    with (DATA / "acts.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: {key: frozenset(words) for key, words in table.items()} for name, table in tables.items()}
