"""Labels of the turns of a transcript -> who speaks: "MS. PSAKI" -> Jen Psaki."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from analysis.language.actor_tables import Person, fold
from analysis.language.anaphors import anaphor_words, voice_of
from analysis.language.gazetteer import holder, persons_by_surname
from analysis.language.role_words import role_words, same_office
from analysis.language.voice import Voice
from analysis.model import ActorKind, Mention

JOURNALIST = "Journalist"


class TurnLabels:
    """The labels of one transcript; ``introduced`` are the mentions of its title, ``mentions`` those of its text."""

    def __init__(self, introduced: list[Mention], mentions: list[Mention], on: dt.date | None) -> None:
        self._on = on
        self._people = [m for m in (*introduced, *mentions) if m.kind is ActorKind.PERSON and " " in m.name]
        self._introduced = [m for m in introduced if m.kind is ActorKind.PERSON]
        parties = Counter(m.party for m in (*introduced * 3, *mentions) if m.party)
        self._party = parties.most_common(1)[0][0] if parties else None
        self._known: dict[str, Voice] = {}

    def voice(self, label: str) -> Voice:
        """Who a label names; the words of the label where nobody is found, with less certainty."""
        key = " ".join(fold(label).replace(":", "").lower().split())
        if key not in self._known:
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, label: str) -> Voice:
        lists = anaphor_words().labels
        if label in lists["journalist"] or label.split()[-1:] in (["question"], ["reporter"]):
            return Voice(JOURNALIST)
        if label in lists["staff"]:
            return Voice(label.capitalize(), certainty=0.7)
        title, name = _split(label)
        if not name:
            return self._by_office(title.removeprefix("the "))
        return self._by_name(title, name)

    def _by_name(self, title: str, name: str) -> Voice:
        for mention in self._people:
            if _named(mention.name, name):
                return self._with_role(mention)
        person = self._in_tables(title, name)
        if person is not None:
            return Voice(person.actor.name, person.actor.party, _office(person, self._on))
        return Voice(name.title(), certainty=0.8)

    def _with_role(self, mention: Mention) -> Voice:
        role = next((m.role for m in self._people if m.name == mention.name and m.role), None)
        party = next((m.party for m in self._people if m.name == mention.name and m.party), None)
        return Voice(mention.name, party, role)

    def _in_tables(self, title: str, name: str) -> Person | None:
        people = persons_by_surname().get(name.split()[-1], ())
        if " " in name:
            people = tuple(p for p in people if _named(p.actor.name, name))
        wanted = same_office(title)
        in_role = [p for p in people if wanted and any(wanted in same_office(o.title) for o in p.offices)]
        fitting = in_role or [p for p in people if p.actor.party == self._party] or list(people)
        held = [p for p in fitting if any(o.held(self._on) for o in p.offices)]
        chosen = held if len(fitting) > 1 else fitting
        return chosen[0] if len(chosen) == 1 else None

    def _by_office(self, office: str) -> Voice:
        """The holder of an office: "THE PRESIDENT", of the side that the transcript is of."""
        wanted = same_office(office)
        for mention in self._introduced:
            if mention.role and same_office(mention.role).endswith(wanted):
                return voice_of(mention)
        person = holder(self._party, office, self._on) if self._party else None
        if person is not None:
            return Voice(person.actor.name, person.actor.party, office, 0.85)
        return Voice(office, self._party, office, 0.6)


def _split(label: str) -> tuple[str, str]:
    """Part a label into the words of its title and those of the name."""
    words = label.split()
    known = role_words()
    titles = {title.lower() for title in known.honorifics} | known.heads.keys() | known.modifiers | {"of", "the"}
    k = 0
    while k < len(words) and words[k] in titles:
        k += 1
    return " ".join(words[:k]), " ".join(words[k:])


def _named(full: str, name: str) -> bool:
    """Whether a label's name is a full name or the end of it."""
    folded = fold(full).lower()
    return folded == name or folded.endswith((" " + name, "-" + name))


def _office(person: Person, on: dt.date | None) -> str | None:
    return next((o.title for o in person.offices if o.held(on)), None)
