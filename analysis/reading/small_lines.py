"""The kind of a line that is furniture by its own words, wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.reading.published import MONTHS
from analysis.reading.words import plain, prefix_pattern, word_set

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_SMALL_LINE = 250
_STOP = re.compile(r"[.!?…;][\"”’'»)\]]*\s*$")
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
# "(AP Photo/Jane Doe)", "[Reuters/Pool]", "Photo: AFP": a credit that can be nothing else.
_SURE_CREDIT = re.compile(
    r"[(\[](?P<bracketed>[^()\[\]\n]{2,80})[)\]]\.?$|(?:©|\b(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit)s?:)\s?(?P<named>[^\n]{2,60})$"
)
# "… in Paris.AP", "… in Paris | Reuters": the name of an agency glued to the end.
_GLUED_CREDIT = re.compile(r"(?:[.…”\"’')](?=\w)|\s[|/]\s|\.\s(?=[A-Z][\w ]*/))(?P<agency>[A-Z][\w &/.-]{0,40})$")


def unfinished(line: str) -> bool:
    """Whether a line ends without the stop that a sentence has."""
    return not _STOP.search(line)


def small_line_kind(line: str) -> str | None:
    """The kind of furniture that the words of a paragraph show it to be, or None.

    A paragraph of more than 250 characters is never furniture.
    """
    line = line.replace("’", "'")
    if len(line) > MAX_SMALL_LINE:
        return None
    words = plain(line).split()
    if not words:
        return "rule"
    bare = line.lstrip("([*•·>»–—- ")
    for kind in ("link", "photo", "source", "newsletter", "copyright"):
        if prefix_pattern(kind).match(bare) or prefix_pattern(kind).match(line):
            return kind
    return next((kind for kind, test in _TESTS.items() if test(line, words)), None)


def is_closing(line: str) -> bool:
    """Whether the paragraph heads what follows an article: related posts, comments."""
    line = line.replace("’", "'")
    name = re.sub(r"\s*\(?\d+\)?$|^\d+\s+", "", plain(line))
    return (len(line) < 60 and name in word_set("closing", "phrases")) or bool(prefix_pattern("closing").match(line))


def is_caption(line: str, following: str | None = None) -> bool:
    """Whether a paragraph is the caption of a picture: it ends with an agency, or the next repeats it with one."""
    if len(line) <= 2 * MAX_SMALL_LINE and (_has_sure_credit(line) or _has_glued_credit(line)):
        return True
    return bool(following and following != line and following.startswith(line) and is_caption(following))


def _has_sure_credit(line: str) -> bool:
    match = _SURE_CREDIT.search(line)
    if not match:
        return False
    credit = match["bracketed"] or match["named"]
    # An agency by itself in brackets may as well be the source of the sentence: "…, the minister said (TASS)."
    pictorial = match["named"] or re.search(
        r"[/©|]|\b(?:photo|image|getty|picture|file|pool|via)\b", credit, re.IGNORECASE
    )
    return bool(pictorial) and _names_agency(credit)


def _has_glued_credit(line: str) -> bool:
    match = _GLUED_CREDIT.search(line)
    return match is not None and _names_agency(match["agency"])


def _names_agency(credit: str) -> bool:
    names = {plain(name) for name in re.split(r"\s*(?:/|,|\||\bvia\b|\band\b|:)\s*", credit)}
    return bool(names & word_set("photo", "agencies"))


def _is_byline(line: str, words: list[str]) -> bool:
    match = prefix_pattern("byline").match(line.lstrip("( "))
    if not match or len(words) > 16:
        return False
    rest = line.lstrip("( ")[match.end() :].strip(" :.)")
    if not rest or (words[0] == "by" and _begins_with_date(rest)):
        return False
    # "Reporting by Jane Doe; Editing by Max Roe" has a byline in each of its parts.
    parts = (prefix_pattern("byline").sub("", part.strip(), count=1) for part in rest.split(";"))
    names = _WORD.findall(re.sub(r"\S+@\S+|\|.*|[,–—-]\s.*\d.*", "", " ".join(parts)))
    return all(name[0].isupper() or name.lower() in word_set("byline", "roles") for name in names) and (
        unfinished(line) or len(words) <= 8
    )


def _begins_with_date(rest: str) -> bool:
    word = plain(rest.split()[0])
    return word in MONTHS or word in word_set("date", "words") or word.isdigit()


def _is_date(line: str, words: list[str]) -> bool:
    if len(words) > 14:
        return False
    allowed = word_set("date", "words")
    bare = prefix_pattern("date").sub("", line.strip("([ "), count=1)
    found = [word.strip(".").lower() for word in re.findall(r"[^\W\d_][\w.]*", bare)]
    known = all(word in allowed or word in MONTHS or word in ("st", "nd", "rd", "th") for word in found)
    dated = any(character.isdigit() for character in line) or bare != line.strip("([ ")
    return known and dated


def _is_label(line: str, words: list[str]) -> bool:
    if " ".join(words) in word_set("label", "phrases") and unfinished(line):
        return True
    if len(words) > 4:
        return False
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) >= 3 and capitals == len(letters) and unfinished(line) and line[-1] != ":"


def _is_share(line: str, words: list[str]) -> bool:
    del line
    allowed, needed = word_set("share", "words"), word_set("share", "needed")
    shared = all(name in allowed for word in words if (name := plain(word)))
    return shared and not needed.isdisjoint(map(plain, words))


_TESTS: dict[str, Callable[[str, list[str]], bool]] = {
    "byline": _is_byline,
    "date": _is_date,
    "label": _is_label,
    "share": _is_share,
}
