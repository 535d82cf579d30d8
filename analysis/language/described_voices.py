"""Sources without a name: their own words, and the side of the actor named within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language.actor_tables import fold
from analysis.language.anaphors import anaphor_words, voice_of
from analysis.language.role_words import Head, role_words
from analysis.language.voice import Voice
from analysis.model import ActorKind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def described(head: Token, source: Span, inside: list[Mention]) -> Voice | None:
    """A source without a name: its own words, and the side of the actor named within it."""
    first, comma, _ = source.text.partition(",")
    is_name = bool(comma) and " " not in first and first.istitle()  # "Olena, 45, a nurse"
    name = first if is_name else _without_determiner(source.text)
    if not name:
        return None
    said, lists = head.text.lower(), anaphor_words().words
    if inside and ({said, head.lemma_.lower()} & lists["documents"]):
        owner = next((m for m in inside if m.kind is not ActorKind.OUTLET), inside[0])
        return voice_of(owner, 0.85)
    kind = role_words().heads.get(said)
    speaks = said in lists["sources"] or (kind is not None and kind is not Head.PRIVATE)
    sides = {m.party for m in inside if m.party}
    party = next(iter(sides)) if speaks and len(sides) == 1 else None
    return Voice(name, party, certainty=0.7 if party or not inside else 0.55)


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and punctuation."""
    return [word.strip(',.;:()"“”') for word in fold(text).lower().split() if word.strip(',.;:()"“”')]


def _without_determiner(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if words and words[0].lower() in ("the", "a", "an") else words)
