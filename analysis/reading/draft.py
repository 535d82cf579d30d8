"""What a format yields: an article as far as its own bytes tell, before title, date and language are settled."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from analysis.model import DateOrigin

# Zero-width characters, soft hyphens, direction marks and the byte order mark: invisible, but they split words. Halves
# of surrogate pairs, as broken JSON escapes leave them, can't be stored.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\ud800-\udfff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its format gives it.

    ``problems`` are sentences on details that were set aside, such as a date that can't be one.
    """

    file: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    published_origin: DateOrigin = DateOrigin.UNKNOWN
    source: str | None = None
    author: str | None = None
    url: str | None = None
    problems: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Plain text from a format that is not plain text: without invisible and control characters, lines trimmed.

    Spaces of every width become plain ones, runs of blank lines one. Not for .txt, whose offsets are those of the file.
    """
    text = _SPACES.sub(" ", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def clean_line(value: object) -> str | None:
    """A field of metadata as one line of text, or None where it is empty; names in a list are joined by commas."""
    if isinstance(value, list):
        # Nested lists are left out: a few lines of YAML can stand for gigabytes of them.
        value = ", ".join(item for item in value if isinstance(item, str))
    if value is None or isinstance(value, dict):
        return None
    line = " ".join(clean(str(value)).split())
    return line or None
