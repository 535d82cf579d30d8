"""Runs of words that say a role: "deputy foreign minister", "Secretary of State"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language.role_words import Head, RoleWords, role_words

if TYPE_CHECKING:
    from analysis.language.name_lookup import Hit
    from analysis.language.words import Words

_MAX_WORDS = 9
# Lower-case nouns and adjectives that no list has, in a row: "Russian [gas transit] negotiators".
_MAX_UNKNOWN = 2
# Institutions that are named by what follows "of": "ministry of foreign affairs".
_WITH_COMPLEMENT = ("ministry", "department")
# What follows "of" or "for" within the name of an office.
_COMPLEMENTS = frozenset(
    {
        "state",
        "staff",
        "affairs",
        "exchequer",
        "treasury",
        "war",
        "mission",
        "government",
        "parliament",
        "house",
        "resources",
    }
)


@dataclass(frozen=True, slots=True)
class RoleRun:
    """A role from word ``start`` to before word ``end``; ``head`` is its governing word.

    ``offices`` are the ways to say the office, the longest first: "new foreign minister", "foreign minister",
    "minister".
    """

    start: int
    end: int
    head: int
    kind: Head
    plural: bool
    capitalised: bool
    gender: str
    offices: tuple[str, ...]


def read_role(words: Words, i: int, hits: dict[int, Hit]) -> RoleRun | None:
    """The longest run of modifiers that ends in a head word and begins at word ``i``, or None."""
    known = role_words()
    head, kind, unknown = -1, Head.GROUP, 0
    k = i
    while k < len(words) and k - i < _MAX_WORDS and (k not in hits or k == i):
        word = words.low(k)
        compound = f"{word}-{words.low(k + 2)}" if words.hyphenated(k + 1) else ""
        if compound in known.heads:
            head, kind, unknown, k = k, known.heads[compound], 0, k + 3
        elif word in known.heads and not words.hyphenated(k + 1):
            head, kind, unknown, k = k, known.heads[word], 0, k + 1
        elif compound and word in known.modifiers and words.low(k + 2) in known.heads:
            k += 2  # "vice-minister"
        elif _modifies(words, k, known):
            k += 3 if compound else 1
        elif unknown < _MAX_UNKNOWN and _unknown_modifier(words, k, known.heads):
            unknown, k = unknown + 1, k + 1
        else:
            break
    return None if head < 0 else _run(words, i, head, kind, known)


def _complement_end(words: Words, k: int, known: RoleWords) -> int:
    """The end of "of state" or "for foreign affairs" after an office that ends before word ``k``, else ``k``."""
    if words.low(k) not in ("of", "for"):
        return k
    if words.low(k - 1) in _WITH_COMPLEMENT and words.capitalised(k + 1):
        return _name_end(words, k + 1)
    j = k + 1
    while (
        words.low(j) == "the"
        or words.low(j) in known.modifiers
        or words.low(j) in _COMPLEMENTS
        or (words.low(j) in ("and", "&", "-"))
    ):
        j += 1
    while words.low(j - 1) in ("and", "the", "-", "&"):
        j -= 1
    return j if j > k + 1 else k


def _name_end(words: Words, k: int) -> int:
    """The end of capitalised words that begin at word ``k``: "ministry of [Water Resources and Irrigation]"."""
    while words.capitalised(k) or (words.low(k) in ("and", "&") and words.capitalised(k + 1)):
        k += 1
    return k


def _run(words: Words, i: int, head: int, kind: Head, known: RoleWords) -> RoleRun:
    end = head + (3 if words.hyphenated(head + 1) and f"{words.low(head)}-{words.low(head + 2)}" in known.heads else 1)
    if kind is Head.OFFICE or words.low(head) in _WITH_COMPLEMENT:
        end = _complement_end(words, end, known)
    said = words.slice(i, end).lower().split()
    word = words.low(head)
    return RoleRun(
        i,
        end,
        head,
        kind,
        plural=word in known.plurals or (kind is Head.GROUP and word in ("forces", "troops", "authorities")),
        capitalised=words.capitalised(head),
        gender=known.genders.get(word, ""),
        offices=tuple(" ".join(said[n:]) for n in range(len(said))),
    )


def _modifies(words: Words, k: int, known: RoleWords) -> bool:
    word = words.low(k)
    if words.hyphenated(k + 1):
        return f"{word}-{words.low(k + 2)}" in known.modifiers or word in known.modifiers
    if word in ("and", "&"):
        return words.low(k - 1) in known.modifiers and (
            words.low(k + 1) in known.modifiers or words.low(k + 1) in known.heads
        )
    return word in known.modifiers or word == "-"


def _unknown_modifier(words: Words, k: int, heads: dict[str, Head]) -> bool:
    """Whether a word that no list has may belong to a role: a noun, or a capitalised word shortly before the head."""
    token, text = words.tokens[k], words.text(k)
    if text.islower():
        return token.pos_ in ("ADJ", "NOUN") and token.is_alpha
    if text.isalpha() and token.ent_type_ != "PERSON" and words.low(k + 1) in heads:
        return True  # "top Brexit negotiator"
    return text.isalpha() and any(words.low(j) in heads and words.capitalised(j) for j in (k + 1, k + 2))
