"""What outlets pass on: in "Reuters reported that Hamas rejected the offer" it is Hamas that takes a position."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.language.speech_verbs import passes_on
from analysis.model import ActorKind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.candidate import Candidate


def parted(found: Iterable[Candidate], mentions: list[Mention]) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates whose source speaks for itself, and those whose source is an outlet.

    Args:
        found: the candidates of an article.
        mentions: its actors.
    """
    outlets = [mention for mention in mentions if mention.kind is ActorKind.OUTLET]
    others = [mention for mention in mentions if mention.kind is not ActorKind.OUTLET]
    own: list[Candidate] = []
    passed: list[Candidate] = []
    for candidate in found:
        is_report = candidate.source is not None and _is_outlet(candidate.source, candidate.cue, outlets, others)
        (passed if is_report else own).append(candidate)
    return own, passed


def is_passed_on(report: Candidate, own: Candidate) -> bool:
    """Whether an outlet's report holds what somebody says in it, and little else."""
    head, cue = report.content, own.cue
    return cue.i == head.i or cue.is_ancestor(head) or (cue.dep_ == "conj" and cue.head.i == head.i)


def _is_outlet(source: Token, cue: Token, outlets: list[Mention], others: list[Mention]) -> bool:
    if passes_on(source) or _is_within(source, outlets):
        return True
    # A name that no table has and that "reports" is one of the many agencies: "..., APA reports".
    return source.pos_ == "PROPN" and cue.lemma_.lower() == "report" and not _is_within(source, others)


def _is_within(word: Token, mentions: list[Mention]) -> bool:
    return any(mention.start <= word.idx < mention.end for mention in mentions)
