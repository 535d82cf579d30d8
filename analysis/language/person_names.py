"""Names of persons in one article: full names, and the surnames that stand for them afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.actor_tables import Person
from analysis.language.gazetteer import Form, person_named, persons_by_surname
from analysis.language.name_forms import SUFFIXES, short_forms
from analysis.language.name_words import gender_of_name, name_words
from analysis.language.role_words import Head, role_words, same_office

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.phrases import Phrase
    from analysis.language.words import Words

_MAX_NAME = 6


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person's name that ends before word ``end``; ``known`` where a table or the article knows the person."""

    end: int
    name: str
    party: str | None
    gender: str
    known: bool


class PersonNames:
    """Finds persons' names in the words of one article, and keeps those that the article introduces."""

    def __init__(self, words: Words, on: dt.date | None) -> None:
        self.words, self.on = words, on
        self._introduced: dict[tuple[str, ...], list[tuple[int, Phrase]]] = {}
        self._holders: dict[tuple[str, str], str] = {}

    def introduce(self, phrases: list[Phrase]) -> None:
        """Keep the named persons of the article, so that a surname or an office finds them."""
        for phrase in phrases:
            if phrase.named and " " in phrase.name:
                for key in short_forms(phrase.name, phrase.party):
                    self._introduced.setdefault(key, []).append((phrase.start, phrase))
            if phrase.named and phrase.role and phrase.party:
                said = phrase.role.lower().split()
                for n in range(len(said)):
                    office = same_office(" ".join(said[n:]))
                    self._holders.setdefault((phrase.party, office), phrase.name)

    def in_office(self, party: str, offices: tuple[str, ...]) -> str | None:
        """Who holds an office of a party according to the article, if it says so; the fullest wording decides."""
        for office in offices[: max(1, len(offices) - 1)]:
            name = self._holders.get((party, same_office(office)))
            if name is not None:
                return name
        return None

    def run(self, i: int) -> int:
        """The end of the run of words from ``i`` that could be a person's name; ``i`` where there is none."""
        words, known = self.words, name_words()
        k = end = i
        while k < len(words) and k - i < _MAX_NAME + 3:
            text = words.text(k)
            if words.hyphenated(k):
                k += 1
            elif text in known.not_names or (k > i and words.possessive(k)):
                break
            elif words.capitalised(k) and (text.replace("'", "").isalpha() or _initial(text)):
                k += 1
                end = k
            elif text in known.particles and self._goes_on(k + 1):
                k += 1
            elif k > end - 1 and words.hyphenated(k - 1) and text.isalpha() and end > i and end == k - 1:
                k += 1
                end = k
            else:
                break
        return end

    def _goes_on(self, k: int) -> bool:
        """Whether a name goes on after a particle: with a name, a hyphen or another particle, as in "von der"."""
        words = self.words
        after = words.text(k) in name_words().particles and words.capitalised(k + 1)
        return after or words.hyphenated(k) or words.capitalised(k)

    def at(self, i: int, hits: dict[int, Hit], title: str = "", party: str | None = None) -> NamedPerson | None:
        """The person whose name begins at word ``i``.

        Args:
            i: the place of the first word.
            hits: the names of the tables.
            title: the role or honorific that stands before it; with one, any capitalised words are a name.
            party: the side that the title names.
        """
        hit = hits.get(i)
        full = hit is not None and hit.entry.actor.party is not None and hit.entry.actor.kind == "person"
        if full and hit is not None and hit.entry.form is Form.NAME:
            end = hit.end + (self.words.text(hit.end) in SUFFIXES)
            known = person_named(hit.entry.actor.name)
            if end == hit.end:
                introduced = self._nearest(tuple(self.words.texts[i:end]), i)
                side = introduced.party if introduced is not None else hit.entry.actor.party
                return NamedPerson(end, hit.entry.actor.name, side, known.gender if known else "", True)
        end = self._stop(i, self.run(i), hits)
        short = self._short(i, end, hits, title, party) or self._surname_in_headline(i, end, hits, title, party)
        if short is not None:
            return short
        if end - i == 0 or (not title and not self._looks_like_name(i, end)):
            return None
        if title and hit is not None and not full:
            return None
        name = self.words.slice(i, end)
        return NamedPerson(end, name, None, gender_of_name(name), False)

    def _stop(self, i: int, end: int, hits: dict[int, Hit]) -> int:
        """Cut a run before a name of another kind: "Zelensky Kyiv"."""
        for k in range(i + 1, end):
            hit = hits.get(k)
            if hit is not None and hit.entry.actor.kind != "person" and not self.words.hyphenated(k - 1):
                return k
            if self.words.low(k) in role_words().heads and k + 1 == end:
                return k
        return end

    def _short(self, i: int, end: int, hits: dict[int, Hit], title: str, party: str | None) -> NamedPerson | None:
        """A surname that stands alone, of a person whom the article introduces or everyone knows."""
        key = tuple(self.words.texts[i:end])
        introduced = self._nearest(key, i)
        if introduced is not None:
            return NamedPerson(end, introduced.name, introduced.party, introduced.gender, True)
        person = self._titled(key, title, party) if title else None
        hit = hits.get(i)
        if person is None and hit is not None and hit.end == end and hit.entry.form is Form.SURNAME:
            person = person_named(hit.entry.actor.name)
        if person is None:
            return None
        return NamedPerson(end, person.actor.name, person.actor.party, person.gender, True)

    def _surname_in_headline(
        self, i: int, end: int, hits: dict[int, Hit], title: str, party: str | None
    ) -> NamedPerson | None:
        """The surname after a fitting title where a headline's other words are capitalised too."""
        hit = hits.get(i)
        if not title or hit is None or hit.entry.form is not Form.SURNAME or hit.end >= end:
            return None
        person = self._titled(tuple(self.words.texts[i : hit.end]), title, party)
        return NamedPerson(hit.end, person.actor.name, person.actor.party, person.gender, True) if person else None

    def _nearest(self, key: tuple[str, ...], i: int) -> Phrase | None:
        known = self._introduced.get(key)
        if not known:
            return None
        before = [phrase for place, phrase in known if place < i]
        nearest = before[-1] if before else known[0][1]
        # A later mention may say less of the same person.
        same = [phrase for phrase in before if phrase.name == nearest.name and phrase.party is not None]
        return same[-1] if same else nearest

    def _titled(self, key: tuple[str, ...], title: str, party: str | None) -> Person | None:
        """The one person of the tables with that surname and that title or party."""
        people = persons_by_surname().get("".join(key).lower(), ()) or persons_by_surname().get(
            " ".join(key).lower(), ()
        )
        wanted = same_office(title)
        fitting = [
            p
            for p in people
            if (party is None or p.actor.party == party)
            and any(wanted.endswith(same_office(o.title)) or same_office(o.title).endswith(wanted) for o in p.offices)
        ]
        if len(fitting) > 1:
            fitting = [p for p in fitting if any(o.held(self.on) for o in p.offices)]
        return fitting[0] if len(fitting) == 1 else None

    def begins(self, i: int) -> bool:
        """Whether a name of at least two words that begins with a given name stands at word ``i``."""
        return self.words.text(i) in name_words().genders and self.run(i) - i > 1

    def _is_explained(self, i: int, end: int) -> bool:
        """Whether an apposition says that capitalised words name the holder of an office: "Ali Sumani, an envoy"."""
        last = self.words.tokens[end - 1]
        if self.words.text(end) != "," or any(not self.words.tokens[k].is_title for k in range(i, end)):
            return False
        heads = role_words().heads
        return any(child.dep_ == "appos" and heads.get(child.lower_) is Head.OFFICE for child in last.children)

    def _looks_like_name(self, i: int, end: int) -> bool:
        """Whether capitalised words without a title are a person's name: by the given name or the entity recogniser."""
        if end - i < 2:
            return False
        first, token = self.words.texts[i], self.words.tokens[i]
        if first in name_words().genders or self._is_explained(i, end):
            return True
        return token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and self.words.low(i) not in role_words().heads


def _initial(text: str) -> bool:
    return len(text) <= 4 and text.endswith(".") and text[0].isupper()
