"""The words that open a condition, as they lie in ``data/condition_openers.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "condition_openers.toml"


@cache
def condition_openers() -> frozenset[str]:
    """Give the openers, each as it stands in a text: "provided that"."""
    return frozenset(tomllib.loads(FILE.read_text(encoding="utf-8"))["openers"])
