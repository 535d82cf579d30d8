"""What is wrong with a codebook, all of it at once, each fault with its theme and field: for whoever edits one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.coding.codebook import THEME_ID
from analysis.coding.terms import TermError, parse_term
from analysis.model import Codebook, Theme

FIELDS = {
    "id": "Id",
    "name": "Name",
    "definition": "Definition",
    "proposition": "Proposition",
    "terms": "Terms",
    "terms_for": "Terms for",
    "terms_against": "Terms against",
    "examples": "Examples",
}
# The most characters of a text, or of one entry of a list: more is a paste that went wrong, and fits no figure.
LONGEST = {
    "id": 40,
    "name": 60,
    "definition": 600,
    "proposition": 200,
    "terms": 300,
    "terms_for": 300,
    "terms_against": 300,
    "examples": 400,
}
_TERMS = ("terms", "terms_for", "terms_against")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: the number of the theme in the codebook (from 0), its field, and what to do, as a sentence."""

    theme: int
    field: str
    advice: str


def find_problems(codebook: Codebook) -> list[Problem]:
    """All faults that keep a codebook from being saved, in the order of its themes."""
    seen: dict[str, str] = {}
    found: list[Problem] = []
    for number, theme in enumerate(codebook.themes):
        found += [Problem(number, field, advice) for field, advice in _faults(theme)]
        if theme.id in seen:
            advice = f"“{theme.id}” is the id of “{seen[theme.id]}” too; give this theme another one."
            found.append(Problem(number, "id", advice))
        seen.setdefault(theme.id, theme.name)
    return found


def _faults(theme: Theme) -> Iterator[tuple[str, str]]:
    if theme.id and not THEME_ID.fullmatch(theme.id):
        yield "id", "Use lower-case letters, digits and underscores, with a letter first, such as “food_aid”."
    for field in ("id", "name", "definition", "proposition"):
        if not getattr(theme, field).strip():
            yield field, _EMPTY[field]
    if not theme.terms:
        yield "terms", _EMPTY["terms"]
    for field, most in LONGEST.items():
        value = getattr(theme, field)
        for text in (value,) if isinstance(value, str) else value:
            if len(text) > most:
                yield field, f"“{text[:40]}…” has {len(text)} characters; {most} is the most."
    yield from _faults_of_terms(theme)


def _faults_of_terms(theme: Theme) -> Iterator[tuple[str, str]]:
    for field in _TERMS:
        for term in getattr(theme, field):
            try:
                parse_term(term)
            except TermError as error:
                yield field, f"{str(error)[0].upper()}{str(error)[1:]}."
    for term in theme.terms_for:
        if term in theme.terms_against:
            yield "terms_against", f"“{term}” is among the terms for too; take it out of one of them."


_EMPTY = {
    "id": "Give the theme an id: a short name in lower case, such as “food_aid”.",
    "name": "Give the theme a name, such as “Food aid”.",
    "definition": "Say in a sentence or two what the theme is about.",
    "proposition": "Write the sentence that a speaker can support or oppose, such as “Food aid should be let in.”",
    "terms": "Give at least one term, so that statements can be found.",
}
