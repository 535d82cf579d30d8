"""Turns of a transcript: who speaks is named by a label at the start of a paragraph."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.attributions import Attribution
from analysis.language.cues import DATA
from analysis.language.extensions import text_of
from analysis.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A card of five thousand words is of no use, nor is one of three: the paragraphs of a turn are gathered until they
# have this many words, and each gathering is a statement of the turn's speaker.
WORDS_OF_A_STATEMENT = 60
LEAST_WORDS = 3
CONFIDENCE_NAMED, CONFIDENCE_UNNAMED = 0.95, 0.6

_NAME = r"(?:[A-ZÀ-Þ][\w.'’\-]*|de|del|der|van|von|bin|ibn|al|el|of|the|and)"
_LABEL = re.compile(
    rf"(?P<name>[A-ZÀ-Þ][\w.'’\-]*(?:,? {_NAME}){{0,6}})(?:, [^:.?!]{{2,50}})?[ \t]*(?:\([^)\n]{{1,60}}\))?:(?=\s|$)\s*"
)
_QUESTION = re.compile(r"(?P<name>Q)(?:[:.]\s*|[ \t\u00a0]+)(?=[A-Z(“\"'‘—…–\-\[])")
_STAGE_DIRECTION = re.compile(r"[(\[][^)\]]{1,200}[)\]]\.?$")
_CLOCK_OR_RULE = re.compile(r"(?:END\b.*|\W*|(?:END )?\d{1,2}:\d\d\s*[AaPp]\.?[Mm]\.?.{0,12})$")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label at the start of paragraph number ``paragraph``; the turn's words begin at ``words``."""

    paragraph: int
    name: str
    start: int
    words: int


def find_turns(doc: Doc) -> list[Attribution]:
    """The statements of a transcript's turns; none where the article is no transcript.

    The paragraphs of a turn are gathered into statements of about :data:`WORDS_OF_A_STATEMENT` words; stage directions
    and times are left out. The source of each is the label without its colon.

    Args:
        doc: an article with ``doc._.paragraphs``; the parse is not needed.
    """
    labels = _labels(doc)
    if not _is_transcript(labels):
        return []
    paragraphs: list[tuple[int, int]] = doc._.paragraphs
    found: list[Attribution] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        last = following.paragraph if following else len(paragraphs)
        own = [(label.words, paragraphs[label.paragraph][1]), *paragraphs[label.paragraph + 1 : last]]
        stretches = [(a, b) for a, b in own if b > a and not _is_direction(text_of(doc)[a:b])]
        confidence = CONFIDENCE_UNNAMED if _is_unnamed(label.name) else CONFIDENCE_NAMED
        source = (label.start, label.start + len(label.name))
        found += [
            Attribution(StatementKind.TURN, parts, None, source, confidence)
            for parts in _gathered(text_of(doc), stretches)
        ]
    return found


def transcript_start(doc: Doc) -> int | None:
    """The offset at which the first turn of a transcript begins; None where the article is no transcript."""
    labels = _labels(doc)
    return labels[0].start if _is_transcript(labels) else None


def _labels(doc: Doc) -> list[_Label]:
    found = []
    furniture = doc._.article.furniture if doc._.article is not None else ()
    for number, (start, end) in enumerate(doc._.paragraphs):
        match = _QUESTION.match(text_of(doc), start, end) or _LABEL.match(text_of(doc), start, end)
        if match is None or any(f.start <= start < f.end for f in furniture):
            continue
        name = match["name"].rstrip()
        if len(name) <= 60 and name.lower() not in _words()["not_speakers"]:
            found.append(_Label(number, name, start, match.end()))
    return found


def _is_transcript(labels: list[_Label]) -> bool:
    """One label in capitals with a title is enough; others must take turns."""
    if any(_is_titled(label.name) for label in labels):
        return True
    counts = Counter(label.name for label in labels)
    return len(counts) >= 2 and len(labels) >= 3 and max(counts.values()) >= 2


def _is_titled(name: str) -> bool:
    return name == name.upper() and not set(name.lower().replace(",", "").split()).isdisjoint(_words()["titles"])


def _is_unnamed(name: str) -> bool:
    return name.lower() in _words()["unnamed"]


def _is_direction(words: str) -> bool:
    """Whether a paragraph is a stage direction, a time or a rule, and nobody's words."""
    return bool(_STAGE_DIRECTION.match(words) or _CLOCK_OR_RULE.match(words))


def _gathered(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Groups of neighbouring paragraphs with enough words each; what is left over joins nothing."""
    group: list[tuple[int, int]] = []
    for start, end in stretches:
        group.append((start, end))
        if _count(text, group) >= WORDS_OF_A_STATEMENT:
            yield tuple(group)
            group = []
    if group and _count(text, group) >= LEAST_WORDS:
        yield tuple(group)


def _count(text: str, stretches: list[tuple[int, int]]) -> int:
    return sum(len(text[start:end].split()) for start, end in stretches)


@cache
def _words() -> dict[str, frozenset[str]]:
    with (DATA / "turns.toml").open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}
