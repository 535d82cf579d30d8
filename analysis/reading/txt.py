"""Plain text -> Draft."""

from __future__ import annotations

from analysis.reading.decoding import decode
from analysis.reading.draft import Draft


def read_txt(file: str, data: bytes) -> Draft:
    """Read plain text, unchanged: offsets into the article are offsets into the decoded file.

    Raises:
        UnreadableError: where it is empty, no text, or in an unknown encoding.
    """
    return Draft(file=file, text=decode(file, data))
