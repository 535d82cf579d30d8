"""Which format a file is in, and who reads it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.reading.errors import UnreadableError
from analysis.reading.markdown import read_markdown
from analysis.reading.txt import read_txt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.reading.draft import Draft

_SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
}
_SINGLE: dict[str, Callable[[str, bytes], Draft]] = {"txt": read_txt, "markdown": read_markdown}
_ROWS: dict[str, Callable[[str, bytes], Iterator[Draft | UnreadableError]]] = {}
ARCHIVE = "zip"
# The first bytes of what can't be read, and what its user calls it.
_FOREIGN = (
    (rb"\{\\rtf", "an RTF document"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file (.doc, .xls, .msg)"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP|....ftyp(?:heic|avif)", "a picture"),
    (rb"7z\xbc\xaf\x27\x1c|Rar!|\x1f\x8b|BZh|\xfd7zXZ", "an archive other than .zip"),
    (rb"ID3|OggS|....ftyp|\x1aE\xdf\xa3|RIFF", "a sound or film"),
    (rb"MZ|\x7fELF|\xcf\xfa\xed\xfe", "a program"),
    (rb"SQLite format 3", "a database"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_PACKAGES = {"word/document.xml": "docx", "xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "slides"}


def accepted_suffixes() -> tuple[str, ...]:
    """The suffixes of the files that Parley reads, with their dots, for a file chooser."""
    return (*_SUFFIXES, ".zip")


def recognise(file: str, data: bytes) -> str:
    """The format of a file, by its first bytes and then by its name.

    Raises:
        UnreadableError: where it is a format that Parley doesn't read; the sentence names those that it does.
    """
    head = data[:4096]
    for signature, name in _FOREIGN:
        if re.match(signature, head, re.DOTALL):
            raise UnreadableError(file, f"This is {name}, which Parley can't read. {_accepted()}")
    suffix = PurePosixPath(file.replace("\\", "/")).suffix.lower()
    if head.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ARCHIVE
    if suffix in _SUFFIXES or not suffix:
        return _SUFFIXES.get(suffix, "txt")
    raise UnreadableError(file, f"Files with the ending {suffix} are not read. {_accepted()}")


def read_drafts(file: str, data: bytes) -> Iterator[Draft | UnreadableError]:
    """Read the articles of one file that is no archive.

    Raises:
        UnreadableError: where nothing in the file can be read.
    """
    kind = recognise(file, data)
    if kind in _ROWS:
        yield from _ROWS[kind](file, data)
    else:
        yield _SINGLE[kind](file, data)


def _accepted() -> str:
    return f"It reads {', '.join(accepted_suffixes())}: save or export it as one of these."
