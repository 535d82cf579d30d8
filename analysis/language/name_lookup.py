"""Names of the tables -> the places in a Doc where they stand, the longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.actor_tables import read_toml
from analysis.language.gazetteer import Entry, Form, names
from analysis.language.name_words import name_words
from analysis.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from analysis.language.words import Words

# The most capitalised words that may stand before an outlet's ending ("Sudan War News Agency").
_MAX_OUTLET = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables from word ``start`` to before word ``end``."""

    start: int
    end: int
    entry: Entry


class NameLookup:
    """The names of the tables by their first word; built once per pipeline, with the pipeline's own tokenizer."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for name, entry in names().items():
            words = tuple(token.text for token in tokenizer(name))
            self._by_first.setdefault(words[0], []).append((words, entry))
        for same_start in self._by_first.values():
            same_start.sort(key=lambda item: -len(item[0]))
        outlets = read_toml("outlets.toml")
        self._endings = tuple(tuple(ending.split()) for ending in outlets["endings"])
        self._shape = re.compile("|".join(f"(?:{shape})" for shape in outlets["shapes"]))

    def find(self, words: Words) -> dict[int, Hit]:
        """The longest name that starts at each word; names within a longer one are left out."""
        other_sense = _other_senses(words)
        found: dict[int, Hit] = {}
        i = 0
        while i < len(words):
            hit = self._at(words, i) or self._outlet(words, i)
            if hit is not None and words.slice(hit.start, hit.end) not in other_sense:
                found[i] = hit
                i = hit.end
            else:
                i += 1
        return found

    def _at(self, words: Words, i: int) -> Hit | None:
        for pattern, entry in self._by_first.get(words.text(i), ()):
            end = i + len(pattern)
            if tuple(words.texts[i:end]) == pattern and not self._continues(words, end, entry):
                return Hit(i, end, entry)
        return None

    def _continues(self, words: Words, end: int, entry: Entry) -> bool:
        """Whether a longer name goes on: "Kim Jong" of "Kim Jong-il", "The National" of "The National Assembly"."""
        if entry.actor.kind is ActorKind.OUTLET and entry.actor.name.startswith("The ") and words.capitalised(end):
            return True
        return (
            words.hyphenated(end)
            and words.text(end - 1)[0].isupper()
            and words.text(end + 1)[:1].islower()
            and (words.text(end + 1) in ("un", "il", "in", "nam", "myung", "yeol", "ching", "te", "wen"))
        )

    def _outlet(self, words: Words, i: int) -> Hit | None:
        text = words.text(i)
        if self._shape.fullmatch(text):
            return Hit(i, i + 1, _outlet(text))
        if not words.capitalised(i) or (text in name_words().not_names and text != "The"):
            return None
        most = min(_MAX_OUTLET, len(words) - i - 1)
        run = next((k for k in range(1, most) if not words.capitalised(i + k)), most)
        for length in range(run, 0, -1):
            for ending in self._endings:
                end = i + length + len(ending)
                if tuple(words.texts[i + length : end]) == ending and not words.possessive(i + length):
                    return Hit(i, end, _outlet(words.slice(i, end)))
        return None


def _outlet(name: str) -> Entry:
    return Entry(Actor(name, ActorKind.OUTLET), Form.NAME)


def _other_senses(words: Words) -> set[str]:
    """The names that mean something else in this article, such as Georgia where Atlanta is mentioned."""
    text = words.doc_text
    return {
        name
        for name, (other, own) in name_words().senses.items()
        if name in text and any(w in text for w in other) and not any(w in text for w in own)
    }
