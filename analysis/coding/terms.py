"""Where a codebook's terms occur in a parsed statement.

A term is words in their dictionary form; it matches every form of them, whatever the letter case, hyphens and British
or American spelling. ``a|b`` stands for either word, ``*`` for up to four words between, ``~`` for up to six words
between and either order. Nothing reaches over a full stop, comma, colon or dash. ``!`` before a term says that it names
what the theme's proposition is against: "tariff", where tariffs should be lowered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from analysis.coding.wordforms import forms_of_token, forms_of_word, normalise
from analysis.model import Codebook, Token

GAP, WIDE_GAP = 4, 6
CONTRARY = "!"
# So many characters of a term that can't be read are repeated.
_SHOWN = 80

# The words that may stand at each place of one pattern, with the most words that may stand before it.
Pattern = tuple[tuple[frozenset[str], int], ...]
_ITEM = re.compile(r"[\w'’&.]+([-‐‑|][\w'’&.]+)*")
# Left out, so that hyphens and quotation marks part no phrase.
_JOINERS = frozenset("-‐‑/\"'“”‘’()[]") | {"''", "``"}
_PLAIN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


class TermError(ValueError):
    """A term that can't be read."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term of a theme in a statement: ``side`` is 1 for, -1 against and 0 neutral, ``tokens`` the words' indices."""

    theme: str
    side: int
    tokens: tuple[int, ...]
    term: str

    @property
    def sign(self) -> int:
        """Which way the term points where no word takes a stance: 1 for the proposition, -1 against it."""
        return self.side or (-1 if self.term.startswith(CONTRARY) else 1)


def parse_term(term: str) -> list[Pattern]:
    """Read a term: one pattern, or two where ``~`` allows either order.

    Raises:
        TermError: where the term has no word, begins or ends with ``*`` or ``~``, or has a sign that terms don't have.
    """
    items = term.removeprefix(CONTRARY).split()
    shown = repr(term if len(term) <= _SHOWN else f"{term[:_SHOWN]}…")
    if not items or items[0] in "*~" or items[-1] in "*~":
        raise TermError(f"term {shown} must begin and end with a word")
    if bad := [item for item in items if item not in "*~" and not _ITEM.fullmatch(item)]:
        raise TermError(f"term {shown} can't be read at {bad[0][:_SHOWN]!r}; use words, a|b, *, ~ and a first !")
    if items.count("~") > 1:
        raise TermError(f"term {shown} has more than one ~")
    if "~" not in items:
        return [_pattern(items)]
    at = items.index("~")
    left, right = items[:at], items[at + 1 :]
    return [_pattern([*left, "~", *right]), _pattern([*right, "~", *left])]


def _pattern(items: list[str]) -> Pattern:
    places: list[tuple[frozenset[str], int]] = []
    gap = 0
    for item in items:
        if item in "*~":
            gap = GAP if item == "*" else WIDE_GAP
        else:
            # "cease-fire" is kept as "ceasefire": the words of a text are tried joined as well.
            words = (re.split("[-‐‑]", word) for word in item.split("|"))
            places.append((frozenset("".join(map(normalise, parts)) for parts in words), gap))
            gap = 0
    return tuple(places)


class TermIndex:
    """All terms of a codebook, found in one pass over a statement's tokens."""

    def __init__(self, codebook: Codebook) -> None:
        self._by_first: dict[str, list[tuple[Pattern, str, int, str]]] = defaultdict(list)
        for theme in codebook.themes:
            for side, terms in ((0, theme.terms), (1, theme.terms_for), (-1, theme.terms_against)):
                for term in terms:
                    for pattern in parse_term(term):
                        for word in pattern[0][0]:
                            self._by_first[word].append((pattern, theme.id, side, term))

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Give the matches in the tokens; of two that share a word, the longer, or the one with a side.

        Returns:
            Matches in the order of the text; a theme may be there several times.
        """
        kept = [i for i, token in enumerate(tokens) if token.text not in _JOINERS and token.text.strip()]
        return self._find(_Words([forms_of_token(tokens[i].text, tokens[i].lemma, tokens[i].pos) for i in kept], kept))

    def nearest(self, text: str, nouns: Iterable[str] = (), verbs: Collection[str] = ()) -> Match | None:
        """Give the term that a text which was not parsed is about.

        Args:
            text: a sentence.
            nouns: where one of these or its verb is in the sentence, the theme is that of the term nearest to it: "a
                proposal for a truce", "proposed a truce".
            verbs: where none of the nouns is there, the same with these: "put forward a truce". Else the first term
                decides.
        """
        words = [word for word in _PLAIN.findall(text) if word not in _JOINERS]
        stems = [forms_of_word(word) for word in words]
        matches = self._find(_Words(stems, list(range(len(words)))))
        # A noun and its verb share their beginning: proposal, proposed; suggestion, suggests.
        beginnings = tuple(normalise(noun)[:5] for noun in nouns if len(noun) > 3)
        places = [i for i, own in enumerate(stems) if beginnings and any(s.startswith(beginnings) for s in own)]
        places = places or [i for i, own in enumerate(stems) if frozenset(verbs).intersection(own)] or [0]

        def distance(match: Match) -> int:
            # What is proposed stands after the proposal more often than before it.
            return min(abs(match.tokens[0] - i) * (1 if match.tokens[0] > i else 3) for i in places)

        return min(matches, key=distance, default=None)

    def _find(self, words: _Words) -> list[Match]:
        found = []
        for at, first in enumerate(words.lengths):
            for key in first:
                for pattern, theme, side, term in self._by_first.get(key, ()):
                    # Most terms lack their second word here: that is known before any place is tried.
                    if len(pattern) > 1 and pattern[1][0].isdisjoint(words.present):
                        continue
                    if indices := words.match(pattern, at):
                        found.append(Match(theme, side, indices, term))
        return _longest(found) if len(found) > 1 else found


def _longest(found: Iterable[Match]) -> list[Match]:
    """Leave out what is part of a longer match, and what says again what another match of the theme says."""
    kept: list[Match] = []
    claimed: dict[int, list[Match]] = defaultdict(list)
    for match in sorted(found, key=lambda m: (-len(m.tokens), -abs(m.side), m.tokens[-1] - m.tokens[0], m.tokens)):
        others = [other for token in match.tokens for other in claimed[token]]
        if any(other.theme != match.theme and len(other.tokens) > len(match.tokens) for other in others):
            continue
        # A second match of the theme on the same words adds nothing, but keeps its words from other themes.
        for token in match.tokens:
            claimed[token].append(match)
        if all(other.theme != match.theme for other in others):
            kept.append(match)
    return sorted(kept, key=lambda m: m.tokens)


@lru_cache(maxsize=65536)
def _lengths(own: tuple[str, ...], second: tuple[str, ...]) -> dict[str, int]:
    """Give what a word answers to, alone or joined with the word after it -> how many words that takes."""
    lengths = dict.fromkeys(own, 1)
    for word in second if own else ():
        lengths.setdefault(own[0] + word, 2)
    return lengths


class _Words:
    """The words of a statement: hyphens and quotation marks left out, other punctuation as a barrier (no keys)."""

    def __init__(self, keys: Sequence[tuple[str, ...]], at: Sequence[int]) -> None:
        self.at = at
        self.barriers = [not own for own in keys]
        self.lengths = [_lengths(own, second) for own, second in zip_longest(keys, keys[1:], fillvalue=())]
        self.present = frozenset[str]().union(*self.lengths)

    def match(self, pattern: Pattern, at: int) -> tuple[int, ...] | None:
        """Match a pattern whose first word stands at position ``at``; the indices of the tokens, or None."""
        # Each position that the words so far lead to, the preferred first, and how: one that leads no further is left
        # for the next, as the "farm" of "end the farm and export subsidies". To go back to each choice could take
        # a time that doubles with each word of a term.
        reached: dict[int, tuple[int, ...]] = {at: ()}
        for alternatives, gap in pattern:
            further: dict[int, tuple[int, ...]] = {}
            for position, taken in reached.items():
                for place, length in self._places(alternatives, gap, position):
                    further.setdefault(place + length, (*taken, *self.at[place : place + length]))
            reached = further
        return next(iter(reached.values()), None)

    def _places(self, alternatives: frozenset[str], gap: int, position: int) -> Iterator[tuple[int, int]]:
        for place in range(position, min(position + gap + 1, len(self.at))):
            if self.barriers[place]:
                return
            lengths = self.lengths[place]
            if not alternatives.isdisjoint(lengths):
                yield place, max(lengths[word] for word in alternatives & lengths.keys())
