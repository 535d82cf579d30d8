"""A query as its user means it: phrases, words, and what the encoder should read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.views.words import spans, telling

_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]')
# What is pasted with a post and says nothing: addresses, and the signature with handle and date at its end.
_ADDRESS = re.compile(r"(?:https?:|www\.|pic\.twitter\.com)\S*")
_SIGNATURE = re.compile(r"\s[—–-]\s[^—–]{0,80}\(@\w+\)(?:\s+\w+ \d{1,2}, \d{4})?\s*$")
_TAG = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_LEAST_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is the query without addresses and tag signs; ``sentences`` are its parts of three words or more.

    ``phrases`` are the words in quotation marks, lower-cased, that must occur as they are; ``stems`` those of all its
    telling words, each once.
    """

    text: str
    sentences: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    stems: tuple[str, ...]


def read_query(query: str) -> Query:
    """Take a query apart; in one without a telling word every word counts."""
    plain = _ADDRESS.sub(" ", query)
    text = " ".join(_TAG.sub(lambda tag: _CAMEL.sub(" ", tag[1]), _SIGNATURE.sub(" ", plain)).split())
    if not text:
        text = " ".join(plain.split())
    parts = [part.strip() for part in _SENTENCE_END.split(text)]
    return Query(
        text=text,
        sentences=tuple(part for part in parts if len(part.split()) >= _LEAST_SENTENCE) or (text,) * bool(text),
        phrases=tuple(phrase for found in _PHRASE.findall(query) if (phrase := exact_words(found))),
        stems=tuple(dict.fromkeys(telling(text))) or tuple(dict.fromkeys(stem for _, _, stem in spans(text))),
    )


def exact_words(text: str) -> tuple[str, ...]:
    """The words of a text, lower-cased, not stemmed."""
    return tuple(text[start:end].casefold() for start, end, _ in spans(text))


def has_phrases(text: str, query: Query) -> bool:
    """Whether a text has every phrase of the query, word by word."""
    words = f" {' '.join(exact_words(text))} "
    return all(f" {' '.join(phrase)} " in words for phrase in query.phrases)
