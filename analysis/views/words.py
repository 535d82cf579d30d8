"""The words of a text, by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# Taken off one after the other: "sanctioned" -> "sanction" -> "sanct", as "sanctions".
_ENDING = re.compile(r"(?<=\w{4})(?:(?:at)?ions?|at(?:e[sd]?|ing)|ments?|ings?|ie[sd]|e[srd]|ers|ly)$")
_LAST = re.compile(r"(?<=\w{2}[^s])s$|(?<=\w{3})[eiy]$")
_DOUBLED = re.compile(r"(?<=\w{2})([bdfgmnprt])\1$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the inflections of a word share: "talks" -> "talk", "negotiating" and "negotiations" -> "negot".

    A lighter cut than Porter's (An algorithm for suffix stripping, 1980), made for lighting and comparing words.
    """
    bare = re.sub(r"['’]\w*$", "", word.casefold())
    while (shorter := _LAST.sub("", _ENDING.sub("", bare))) != bare:
        bare = shorter
    return _DOUBLED.sub(r"\1", bare)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word's start, end and stem."""
    for word in _WORD.finditer(text):
        yield word.start(), word.end(), stem(word.group())


@lru_cache(maxsize=20_000)
def telling(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; function words are left out.

    They are remembered: each text is held against many others, and filters leave the same ones again.
    """
    return tuple(found for word in _WORD.findall(text) if (found := _told(word)) is not None)


@lru_cache(maxsize=65536)
def _told(word: str) -> str | None:
    """The stem of a word that carries meaning."""
    return stem(word) if is_telling(word) else None


def is_telling(word: str) -> bool:
    """Whether a word carries meaning, and is no function word."""
    return word.casefold().replace("’", "'") not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    text = (files("analysis.views") / "data" / "function_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
