"""Full names -> the shorter forms that stand for them afterwards: "Abdel Fattah al-Burhan" -> "Burhan"."""

from __future__ import annotations

from analysis.language.actor_tables import fold
from analysis.language.name_words import name_words

SUFFIXES = ("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI", "XIV")


def short_forms(name: str, party: str | None) -> list[tuple[str, ...]]:
    """The words by which a person is named after the introduction, in the tokens of the text."""
    known = name_words()
    parts = fold(name).split()
    while parts and parts[-1] in SUFFIXES:
        parts.pop()
    k = len(parts) - 1
    while k > 1 and parts[k - 1] in known.particles:
        k -= 1
    forms = {tuple(parts), tuple(parts[k:]), (parts[-1],)}
    if party in known.family_name_first or party in known.first_name_known:
        forms.add((parts[0],))
    if len(parts) > 2:
        forms.add(tuple(parts[-2:]))
    return [key for form in forms for key in _tokenised(form)]


def _tokenised(form: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Split at hyphens as the tokenizer does; the part after the particle stands alone too ("Burhan")."""
    words: list[str] = []
    for part in form:
        pieces = part.split("-")
        words += [piece for n, p in enumerate(pieces) for piece in ((p,) if n == 0 else ("-", p))]
    keys = [tuple(words)]
    if len(form) == 1 and len(words) == 3 and words[0].lower() in ("al", "el", "as", "ash", "an", "ad", "at", "ar"):
        keys.append((words[2],))
    return keys
