"""The codebook: themes as data that the analyst edits, read from and written to TOML."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from analysis.coding.terms import TermError, parse_term
from analysis.model import Codebook, Theme

CODEBOOKS = Path(__file__).parent / "codebooks"
DEFAULT_CODEBOOK = CODEBOOKS / "war_and_peace_talks.toml"

# What the id of a theme looks like.
THEME_ID = re.compile(r"[a-z][a-z0-9_]*")
_TEXTS = ("id", "name", "definition", "proposition")
_LISTS = ("terms", "terms_for", "terms_against", "examples")
_REQUIRED_LISTS = ("terms",)
# More than this nobody wrote by hand: characters of a file, themes, entries of all lists together, characters of one.
_MOST_CHARACTERS, _MOST_THEMES, _MOST_ENTRIES, _LONGEST = 2_000_000, 1_000, 20_000, 10_000
# Keys within keys, of which a codebook has none and which take tomllib a time that grows with their number's square.
_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")
# What can't be seen, or turns the order of what can: controls but tab and line ends, and orders of direction.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Of names that a message repeats, so much.
_SHOWN = 150


class CodebookError(ValueError):
    """A codebook that can't be used; the message names the file, the theme and the field."""

    def __init__(self, file: str, reason: str, theme: str | None = None, field: str | None = None) -> None:
        named = (("theme", theme), ("field", field))
        place = "".join(f", {kind} {name[:_SHOWN]!r}" for kind, name in named if name)
        super().__init__(f"{file}{place}: {reason if len(reason) < 2 * _SHOWN else reason[: 2 * _SHOWN] + '…'}")
        self.file, self.theme, self.field, self.reason = file, theme, field, reason


def load_codebook(path: Path | None = None) -> Codebook:
    """Read a codebook.

    Args:
        path: a TOML file; the shipped codebook on war and peace talks where not given.

    Raises:
        CodebookError: where the file is missing, isn't TOML, or lacks something that coding needs.
    """
    path = path or DEFAULT_CODEBOOK
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(str(path), f"can't be read: {error}") from error
    return parse_codebook(text, path.name)


def shipped_codebooks() -> list[Path]:
    """The files of the codebooks that Parley ships, the default one first."""
    return sorted(CODEBOOKS.glob("*.toml"), key=lambda path: (path != DEFAULT_CODEBOOK, path.name))


def shipped_names() -> dict[str, str]:
    """The codebooks that Parley ships: what :func:`find_codebook` knows them by -> their names, the default one first.

    Their terms are not read, which would take a tenth of a second.
    """
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["name"] for path in shipped_codebooks()}


def find_codebook(name: str) -> Codebook:
    """A shipped codebook by its name, such as ``trade_talks``, or one in a file by its path.

    Raises:
        CodebookError: where there is neither, or the file can't be used.
    """
    shipped = {path.stem: path for path in shipped_codebooks()}
    path = shipped.get(name, Path(name))
    if name not in shipped and not path.exists():
        raise CodebookError(name, f"there is no such file, and no shipped codebook of this name: {', '.join(shipped)}")
    return load_codebook(path)


def parse_codebook(text: str, file: str = "codebook") -> Codebook:
    """Read a codebook from the text of a TOML file; ``file`` is the name that errors give.

    Raises:
        CodebookError: where the text isn't TOML or lacks something that coding needs.
    """
    if len(text) > _MOST_CHARACTERS:
        raise CodebookError(file, f"has {len(text):,} characters; {_MOST_CHARACTERS:,} is the most")
    try:
        if _DEEP_KEY.search(text):
            raise RecursionError
        data = tomllib.loads(text)
    except RecursionError as error:
        raise CodebookError(file, "has lists or tables within each other that no codebook has") from error
    except ValueError as error:
        raise CodebookError(file, f"is not valid TOML: {error}") from error
    known = {"id", "name", "version", "themes"}
    if unknown := sorted(set(data) - known):
        raise CodebookError(file, f"unknown field; a codebook has {', '.join(sorted(known))}", field=unknown[0])
    head = {name: _text(data, name, file) for name in ("id", "name", "version")}
    themes = data.get("themes")
    if not isinstance(themes, list) or not themes:
        raise CodebookError(file, "needs at least one [[themes]] table", field="themes")
    if len(themes) > _MOST_THEMES:
        raise CodebookError(file, f"has {len(themes):,} themes; {_MOST_THEMES:,} is the most", field="themes")
    entries = sum(len(table.get(field, [])) for table in themes if isinstance(table, dict) for field in _LISTS
                  if isinstance(table.get(field), list))  # fmt: skip
    if entries > _MOST_ENTRIES:
        raise CodebookError(file, f"has {entries:,} terms and examples; {_MOST_ENTRIES:,} is the most", field="themes")
    codebook = Codebook(**head, themes=tuple(_theme(table, number, file) for number, table in enumerate(themes, 1)))
    validate_codebook(codebook, file)
    return codebook


