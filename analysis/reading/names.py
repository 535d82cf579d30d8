"""The names of files, made fit to be shown and stored."""

from __future__ import annotations

import re

# Control characters, characters that are invisible or turn the direction of what follows ("exe.txt" that reads
# "txt.exe"), and the halves of pairs that stand for bytes of a name that is no Unicode.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LONGEST = 400


def fit_name(name: str) -> str:
    """The name of a file with a mark for each character that can't be shown; the middle of a very long one left out."""
    if len(name) > _LONGEST:
        half = _LONGEST // 2
        name = f"{name[:half]}…{name[-half:]}"
    return _UNFIT.sub("\ufffd", name) or "unnamed"
