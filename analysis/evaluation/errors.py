"""What is said of gold that can't be used."""

from __future__ import annotations

from pathlib import Path


class GoldError(Exception):
    """A folder holds no gold, or a file of it is broken.

    Attributes:
        file: the file or folder.
        place: where in it, such as "line 3" or "statement 2"; empty for the whole.
        reason: what is wrong and what to do, as a sentence.
    """

    def __init__(self, file: Path | str, reason: str, place: str = "") -> None:
        super().__init__(f"{file}, {place}: {reason}" if place else f"{file}: {reason}")
        self.file, self.place, self.reason = str(file), place, reason
