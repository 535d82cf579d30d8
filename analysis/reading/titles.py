"""The title of an article that names none: the first line that looks like a headline."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from analysis.reading.paragraphs import SPEAKER_LINE, paragraphs
from analysis.reading.small_lines import small_line_kind, unfinished

MAX_TITLE = 250
_CANDIDATES = 6


def title_in_text(text: str) -> str | None:
    """The headline that stands above the text: a line without a final stop, with reporting after it.

    Labels of sections, dates and bylines above it are passed over. Of a line of navigation that ends with the
    headline ("Home World Talks resume") and the headline itself, the headline is taken.
    """
    spans = paragraphs(text[:20_000])
    lines = [text[start:end] for start, end in spans[: _CANDIDATES + 1]]
    for index, line in enumerate(lines[:-1]):
        if small_line_kind(line) or SPEAKER_LINE.match(line):
            continue
        if not unfinished(line) or len(line) > MAX_TITLE or len(line.split()) < 2:
            return None
        return next((other for other in lines[index + 1 :] if len(other.split()) >= 3 and line.endswith(other)), line)
    return None


def title_of_file(file: str) -> str:
    """A title of the last resort: the name of the file without folder, suffix and date, as words."""
    stem = PurePosixPath(file.replace("\\", "/")).name
    stem = re.sub(r"\.[A-Za-z]{1,8}(?=$|#)", "", stem)
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d{4}[-_.]?\d{2}[-_.]?\d{2}[-_.\s]*", "", stem)).strip()
    return words or stem or file
