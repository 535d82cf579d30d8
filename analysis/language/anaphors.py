"""Pronouns and pairs that stand for actors named before: "she", "they", "both sides"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from analysis.language.actor_tables import read_toml
from analysis.language.gazetteer import person_named
from analysis.language.role_words import role_words
from analysis.language.salience import Salience
from analysis.language.voice import Voice
from analysis.model import ActorKind, Mention


@dataclass(frozen=True, slots=True)
class AnaphorWords:
    """The word lists of ``anaphors.toml``, in lower case."""

    pronouns: dict[str, str]
    kinds: dict[str, frozenset[ActorKind]]
    words: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]
    owners: dict[str, str]


@cache
def anaphor_words() -> AnaphorWords:
    """The word lists, read once."""
    data = read_toml("anaphors.toml")
    return AnaphorWords(
        pronouns={word: sort for sort, words in data["pronouns"].items() for word in words},
        kinds={noun: frozenset(ActorKind(kind) for kind in kinds) for noun, kinds in data["kinds"].items()},
        words={key: frozenset(words) for key, words in data["words"].items()},
        grammar={key: frozenset(words) for key, words in data["grammar"].items()},
        owners=data["owners"],
        labels={key: frozenset(words) for key, words in data["labels"].items()},
    )


def voice_of(mention: Mention, certainty: float = 1.0) -> Voice:
    """The actor of a mention as a voice."""
    return Voice(mention.name, mention.party, mention.role, certainty)


def resolve_pronoun(word: str, offset: int, salience: Salience, outside: list[tuple[int, int]]) -> Voice | None:
    """Who a personal pronoun stands for, or None where nobody fits.

    Args:
        word: the pronoun in lower case.
        offset: where it stands.
        salience: the actors of the article.
        outside: stretches whose mentions can't be meant: what the statement itself says.
    """
    sort = anaphor_words().pronouns.get(word, "")
    if sort in ("m", "f"):
        found = salience.best(offset, is_one_person, outside, gender=sort)
    elif sort == "one":
        found = salience.best(offset, _is_body, outside)
    elif sort == "many":
        found = salience.best(offset, _is_many, outside) or salience.best(offset, _is_body, outside)
    else:
        return None
    if found is None:
        return None
    mention, lead = found
    return voice_of(mention, certainty(lead) * (0.85 if sort in ("one", "many") else 1.0))


def last_pair(offset: int, salience: Salience, of_persons: bool) -> list[Mention]:
    """The last two actors of different parties before an offset that "the two leaders" or "both sides" can mean.

    Args:
        offset: where the phrase stands.
        salience: the actors of the article.
        of_persons: whether persons are meant, of whom those who lead a party come first, or countries and groups.

    Returns:
        Two mentions in the order of the text, or none.
    """
    if not of_persons:
        return _last_two(offset, salience, _is_side)
    return _last_two(offset, salience, _leads) or _last_two(offset, salience, is_one_person)


def _last_two(offset: int, salience: Salience, fits: Callable[[Mention], bool]) -> list[Mention]:
    found: dict[str, Mention] = {}
    for candidate in reversed(salience.candidates):
        mention = candidate.mention
        if mention.end <= offset and mention.party and fits(mention):
            found.setdefault(mention.party, mention)
        if len(found) == 2:
            return list(reversed(found.values()))
    return []


def _leads(mention: Mention) -> bool:
    person = person_named(mention.name)
    return person is not None and any(office.leads for office in person.offices)


def _is_side(mention: Mention) -> bool:
    return mention.kind in (ActorKind.COUNTRY, ActorKind.ARMED_GROUP)


def certainty(lead: float) -> float:
    """How sure a resolution is whose score is ahead of the next by ``lead``."""
    return min(0.95, 0.7 + 0.12 * max(lead, 0.0))


def is_one_person(mention: Mention) -> bool:
    """Whether a mention is of one person, with or without a name."""
    return mention.kind is ActorKind.PERSON and last_word(mention) not in role_words().plurals


def _is_many(mention: Mention) -> bool:
    return (
        mention.kind is ActorKind.ORGANISATION and last_word(mention) in role_words().plurals
    ) or mention.kind is ActorKind.ARMED_GROUP


def _is_body(mention: Mention) -> bool:
    return mention.kind not in (ActorKind.PERSON, ActorKind.OUTLET)


def last_word(mention: Mention) -> str:
    """The last word of an actor's name, in lower case; of "Ministry of Finance" it is "ministry"."""
    words = mention.name.lower().partition(" of ")[0].split()
    return words[-1] if words else ""
