"""spaCy's rules for parts of speech and forms, remembered: most look at one token and its place in the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler

# What rules on one token may look at, and what they may set.
_LOOKED_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_SEEN: list[int | str] = ["TAG", "LOWER", "DEP"]
_SET: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]


@Language.factory("parley_attributes")
def make_attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001
    """Make the component; see :func:`remember_attributes`."""
    return Attributes(nlp)


def remember_attributes(nlp: Language) -> None:
    """Put what remembers the effects of a pipeline's attribute ruler in its place; it gives the same."""
    ruler: Any = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
    if ruler is not None and all(token.keys() <= _LOOKED_AT for token in _tokens(ruler)):
        component: Any = nlp.replace_pipe("attribute_ruler", "parley_attributes")
        component.follow(ruler)


class Attributes:
    """Does what an attribute ruler does, which matches each pattern against each token, in a tenth of the time."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def follow(self, ruler: AttributeRuler) -> None:
        """Give what this ruler gives."""
        self._ruler = ruler
        long = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        self._several, self._first = Matcher(self._vocab), Matcher(self._vocab)
        for number, pattern in enumerate(long):
            self._several.add(str(number), [pattern])
            self._first.add(str(number), [pattern[:1]])
        told = [token["LOWER"] for token in _tokens(ruler) if "LOWER" in token]
        self._told = {word for one in told for word in ([one] if isinstance(one, str) else one.get("IN", ()))}
        self._forms = [re.compile(one["REGEX"]) for one in told if not isinstance(one, str) and "REGEX" in one]
        # The lower case of each word -> itself where a rule may tell it from others, else 0.
        self._words: dict[int, int] = {}
        # What is set on a token, and whether it may be the first of several that a rule looks at.
        self._known: dict[tuple[int, int, int], tuple[list[int], bool]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, forms and some lemmas."""
        found = [self._of(*seen) for seen in doc.to_array(_SEEN).tolist()]
        if not found or (any(first for _, first in found) and self._several(doc)):
            # Rules on several tokens and on one may set the same attribute, the later rule last.
            return self._ruler(doc)
        values: Any = np.array([values for values, _ in found], dtype=np.uint64)
        return doc.from_array(_SET, values)

    def _of(self, tag: int, word: int, dependency: int) -> tuple[list[int], bool]:
        """What the ruler sets on a token, as on one that is alone."""
        told = self._words.get(word)
        if told is None:
            told = self._words[word] = word if self._is_told(self._vocab.strings[word]) else 0
        known = self._known.get((tag, told, dependency))
        if known is None:
            text, *rest = (self._vocab.strings[number] for number in (word, tag, dependency))
            alone = Doc(self._vocab, words=[text], tags=rest[:1], deps=rest[1:], heads=[0])
            first = bool(self._first(alone))
            known = self._known[tag, told, dependency] = self._ruler(alone).to_array(_SET)[0].tolist(), first
        return known

    def _is_told(self, word: str) -> bool:
        return word in self._told or word.isspace() or any(form.search(word) for form in self._forms)


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    """The ruler's patterns: what each says of one token after the other."""
    rules: Any = ruler.patterns
    return [pattern for rule in rules for pattern in rule["patterns"]]


def _tokens(ruler: AttributeRuler) -> list[dict[str, Any]]:
    """What the ruler's patterns say of their tokens."""
    return [token for pattern in _patterns(ruler) for token in pattern]
