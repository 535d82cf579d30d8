"""Definite phrases that stand for actors named before: "the minister", "the alliance", "the army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.language.anaphors import anaphor_words, certainty, is_one_person, last_word, voice_of
from analysis.language.gazetteer import party_kind, person_named
from analysis.language.role_words import Head, role_words, same_office
from analysis.language.salience import Salience
from analysis.language.voice import Voice
from analysis.model import ActorKind, Mention


def resolve_definite(words: list[str], offset: int, salience: Salience, outside: list[tuple[int, int]]) -> Voice | None:
    """Who a definite phrase such as "the minister" or "the alliance" stands for, or None where nobody fits.

    Args:
        words: the phrase in lower case without its determiner, its head word last.
        offset: where it stands.
        salience: the actors of the article.
        outside: stretches whose mentions can't be meant.
    """
    head = words[-1]
    phrase = " ".join(words)
    gender = role_words().genders.get(head, "")
    found = None
    if role_words().heads.get(head) is Head.OFFICE:
        found = salience.best(offset, lambda m: _has_role(m, phrase, salience), outside, gender=gender)
        if found is None and head in anaphor_words().words["anyone"] and set(words[:-1]) <= role_words().modifiers:
            found = salience.best(offset, lambda m: is_one_person(m) and m.party is not None, outside, gender=gender)
    kinds = anaphor_words().kinds.get(head)
    if found is None and kinds:
        found = salience.best(offset, lambda m: _is_named_so(m, phrase), outside)
        if found is None and kinds == {ActorKind.COUNTRY} and head in anaphor_words().words["institutions"]:
            own = salience.last.country(offset)
            if own is not None:
                return Voice(own, own, certainty=0.8)
        if found is None and (kinds != {ActorKind.ORGANISATION} or role_words().heads.get(head) is None):
            found = salience.best(offset, lambda m: m.kind in kinds and not _is_other_body(m, head), outside)
    if found is None:
        return _body_of_role(head, offset, salience, outside, kinds) if kinds else None
    mention, lead = found
    return voice_of(mention, 0.9 * certainty(lead))


def resolve_institution(
    words: list[str], offset: int, salience: Salience, outside: list[tuple[int, int]]
) -> Voice | None:
    """Which side's institution is meant where every side has one: "the army", "a ministry spokesperson".

    It is that of an actor named so, else of a person in whose role it is, else of the side last spoken of.

    Args:
        words: the phrase in lower case without its determiner, its head word last.
        offset: where it stands.
        salience: the actors of the article.
        outside: stretches whose mentions can't be meant.
    """
    institutions = anaphor_words().words["institutions"]
    noun = _institution(words)
    if words[-1] not in institutions and (noun is None or words[-1] not in anaphor_words().kinds):
        return None
    if noun is not None:
        body = named_institution(words, offset, salience, outside) or _body_of_role(noun, offset, salience, outside)
        if body is not None:
            return body if words[-1] == noun else replace(body, name=" ".join(words), role=None)
    found = salience.best(offset, lambda m: party_kind(m.party or "") is ActorKind.COUNTRY, outside)
    return Voice(" ".join(words), found[0].party, certainty=0.5) if found else None


def named_institution(
    words: list[str], offset: int, salience: Salience, outside: Sequence[tuple[int, int]] = ()
) -> Voice | None:
    """The institution that the article has named whose noun is among some words: "Yemen's government" of "government".

    Args:
        words: words in lower case.
        offset: where they stand.
        salience: the actors of the article.
        outside: stretches whose mentions can't be meant.
    """
    noun = _institution(words)
    found = salience.best(offset, lambda m: _is_named_so(m, noun), outside) if noun is not None else None
    return voice_of(found[0], 0.75) if found else None


def _institution(words: list[str]) -> str | None:
    listed = anaphor_words()
    return next((word for word in words if word in listed.words["institutions"] and word in listed.kinds), None)


def _body_of_role(
    noun: str,
    offset: int,
    salience: Salience,
    outside: list[tuple[int, int]],
    kinds: frozenset[ActorKind] = frozenset(),
) -> Voice | None:
    """The institution in somebody's role: "Qatar's foreign ministry" of "Qatar's foreign ministry spokesman".

    Where no role has the noun, a party that is of one of the ``kinds``: "the group" after "a Hamas official".
    """
    found = salience.best(offset, lambda m: f" {noun} " in f" {(m.role or '').lower()} ", outside)
    if found is None:
        found = salience.best(offset, lambda m: bool(m.party) and party_kind(m.party or "") in kinds, outside)
        return Voice(found[0].party or "", found[0].party, certainty=0.75) if found else None
    words = (found[0].role or "").split()
    end = [word.lower() for word in words].index(noun) + 1
    return Voice(" ".join(words[:end]), found[0].party, certainty=0.75)


def _is_other_body(mention: Mention, head: str) -> bool:
    """Whether an organisation's own name says that it is of another kind: a ministry is no court."""
    last = last_word(mention)
    return mention.kind is ActorKind.ORGANISATION and last in role_words().heads and last != head


def _is_named_so(mention: Mention, phrase: str) -> bool:
    # "China's Ministry of Foreign Affairs" is a ministry.
    named = (f" {name.lower().partition(' of ')[0]}" for name in (mention.name, mention.text))
    return mention.kind is not ActorKind.PERSON and any(name.endswith(f" {phrase}") for name in named)


def _has_role(mention: Mention, phrase: str, salience: Salience) -> bool:
    if not is_one_person(mention):
        return False
    wanted = same_office(phrase)
    roles = [same_office(mention.role)] if mention.role else []
    person = person_named(mention.name)
    if person is not None:
        roles += [same_office(o.title) for o in person.offices if o.held(salience.on)]
    return any(_is_office(wanted, role) for role in roles)


def _is_office(wanted: str, role: str) -> bool:
    """Whether a role is the office that a phrase names: "president" is no "vice president"."""
    before, found, after = f" {role} ".partition(f" {wanted} ")
    stands_in = before.split()[-1:] and before.split()[-1] in role_words().not_holding
    return bool(found) and not stands_in and after.split()[:1] in ([], ["of"], ["for"], ["to"], ["in"], ["at"], ["on"])
