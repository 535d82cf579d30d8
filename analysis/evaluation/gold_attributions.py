"""Attributions as PolNeAR marks them: articles in ``text/``, brat's standoff files in ``attributions/``.

PolNeAR: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News", LREC. A line ``T…`` of
a brat file is a stretch of text (several offsets where it is broken), a line ``E…`` an attribution made of them.
"""

from __future__ import annotations

import glob
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from analysis.evaluation.errors import GoldError
from analysis.evaluation.gold_files import read_article, read_text, require_within
from analysis.model import Article, Span

TEXT, ATTRIBUTIONS = "text", "attributions"
# Words of a stretch may hold line breaks: only what begins so is a line of brat's own.
_LINE = re.compile(r"([TE]\d+)\t")
_STRETCH = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Content that someone is said to have said or thought, from ``start`` to ``end``, and the words for that someone.

    A broken content or source is taken as the whole from its first to its last character.
    """

    start: int
    end: int
    source: Span | None


@dataclass(frozen=True, slots=True)
class AttributionGold:
    """The attributions of one article."""

    article: Article
    attributions: tuple[GoldAttribution, ...]


def read_attributions(folder: Path) -> list[AttributionGold]:
    """Read the articles that have annotations; others are passed over.

    Raises:
        GoldError: where a file is broken.
    """
    found = []
    for path in sorted((folder / TEXT).glob("*.txt")):
        annotations = _annotations(folder / ATTRIBUTIONS, path.stem)
        if annotations:
            article = read_article(path.name, path.read_bytes())
            found.append(AttributionGold(article, tuple(_attributions(annotations, article))))
    return found


def _annotations(folder: Path, stem: str) -> Path | None:
    """The annotations of an article; some releases of PolNeAR put the annotator's name behind the article's."""
    others = sorted(folder.glob(f"{glob.escape(stem)}*.ann"))
    exact = folder / f"{stem}.ann"
    return exact if exact in others else next(iter(others), None)


def _attributions(path: Path, article: Article) -> list[GoldAttribution]:
    stretches: dict[str, tuple[int, int]] = {}
    events: list[tuple[str, str]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        label = _LINE.match(line)
        if label and label[1].startswith("T"):
            stretches.update([_stretch(line, article, path, f"line {number}")])
        elif label:
            events.append((f"line {number}", line[label.end() :]))
    return [made for place, event in events if (made := _attribution(event, stretches, article, path, place))]


def _stretch(line: str, article: Article, path: Path, place: str) -> tuple[str, tuple[int, int]]:
    match = _STRETCH.match(line)
    if not match:
        raise GoldError(path, f"This is no stretch of brat's (“T1→Content 10 25→words”): {line[:60]!r}.", place)
    numbers = [int(number) for number in re.findall(r"\d+", match[2])]
    require_within(article, min(numbers), max(numbers), path, place)
    return match[1], (min(numbers), max(numbers))


def _attribution(
    event: str, stretches: dict[str, tuple[int, int]], article: Article, path: Path, place: str
) -> GoldAttribution | None:
    """The attribution of a line; None where it has no content."""
    roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for role, _, reference in (word.partition(":") for word in event.split()):
        if reference not in stretches:
            raise GoldError(path, f"It names {reference!r}, which isn't in the file.", place)
        roles[role.rstrip("0123456789")].append(stretches[reference])
    if not roles["Content"]:
        return None
    content, source = _whole(roles["Content"]), _whole(roles["Source"]) if roles["Source"] else None
    return GoldAttribution(*content, Span(*source, article.text[slice(*source)]) if source else None)


def _whole(parts: list[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in parts), max(end for _, end in parts)
