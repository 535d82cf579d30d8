"""A query as its user means it: what the encoder reads, what is looked up, what must occur as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.views.words import is_telling, spans

# Only straight marks: curly ones come with pasted text, whose quotations nobody means to demand word for word.
_PHRASE = re.compile(r'"([^"]+)"')
# An address says nothing of what a pasted post is about.
_ADDRESS = re.compile(r"(?:https?:|www\.|pic\.twitter\.com)\S*")
_TAG = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is the query without addresses, its hashtags and handles as words.

    ``words`` are its telling words as typed, lower-cased, each once (all its words, where none is telling); ``phrases``
    are those in straight double quotation marks.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]


def read_query(query: str) -> Query:
    """Take a query apart."""
    plain = _ADDRESS.sub(" ", query)
    text = " ".join(_TAG.sub(lambda tag: _CAMEL.sub(" ", tag[1]), plain).split())
    words = [text[start:end].casefold() for start, end, _ in spans(text)]
    phrases = (" ".join(found.split()) for found in _PHRASE.findall(plain))
    return Query(
        text=text,
        words=tuple(dict.fromkeys(word for word in words if is_telling(word))) or tuple(dict.fromkeys(words)),
        phrases=tuple(phrase for phrase in phrases if any(spans(phrase))),
    )
