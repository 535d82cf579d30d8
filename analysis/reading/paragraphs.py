"""The paragraphs of a text."""

from __future__ import annotations

import re


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold anything, without surrounding white space."""
    return [(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*(?<=\S)", text)]