def validate_codebook(codebook: Codebook, file: str = "codebook") -> None:
    """Check what coding relies on: ids are well-formed and unique, terms can be read and take one side at most.

    Raises:
        CodebookError: for the first fault found.
    """
    seen: set[str] = set()
    for theme in codebook.themes:
        if not THEME_ID.fullmatch(theme.id):
            raise CodebookError(file, "must be lower-case letters, digits and underscores", theme.id, "id")
        if theme.id in seen:
            raise CodebookError(file, "is there twice", theme.id, "id")
        seen.add(theme.id)
        if both := set(theme.terms_for) & set(theme.terms_against):
            raise CodebookError(file, f"{min(both)!r} is in terms_for too", theme.id, "terms_against")
        for field in ("terms", "terms_for", "terms_against"):
            for term in getattr(theme, field):
                try:
                    parse_term(term)
                except TermError as error:
                    raise CodebookError(file, str(error), theme.id, field) from error


def dump_codebook(codebook: Codebook) -> str:
    """Write a codebook as TOML that :func:`parse_codebook` reads back as an equal one."""
    # A JSON string without ASCII escapes is a TOML basic string.
    quoted = {name: json.dumps(getattr(codebook, name), ensure_ascii=False) for name in ("id", "name", "version")}
    lines = [f"{name} = {value}" for name, value in quoted.items()]
    for theme in codebook.themes:
        lines += ["", "[[themes]]"]
        for field in fields(theme):
            value = getattr(theme, field.name)
            if isinstance(value, str):
                lines.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}")
            else:
                lines += [f"{field.name} = [", *(f"    {json.dumps(item, ensure_ascii=False)}," for item in value), "]"]
    return "\n".join(lines) + "\n"


def name_of(codebook: Codebook) -> str:
    """What an article that is coded by a codebook says: its id and version."""
    return f"{codebook.id} {codebook.version}"


def _theme(table: object, number: int, file: str) -> Theme:
    if not isinstance(table, dict):
        raise CodebookError(file, "must be a [[themes]] table", f"number {number}")
    name = table.get("id") if isinstance(table.get("id"), str) else f"number {number}"
    if unknown := sorted(set(table) - {*_TEXTS, *_LISTS}):
        raise CodebookError(file, f"unknown field; a theme has {', '.join((*_TEXTS, *_LISTS))}", name, unknown[0])
    texts = [_text(table, field, file, name) for field in _TEXTS]
    lists = [_list(table, field, file, name) for field in _LISTS]
    return Theme(texts[0], texts[1], texts[2], texts[3], *lists)


def _text(table: dict[str, Any], field: str, file: str, theme: str | None = None) -> str:
    value = table.get(field)
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(file, "is missing or empty; give it a text", theme, field)
    _see_through(value, field, file, theme)
    return value.strip()


def _list(table: dict[str, Any], field: str, file: str, theme: str | None) -> tuple[str, ...]:
    value = table.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise CodebookError(file, "must be a list of texts, none of them empty", theme, field)
    if field in _REQUIRED_LISTS and not value:
        raise CodebookError(file, "needs at least one entry", theme, field)
    for item in value:
        _see_through(item, field, file, theme)
    return tuple(item.strip() for item in value)


def _see_through(text: str, field: str, file: str, theme: str | None) -> None:
    """Refuse a text that is too long to be meant, or that holds what can't be seen."""
    if len(text) > _LONGEST:
        raise CodebookError(file, f"has a text of {len(text):,} characters; {_LONGEST:,} is the most", theme, field)
    if found := HIDDEN.search(text):
        raise CodebookError(file, f"has the hidden character U+{ord(found[0]):04X}; take it out", theme, field)
