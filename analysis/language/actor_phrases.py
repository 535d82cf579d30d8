"""Phrases that name an actor, read from left to right: "Sudanese army chief Abdel Fattah al-Burhan"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language.cities import city_at
from analysis.language.gazetteer import Form
from analysis.language.name_words import name_words
from analysis.language.office_holders import OfficeHolders, party_in_office
from analysis.language.person_names import PersonNames
from analysis.language.phrases import Phrase
from analysis.language.posts import name_after_post, post_end
from analysis.language.role_runs import RoleRun, read_role
from analysis.language.role_words import Head, role_words
from analysis.language.seats import is_place
from analysis.model import ActorKind

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.words import Words


class PhraseReader:
    """Reads the phrases of one article; ``people`` are the persons that the article has introduced."""

    def __init__(self, words: Words, hits: dict[int, Hit], people: PersonNames, on: dt.date | None) -> None:
        self.words, self.hits, self.people = words, hits, people
        self.holders = OfficeHolders(words, people, on)

    def read(self) -> list[Phrase]:
        """All phrases in the order of the text; none overlap."""
        found: list[Phrase] = []
        i = 0
        while i < len(self.words):
            phrase = self._phrase(i)
            if phrase is None:
                i += 1
                continue
            if phrase.name:
                found.append(phrase)
            i = phrase.end
        return found

    def _phrase(self, i: int, depth: int = 0) -> Phrase | None:
        base = self._base(i, depth)
        while base is not None and base.name:
            longer = self._headed(base)
            if longer is None:
                break
            base = longer
        return base

    def _base(self, i: int, depth: int) -> Phrase | None:
        hit = self.hits.get(i)
        if hit is not None and not self._person_begins(hit):
            return self._from_hit(hit)
        if hit is None and not self._may_begin(i):
            return None
        named = (self._named(i) if hit is not None else None) or self._titled(i) or self._named(i)
        if named is not None:
            return named
        return self._role_first(i, depth) or self._city(i)

    def _city(self, i: int) -> Phrase | None:
        """A city that a role follows: "Kharkiv mayor", "Goma's governor"; elsewhere a city is no actor."""
        city = city_at(self.words, i)
        if city is None:
            return None
        end, party = city
        if read_role(self.words, end + self.words.possessive(end), self.hits) is None:
            return None
        return Phrase(i, end, self.words.slice(i, end), ActorKind.COUNTRY, party, form=Form.SEAT, place=True)

    def _may_begin(self, i: int) -> bool:
        """Whether a phrase can begin at a word that no table has; most words can't, and are passed over quickly."""
        word, known = self.words.low(i), role_words()
        return self.words.capitalised(i) or word in known.starts or word in name_words().particles

    def _person_begins(self, hit: Hit) -> bool:
        """Whether a hit is only the first part of some person's name, such as Jordan in "Jordan Bardella"."""
        actor, words = hit.entry.actor, self.words
        if actor.kind is ActorKind.PERSON:
            return True
        return (
            words.texts[hit.start] in name_words().given_and_place
            and hit.end not in self.hits
            and self.people.run(hit.end) > hit.end
            and words.low(hit.end) not in role_words().heads
            and words.low(hit.end) not in role_words().modifiers
        )

    def _from_hit(self, hit: Hit) -> Phrase:
        actor, form = hit.entry.actor, hit.entry.form
        if form is Form.BLOCKED:
            return Phrase(hit.start, hit.end, "", ActorKind.ORGANISATION)
        place = is_place(self.words, hit)
        return Phrase(hit.start, hit.end, actor.name, actor.kind, actor.party, form=form, place=place)

    def _titled(self, i: int) -> Phrase | None:
        """A name after titles: "Mr Putin", "Lt. Gen. Abdel Fattah al-Burhan"."""
        words, titles = self.words, role_words().honorifics
        k = i
        while words.text(k) in titles or (k > i and words.text(k) in (".", "-") and words.text(k + 1) in titles):
            k += 1
        if k == i:
            return None
        gender = next((found for j in range(i, k) if (found := titles.get(words.text(j)))), "")
        title = words.slice(i, k)
        person = self.people.at(k, self.hits, title=title)
        if person is None:
            return None
        role = title if title.rstrip(".") not in ("Mr", "Mrs", "Ms", "Miss", "Sir", "Dr") else None
        return Phrase(
            i, person.end, person.name, ActorKind.PERSON, person.party, role, gender or person.gender, named=True
        )

    def _named(self, i: int) -> Phrase | None:
        person = self.people.at(i, self.hits)
        if person is None:
            return None
        return Phrase(i, person.end, person.name, ActorKind.PERSON, person.party, gender=person.gender, named=True)

    def _role_first(self, i: int, depth: int) -> Phrase | None:
        """A role without a side before it: "Foreign Minister Wang Yi", "a spokesman for Hamas"."""
        run = read_role(self.words, i, self.hits) if self.words.low(i) in role_words().starts else None
        if run is None:
            return None
        start = i - 1 if self._abbreviates(i - 1) else i
        named = self._with_name(start, run, party=None, base_name=None)
        return named if named is not None else self._with_tail(i, run, depth)

    def _abbreviates(self, i: int) -> bool:
        """Whether a word abbreviates a body that no table has: the "DUP" of "DUP leader"."""
        text = self.words.text(i)
        return len(text) > 1 and text.isalpha() and text.isupper() and i not in self.hits

    def _headed(self, base: Phrase) -> Phrase | None:
        """A side and the role that follows it: "Ukraine's foreign minister", "Kremlin spokesman Dmitry Peskov"."""
        words, k = self.words, base.end
        possessive = words.possessive(k)
        k += possessive
        if (base.form is Form.PEOPLE and not possessive) or words.hyphenated(base.end):
            return None
        is_city = base.name != base.party  # a city by its own name: "Kharkiv mayor"
        if base.place and not possessive and not is_city and not words.text(base.end - 1).isupper():
            return None
        if base.start and words.hyphenated(base.start - 1) and words.low(base.start - 2) in ("pro", "anti", "non"):
            return None
        merged = self._organisation_of(base, k)
        if merged is not None:
            return merged
        run = read_role(words, k, self.hits)
        if run is None and possessive and base.party and base.kind is not ActorKind.PERSON:
            return self._own_person(base, k)
        if run is None or (base.kind is ActorKind.OUTLET):
            return None
        if base.kind is ActorKind.PERSON and not possessive and (run.kind is not Head.GROUP or base.head is not None):
            return None
        start = self._qualified(base.start)
        named = self._with_name(start, run, base.party, base.name)
        if named is not None:
            return named
        return self.holders.named(self._bare(start, run, base.party), base, run)

    def _own_person(self, base: Phrase, k: int) -> Phrase | None:
        """A person with the side before the name: "Italy's Giorgia Meloni"."""
        person = self.people.at(k, self.hits)
        if person is None or person.party not in (None, base.party):
            return None
        return Phrase(
            base.start, person.end, person.name, ActorKind.PERSON, base.party, gender=person.gender, named=True
        )

    def _qualified(self, start: int) -> int:
        """The start with the words before the side that belong to the role: "[former] US ambassador"."""
        while self.words.low(start - 1) in role_words().qualifiers and start - 1 not in self.hits:
            start -= 1
        return start

    def _organisation_of(self, base: Phrase, k: int) -> Phrase | None:
        """Two names in a row, the second an organisation of the first: "Israel's Shin Bet", "UN Security Council"."""
        hit = self.hits.get(k)
        if hit is None or hit.entry.actor.kind is not ActorKind.ORGANISATION or hit.entry.form is not Form.NAME:
            return None
        actor, party = hit.entry.actor, hit.entry.actor.party
        if base.party is None or base.kind in (ActorKind.PERSON, ActorKind.OUTLET) or party is None:
            return None
        name = actor.name if party == base.party else self.words.slice(base.start, hit.end)
        return Phrase(base.start, hit.end, name, actor.kind, base.party, form=Form.NAME)

    def _with_name(self, start: int, run: RoleRun, party: str | None, base_name: str | None) -> Phrase | None:
        """A role that a name follows: the named person in that role."""
        if run.plural or run.kind is Head.GROUP:
            return None
        words, end = self.words, run.end
        title = words.slice(run.start, end)
        while words.text(end) in role_words().honorifics:
            end += 1
        person = self.people.at(end, self.hits, title=title, party=party)
        if person is None:
            end = name_after_post(words, end, self.hits, self.people)
            person = self.people.at(end, self.hits, title=title, party=party) if end > run.end else None
        if person is None or (base_name is not None and person.name == base_name):
            return None
        role = self.words.slice(start, end)
        if run.kind is Head.PRIVATE and not person.known:
            party = None
        return Phrase(
            start,
            person.end,
            person.name,
            ActorKind.PERSON,
            party_in_office(person.party, party, title),
            role,
            run.gender or person.gender,
            named=True,
        )

    def _named_after_side(self, start: int, run: RoleRun, side: Phrase) -> Phrase | None:
        """The person whom a role and its side go before: "head of UNSMIL Ann Lee"."""
        if (
            run.plural
            or run.kind is not Head.OFFICE
            or side.kind is ActorKind.PERSON
            or not self.words.capitalised(side.end)
        ):
            return None
        role = self.words.slice(start, side.end)
        person = self.people.at(side.end, self.hits, title=self.words.slice(start, run.end), party=side.party)
        if person is None or " " not in person.name:
            return None
        party = party_in_office(person.party, side.party, role)
        return Phrase(
            start, person.end, person.name, ActorKind.PERSON, party, role, run.gender or person.gender, named=True
        )

    def _bare(self, start: int, run: RoleRun, party: str | None) -> Phrase:
        kind = ActorKind.ORGANISATION if run.kind is Head.GROUP else ActorKind.PERSON
        end = post_end(self.words, run, self.hits) if party else run.end
        name = self.words.slice(start, end)
        party = None if run.kind is Head.PRIVATE else party
        return Phrase(start, end, name, kind, party, gender=run.gender, head=run.kind)

    def _with_tail(self, start: int, run: RoleRun, depth: int) -> Phrase | None:
        """A role with the side after it: "the president of Kosovo", "officials in Kyiv"."""
        words, k = self.words, run.end
        head = words.low(run.head)
        if depth > 2 or not role_words().speaks_for_tail(head, words.low(k)):
            return None
        k += 1
        while words.low(k) in ("the", "a", "an", "both"):
            k += 1
        city = city_at(words, k) if k not in self.hits else None
        if city is not None:
            end, party = city
            return replace(self._bare(start, run, party), end=end, name=words.slice(start, end))
        side = self._phrase(k, depth + 1)
        if side is None or not side.name or side.form is Form.ADJECTIVE or words.hyphenated(side.end):
            return None
        named = self._named_after_side(start, run, side)
        if named is not None:
            return named
        phrase = replace(self._bare(start, run, side.party), end=side.end, name=words.slice(start, side.end))
        if head in role_words().tails["posted"]:
            end = post_end(words, replace(run, end=side.end), self.hits)  # "adviser to the UN chief [on Libya]"
            phrase = replace(phrase, end=end)
        if side.kind is ActorKind.OUTLET or (side.party is None and run.kind is Head.PRIVATE):
            return phrase
        return self.holders.named(phrase, side, run)
