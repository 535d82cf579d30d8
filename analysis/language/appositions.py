"""What stands beside a name and says who that is: "Albin Kurti, the prime minister of Kosovo,"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.abbreviations import after_brackets
from analysis.language.gazetteer import person_named
from analysis.language.office_holders import party_in_office
from analysis.language.phrases import Phrase
from analysis.language.role_runs import read_role
from analysis.language.role_words import Head
from analysis.model import ActorKind

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.words import Words

_DETERMINERS = ("the", "a", "an", "its", "their", "his", "her")
_AFTER = frozenset((*",.;:)—–-", "", "who", "and", "said", "told", "says", "has", "had", "is", "was", "will"))


def join_appositions(words: Words, phrases: list[Phrase], hits: dict[int, Hit]) -> list[Phrase]:
    """Give each of two phrases beside each other what the other one knows: name, role and party."""
    joined = list(phrases)
    for n, phrase in enumerate(joined):
        if phrase.named:
            joined[n] = phrase = _with_side(words, phrase, joined[n + 1] if n + 1 < len(joined) else None)
            joined[n] = phrase = _with_plain_role(words, phrase, hits)
    for n in range(len(joined) - 1):
        first, second = joined[n], joined[n + 1]
        if not _beside(words, first, second) or not _agree(first, second):
            continue
        if first.named and second.head is Head.OFFICE and not second.named:
            joined[n] = replace(
                first,
                role=first.role or _role(second),
                party=party_in_office(first.party, second.party, _role(second)),
                gender=first.gender or second.gender,
            )
            joined[n + 1] = replace(
                second, name=first.name, party=joined[n].party, role=_role(second), gender=joined[n].gender
            )
        elif first.named and second.head is Head.PRIVATE and person_named(first.name) is None:
            joined[n] = replace(first, role=first.role or second.name)
        elif second.named and first.head is Head.OFFICE and not first.named:
            party = party_in_office(second.party, first.party, _role(first))
            joined[n + 1] = replace(second, role=second.role or _role(first), party=party)
            joined[n] = replace(
                first, name=second.name, party=joined[n + 1].party, role=_role(first), gender=second.gender
            )
    return joined


def _beside(words: Words, first: Phrase, second: Phrase) -> bool:
    """Whether only a comma and a determiner lie between, and the second is closed off after it."""
    k = after_brackets(words, first.end)
    if words.text(k) != ",":
        return False
    k += 1
    while words.low(k) in _DETERMINERS or words.low(k) in ("currently", "formerly", "also", "himself", "herself"):
        k += 1
    if second.head is Head.OFFICE or second.head is Head.PRIVATE:
        return k == second.start
    # "the speaker, Ann Lee and" goes on with another, "a minister, Ann Lee and" may list three.
    certain = words.low(second.end) != "and" or words.low(first.start - 1) == "the"
    return k == second.start and words.low(second.end) in _AFTER and certain


def _agree(first: Phrase, second: Phrase) -> bool:
    """Whether both can be one person: not of two parties, not two names."""
    person, office = (first, second) if first.named else (second, first)
    if first.party and second.party and party_in_office(person.party, office.party, _role(office)) != office.party:
        return False
    resolved = [p.name for p in (first, second) if p.named or (p.role and p.name != p.role)]
    return len(set(resolved)) < 2 or not (first.named and second.named)


def _role(phrase: Phrase) -> str:
    return phrase.role or phrase.name


def _with_side(words: Words, phrase: Phrase, after: Phrase | None) -> Phrase:
    """The party of a person from "Volodymyr Zelensky of Ukraine" where nothing else gives it."""
    if phrase.party or after is None or words.low(phrase.end) not in ("of", "from"):
        return phrase
    start = phrase.end + 1 + (words.low(phrase.end + 1) == "the")
    if after.start == start and after.kind in (ActorKind.COUNTRY, ActorKind.ALLIANCE, ActorKind.ARMED_GROUP):
        return replace(phrase, party=after.party)
    return phrase


def _with_plain_role(words: Words, phrase: Phrase, hits: dict[int, Hit]) -> Phrase:
    """The role of a person from an apposition that names no side: "Maria Petrova, a spokeswoman for the firm,"."""
    k = phrase.end
    if phrase.role or words.text(k) != ",":
        return phrase
    k += 1
    while words.low(k) in _DETERMINERS:
        k += 1
    run = read_role(words, k, hits) if k not in hits else None
    known = person_named(phrase.name) is not None
    if run is None or run.plural or run.kind is Head.GROUP or (known and run.kind is Head.PRIVATE):
        return phrase
    return replace(phrase, role=words.slice(run.start, run.end), gender=phrase.gender or run.gender)
