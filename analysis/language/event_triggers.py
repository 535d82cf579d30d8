"""What reports an event of which type: the lexicon of ``data/events``, and the forms of its verbs.

The types are PLOVER's (Open Event Data Alliance, PLOVER manual, 2023); the grammar of a form is in the head of
``triggers.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

DATA = Path(__file__).parent / "data" / "events"
# How sure a trigger by itself makes an event, before its context is looked at.
PLAIN, SPECIFIC, WEAK, NOUN = 0.7, 0.85, 0.45, 0.65


@dataclass(frozen=True, slots=True)
class Particle:
    """A preposition or particle that a form asks for, and the objects behind it."""

    word: str
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """How a verb must stand to report an event of a type."""

    type: EventType
    confidence: float
    objects: frozenset[str] = frozenset()
    particles: tuple[Particle, ...] = ()
    complements: frozenset[str] = frozenset()

    @property
    def demands(self) -> int:
        """How much the form asks for: of several that fit, the one that asks for most is meant."""
        words = 2 * bool(self.objects) + sum(1 + 2 * bool(p.objects) for p in self.particles)
        return words + 2 * bool(self.complements) + (self.confidence > WEAK)


@dataclass(frozen=True)
class Lexicon:
    """Verbs by lemma; nouns by lemma, two-word ones as ``"hunger strike"``."""

    verbs: dict[str, tuple[Form, ...]]
    nouns: dict[str, EventType]


@dataclass(frozen=True)
class Classes:
    """The lemmas and entity labels of each class of words, and where events that nouns name are said to happen."""

    lemmas: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    occurrences: dict[str, frozenset[str]]

    def holds(self, name: str, token: Token) -> bool:
        """Whether a token belongs to a class: by its lemma, by its entity's label, or as a personal pronoun."""
        if token.lemma_.lower() in self.lemmas.get(name, ()) or token.ent_type_ in self.labels.get(name, ()):
            return True
        return token.tag_ == "PRP" and token.lower_ != "it" and name in {"actor", "leader", "people", "person"}


@cache
def lexicon() -> Lexicon:
    """Read ``triggers.toml`` once a process."""
    verbs: dict[str, list[Form]] = defaultdict(list)
    nouns: dict[str, EventType] = {}
    for name, entry in tomllib.loads((DATA / "triggers.toml").read_text(encoding="utf-8")).items():
        kind = EventType(name)
        for key, confidence in (("verbs", PLAIN), ("weak_verbs", WEAK)):
            for line in entry.get(key, ()):
                lemmas, form = parse_form(line, kind, confidence)
                for lemma in lemmas:
                    verbs[lemma].append(form)
        nouns |= dict.fromkeys(entry.get("nouns", ()), kind)
    return Lexicon({lemma: tuple(sorted(forms, key=lambda f: -f.demands)) for lemma, forms in verbs.items()}, nouns)


def parse_form(line: str, kind: EventType, confidence: float) -> tuple[frozenset[str], Form]:
    """Read one line of the lexicon into its verbs and the form that they share."""
    head, *segments = re.split(r"\s([>+:])\s", line)
    objects, complements, particles = frozenset[str](), frozenset[str](), list[Particle]()
    for sign, text in zip(segments[::2], segments[1::2], strict=True):
        if sign == "+":
            particles.append(Particle(text.strip()))
        elif sign == ":":
            complements = _words(text)
        elif particles:
            particles[-1] = Particle(particles[-1].word, _words(text))
        else:
            objects = _words(text)
    specific = confidence > WEAK and bool(objects or complements or any(p.objects for p in particles))
    form = Form(kind, SPECIFIC if specific else confidence, objects, tuple(particles), complements)
    return _words(head), form


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


@cache
def classes() -> Classes:
    """Read ``actors.toml`` and ``occurrences.toml`` once a process."""
    data = tomllib.loads((DATA / "actors.toml").read_text(encoding="utf-8"))
    occurrences = tomllib.loads((DATA / "occurrences.toml").read_text(encoding="utf-8"))
    return Classes(
        *(
            {name: frozenset(words) for name, words in table.items()}
            for table in (data["classes"], data["labels"], occurrences)
        )
    )
