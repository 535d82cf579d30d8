"""What outlets pass on: in "Reuters reported that Hamas rejected the offer" it is Hamas that takes a position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.language.acts import is_act
from analysis.language.speech_verbs import is_speech, passes_on
from analysis.model import ActorKind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from analysis.language.candidates import Candidate


def without_passing_on(found: Iterable[Candidate], mentions: list[Mention]) -> Iterator[Candidate]:
    """The candidates without those of an outlet whose content is what somebody else says or does.

    Args:
        found: the candidates of an article.
        mentions: its actors.
    """
    every = list(found)
    outlets = [mention for mention in mentions if mention.kind is ActorKind.OUTLET]
    speaks = {c.cue.i: c.source.i for c in every if c.source is not None and (is_speech(c.cue) or is_act(c))}
    for candidate in every:
        source = candidate.source
        if source is None or speaks.get(candidate.content.i, source.i) == source.i or not _is_outlet(source, outlets):
            yield candidate


def _is_outlet(source: Token, outlets: list[Mention]) -> bool:
    return passes_on(source) or any(mention.start <= source.idx < mention.end for mention in outlets)
