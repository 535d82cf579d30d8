"""The words that make a phrase an actor, such as "minister", "delegation" and "analyst", from ``roles.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from analysis.language.actor_tables import fold, read_toml


class Head(StrEnum):
    """What kind of actor a head word makes."""

    OFFICE = "office"  # one person who speaks for a side
    GROUP = "group"  # an organisation or several people who speak for a side
    PRIVATE = "private"  # people who speak for themselves


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Word lists, all in lower case; ``heads`` gives the kind of each head word, plurals among them.

    ``starts`` are the words that a role can begin with, ``plurals`` the heads that mean several people.
    """

    heads: dict[str, Head]
    modifiers: frozenset[str]
    qualifiers: frozenset[str]
    honorifics: dict[str, str]
    genders: dict[str, str]
    plurals: frozenset[str]
    starts: frozenset[str]
    not_holding: frozenset[str]
    indefinite: frozenset[str]
    tails: dict[str, frozenset[str]]
    same: dict[str, str]

    def speaks_for_tail(self, head: str, preposition: str) -> bool:
        """Whether what follows a head and a preposition is the side it speaks for."""
        singular = head.removesuffix("s")
        if preposition in self.tails["all"]:
            return True
        if preposition in self.tails["speaking"]:
            return head in self.tails["speaks_for"] or singular in self.tails["speaks_for"]
        if preposition in self.tails["serving"]:
            return head in self.tails["serves"] or singular in self.tails["serves"]
        return preposition in self.tails["seated"] and head in self.tails["sits"]


# The tables have some hundred titles; what an article adds is let go.
@lru_cache(maxsize=1 << 12)
def same_office(office: str) -> str:
    """One spelling for offices that are the same, in lower case: "Defense Secretary" -> "defence secretary"."""
    same = role_words().same
    text = " ".join(fold(office).lower().split()).removeprefix("the ")
    text = re.sub(r"\s*-\s*", "-", text)
    for word, plain in same.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", plain, text)
    return same.get(text, text).replace("prime prime", "prime")


@cache
def role_words() -> RoleWords:
    """The word lists of ``roles.toml``, read once."""
    data = read_toml("roles.toml")
    heads: dict[str, Head] = {}
    plurals = set()
    for kind, key in ((Head.PRIVATE, "private"), (Head.GROUP, "groups"), (Head.OFFICE, "offices")):
        for word in data[key]:
            heads[word] = kind
            if kind is not Head.GROUP:
                plurals.add(_plural(word))
                heads[_plural(word)] = Head.GROUP if kind is Head.OFFICE else kind
    modifiers = frozenset(data["modifiers"]) | frozenset(data["qualifiers"])
    return RoleWords(
        heads=heads,
        modifiers=modifiers,
        qualifiers=frozenset(data["qualifiers"]),
        honorifics={
            title: gender.replace("any", "") for gender, titles in data["honorifics"].items() for title in titles
        },
        genders={word: gender for gender, words in data["gender"].items() for word in words},
        plurals=frozenset(plurals),
        starts=frozenset(word.split("-")[0] for word in (*heads, *modifiers)),
        not_holding=frozenset(data["not_holding"]),
        indefinite=frozenset(data["indefinite"]),
        tails={key: frozenset(words) for key, words in data["tails"].items()},
        same=data["same"],
    )


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh")) else "s")
