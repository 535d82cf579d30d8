"""Which format a file is in, and who reads it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.reading.archive import holds
from analysis.reading.dna import DATABASE, read_dna
from analysis.reading.dna_events import is_event_list, read_dna_events
from analysis.reading.docx import read_docx
from analysis.reading.errors import UnreadableError
from analysis.reading.feeds import is_feed, read_feed
from analysis.reading.html import read_html
from analysis.reading.mail import read_mail
from analysis.reading.markdown import read_markdown
from analysis.reading.pdf import read_pdf
from analysis.reading.quotations import GZIP, is_quotations, read_quotations
from analysis.reading.references import is_references
from analysis.reading.tables import read_csv, read_json
from analysis.reading.txt import read_txt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.reading.draft import Draft

_SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".gz": "quotations",
    ".dna": "dna",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".ris": "references",
    ".zip": "zip",
}
# Those of the suffixes that a message names.
_NAMED = ".txt, .md, .html, .pdf, .docx, .eml, .csv, .jsonl, .rss, .dna, .zip"
_ONE_ARTICLE: dict[str, Callable[[str, bytes], Draft]] = {
    "txt": read_txt,
    "markdown": read_markdown,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "mail": read_mail,
}
_ARTICLE_A_ROW: dict[str, Callable[[str, bytes], Iterator[Draft | UnreadableError]]] = {
    "csv": read_csv,
    "json": read_json,
    "dna": read_dna,
    "dna events": read_dna_events,
    "quotations": read_quotations,
    "feed": read_feed,
}
ARCHIVE = "zip"
# The first bytes of what can't be read, and what its user calls it.
_FOREIGN = (
    (rb"\{\\rtf", "an RTF document"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file (.doc, .xls, .msg)"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP|....ftyp(?:heic|avif)", "a picture"),
    (rb"7z\xbc\xaf\x27\x1c|Rar!|\x1f\x8b|BZh|\xfd7zXZ", "an archive other than .zip"),
    (rb"ID3|OggS|....ftyp|\x1aE\xdf\xa3|RIFF", "a sound or film"),
    (rb"MZ|\x7fELF|\xcf\xfa\xed\xfe", "a program"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
# What makes a zip a document, by a member that it must have.
_PACKAGES = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a set of slides",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book",
}


def accepted_suffixes() -> tuple[str, ...]:
    """The suffixes of the files that Parley reads, with their dots, for a file chooser."""
    return tuple(_SUFFIXES)


def recognise(file: str, data: bytes) -> str:
    """The format of a file, by its first bytes and then by its name.

    Raises:
        UnreadableError: where it is a format that Parley doesn't read; the sentence names those that it does.
    """
    head = data[:4096]
    suffix = PurePosixPath(file.replace("\\", "/")).suffix.lower()
    if by_signature := _by_signature(file, head, suffix):
        return by_signature
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_package(file, data)
    by_name = _SUFFIXES.get(suffix, "txt" if suffix in ("", ".") else None)
    if by_name is None:
        raise UnreadableError(file, f"Files with the ending {suffix} are not read. {_accepted()}")
    if by_name in ("pdf", "docx", "dna", ARCHIVE) or suffix == ".gz":
        raise UnreadableError(file, _not_what_it_says(suffix))
    return _by_content(file, head, by_name)


def _by_signature(file: str, head: bytes, suffix: str) -> str | None:
    """The format that the first bytes are the mark of."""
    if head.startswith(DATABASE):
        return "dna"
    if head.startswith(GZIP) and suffix == ".gz":
        return "quotations"
    for signature, name in _FOREIGN:
        if re.match(signature, head, re.DOTALL):
            raise UnreadableError(file, f"This is {name}, which Parley can't read. {_accepted()}")
    return "pdf" if b"%PDF-" in head[:1024] else None


def _by_content(file: str, head: bytes, by_name: str) -> str:
    """The format of a text whose name leaves several open."""
    if is_references(file, head):
        raise UnreadableError(file, "This is a bibliography, not articles; add it together with the files it is about.")
    if by_name == "txt" and _HTML.match(head):
        return "html"
    if by_name == "feed" and not is_feed(head):
        raise UnreadableError(file, f"This XML file is no RSS or Atom feed. {_accepted()}")
    if by_name == "csv" and is_event_list(head):
        return "dna events"
    if by_name == "json" and is_quotations(head):
        return "quotations"
    return by_name


def _recognise_package(file: str, data: bytes) -> str:
    for member, name in _PACKAGES.items():
        if holds(data, member):
            if name in _ONE_ARTICLE:
                return name
            raise UnreadableError(file, f"This is {name}, which Parley can't read. {_accepted()}")
    # A Word document without its text is a broken one, not an archive of articles.
    return "docx" if file.lower().endswith(".docx") else ARCHIVE


def _not_what_it_says(suffix: str) -> str:
    return f"The name ends with {suffix}, but the content is something else; it may be broken or wrongly named."


def read_drafts(file: str, data: bytes, kind: str) -> Iterator[Draft | UnreadableError]:
    """Read the articles of one file that is no archive; ``kind`` is what :func:`recognise` said of it.

    Raises:
        UnreadableError: where nothing in the file can be read.
    """
    if kind in _ARTICLE_A_ROW:
        yield from _ARTICLE_A_ROW[kind](file, data)
    else:
        yield _ONE_ARTICLE[kind](file, data)


def _accepted() -> str:
    return f"Save or export it as one of these: {_NAMED}."
