"""The word lists of the furniture of news pages, as matchers."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "furniture.toml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    with DATA.open("rb") as file:
        lists: dict[str, dict[str, Any]] = tomllib.load(file)
    return lists


@lru_cache(maxsize=64)
def word_set(kind: str, name: str) -> frozenset[str]:
    """A list of ``data/furniture.toml`` as a set."""
    return frozenset(_lists()[kind][name])


@lru_cache(maxsize=64)
def prefix_pattern(kind: str) -> re.Pattern[str]:
    """A pattern that matches where text begins with a prefix of the kind, at the end of a word."""
    prefixes = sorted(_lists()[kind]["prefixes"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(prefix) for prefix in prefixes)})(?!\w)", re.IGNORECASE)


def plain(text: str) -> str:
    """A line for comparison: lower case, straight apostrophes, single spaces, no punctuation at either end."""
    line = " ".join(text.replace("’", "'").lower().split())
    return line.strip(' .:;,!?…|•·–—-*#>»«[](){}<"“”')
