"""A codebook with one thing changed: what an editor does at each step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from analysis.coding.codebook import HIDDEN
from analysis.coding.codebook_problems import FIELDS
from analysis.model import Codebook, Theme

# One entry a line.
LISTS = ("terms", "terms_for", "terms_against", "examples")
_NEW = "New theme"


def with_field(codebook: Codebook, at: int, field: str, text: str) -> Codebook:
    """The codebook with a field of the theme at a place as a text gives it; a list has an entry a line.

    A text on several lines is put on one, as a file writes it; entries that are there twice are kept once. Characters
    that can't be seen are left out.
    """
    text = HIDDEN.sub("", text)
    value: Any = " ".join(text.split())
    if field in LISTS:
        lines = (" ".join(line.split()) for line in text.splitlines())
        value = tuple(dict.fromkeys(line for line in lines if line))
    return _with_theme(codebook, at, replace(codebook.themes[at], **{field: value}))


def with_name(codebook: Codebook, at: int, name: str, known: Iterable[str]) -> Codebook:
    """The codebook with a theme renamed; one that is new, not among the ids known so far, gets its id from its name."""
    codebook = with_field(codebook, at, "name", name)
    theme = codebook.themes[at]
    if theme.id in known:
        return codebook
    return _with_theme(codebook, at, replace(theme, id=_free(codebook, at, theme.name)))


def with_new_theme(codebook: Codebook) -> Codebook:
    """The codebook with an empty theme at its end."""
    themes = (*codebook.themes, Theme("", _NEW, "", ""))
    codebook = replace(codebook, themes=themes)
    at = len(themes) - 1
    return _with_theme(codebook, at, replace(themes[at], id=_free(codebook, at, _NEW)))


def without_theme(codebook: Codebook, at: int) -> Codebook:
    """The codebook without the theme at a place."""
    return replace(codebook, themes=codebook.themes[:at] + codebook.themes[at + 1 :])


def with_theme_moved(codebook: Codebook, at: int, by: int) -> Codebook:
    """The codebook with a theme moved by so many places, at most to either end."""
    themes = list(codebook.themes)
    themes.insert(min(max(at + by, 0), len(themes) - 1), themes.pop(at))
    return replace(codebook, themes=tuple(themes))


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two codebooks apart: names of themes; of changed ones with the fields that changed, in words."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.reordered)


def difference(before: Codebook, after: Codebook) -> Difference:
    """What was added, removed and changed from one codebook to another; a theme is known by its id."""
    old, new = ({theme.id: theme for theme in codebook.themes} for codebook in (before, after))
    common = [id_ for id_ in new if id_ in old]
    changed = [(new[id_].name, _changed(old[id_], new[id_])) for id_ in common if old[id_] != new[id_]]
    return Difference(
        added=tuple(theme.name for id_, theme in new.items() if id_ not in old),
        removed=tuple(theme.name for id_, theme in old.items() if id_ not in new),
        changed=tuple(changed),
        reordered=common != [id_ for id_ in old if id_ in new],
    )


def _changed(before: Theme, after: Theme) -> tuple[str, ...]:
    return tuple(words.lower() for field, words in FIELDS.items() if getattr(before, field) != getattr(after, field))


def _with_theme(codebook: Codebook, at: int, theme: Theme) -> Codebook:
    return replace(codebook, themes=(*codebook.themes[:at], theme, *codebook.themes[at + 1 :]))


def _free(codebook: Codebook, at: int, name: str) -> str:
    """An id from a name that no other theme has."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    plain = (plain if plain[:1].isalpha() else f"theme_{plain}")[:36].strip("_")
    others = {theme.id for place, theme in enumerate(codebook.themes) if place != at}
    return next(id_ for id_ in (plain, *(f"{plain}_{n}" for n in range(2, 1000))) if id_ not in others)
