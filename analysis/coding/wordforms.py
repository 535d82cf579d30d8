"""The forms under which a word of a text may answer to a word of a term."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "spelling.toml"
_ENDINGS = (("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")))


@lru_cache(maxsize=65536)
def normalise(word: str) -> str:
    """Lower-case a word and give British spellings their American form, so that either finds the other."""
    word = word.lower().replace("’", "'")
    patterns, words = _spelling()
    for pattern, replacement in patterns:
        word = pattern.sub(replacement, word)
    return words.get(word, word)


@lru_cache(maxsize=65536)
def forms_of_token(text: str, lemma: str, pos: str) -> tuple[str, ...]:
    """Give the forms of a parsed word, its text first; none for punctuation."""
    if not any(character.isalnum() for character in text):
        return ()
    forms = [normalise(text), normalise(lemma)]
    if forms[0] == "n't":
        forms.append("not")
    if pos == "PROPN" and text.endswith("s"):
        forms.append(normalise(text[:-1]))  # the parser takes a heading's capitals for names, and keeps their plural
    if lemma.endswith("ing"):  # "handing over the province" as a noun
        forms += forms_of_word(lemma)
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=65536)
def forms_of_word(word: str) -> tuple[str, ...]:
    """Give the dictionary forms that a word may have by its ending, its text first; none for punctuation."""
    if not any(character.isalnum() for character in word):
        return ()
    forms = [normalise(word)]
    for ending, others in _ENDINGS:
        if forms[0].endswith(ending) and len(word) > len(ending) + 2:
            forms += [normalise(forms[0].removesuffix(ending) + other) for other in others]
    return tuple(dict.fromkeys(forms))


@cache
def _spelling() -> tuple[list[tuple[re.Pattern[str], str]], dict[str, str]]:
    with _DATA.open("rb") as file:
        data = tomllib.load(file)
    return [(re.compile(rule["british"]), rule["american"]) for rule in data["patterns"]], data["words"]
