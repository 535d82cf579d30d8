"""A statement or an event as a form holds it, and the corrections that a changed form asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.reading.paragraphs import paragraphs
from analysis.store.correction_fields import Correction, Target, check
from analysis.store.errors import StoreError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Form:
    """What can be changed. ``values`` are the fields of a :class:`Correction`; ``stances`` are theme id -> stance."""

    words: str
    values: Mapping[str, Any]
    stances: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement or event stands: its article's paragraph, and its own start and end in the article."""

    paragraph: str
    offset: int
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """The paragraph before the span, the span, the paragraph after it."""
        start, end = max(self.start - self.offset, 0), self.end - self.offset
        return self.paragraph[:start], self.paragraph[start:end], self.paragraph[end:]


STATEMENT_FIELDS = ("speaker", "party", "kind", "date")
EVENT_FIELDS = ("type", "date", "planned", "place", "actors", "parties")


def statement_form(statement: Mapping[str, Any], codings: pd.DataFrame) -> Form:
    """The form of a statement as it stands.

    Args:
        statement: its row.
        codings: the codings frame.
    """
    own = codings[codings["statement_id"] == statement["statement_id"]].sort_values("confidence", ascending=False)
    stances = dict(zip(own["theme"], own["stance"], strict=True))
    return Form(one_line(statement["text"]), {name: _known(statement[name]) for name in STATEMENT_FIELDS}, stances)


def event_form(event: Mapping[str, Any]) -> Form:
    """The form of an event as it stands."""
    return Form(one_line(event["text"]), {name: _known(event[name]) for name in EVENT_FIELDS})


def place(text: str, start: int, end: int) -> Place:
    """The paragraph of a span; of one that runs over several paragraphs all of them."""
    around = [span for span in paragraphs(text) if span[0] < end and span[1] > start]
    first = min([start, *(span[0] for span in around)])
    last = max([end, *(span[1] for span in around)])
    return Place(text[first:last], first, start, end)


def corrections_of(target_id: int, of: Target, before: Form, after: Form, where: Place) -> list[Correction]:
    """What has to be corrected for a form to become another one; nothing where they are alike.

    Raises:
        StoreError: where a value makes no sense, or the words aren't in the paragraph.
    """
    made = [
        Correction(target_id, name, value, of=of)
        for name, value in after.values.items()
        if value != before.values[name]
    ]
    if one_line(after.words) != before.words:
        made.append(Correction(target_id, "span", find_words(where, after.words), of=of))
    made += [
        Correction(target_id, "stance", after.stances.get(theme), theme, of=of)
        for theme in dict.fromkeys([*after.stances, *before.stances])
        if after.stances.get(theme) != before.stances.get(theme)
    ]
    for correction in made:
        check(correction)
    return made


def find_words(where: Place, words: str) -> tuple[int, int]:
    """Start and end, in the article, of words in a paragraph; where they stand more than once, nearest to the span.

    Raises:
        StoreError: where they aren't in it.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, where.paragraph)] if pattern else []
    if not found:
        raise StoreError("These words don’t stand in the paragraph so. Copy them from it, with every sign.")
    start, end = min(found, key=lambda span: abs(span[0] + where.offset - where.start))
    return start + where.offset, end + where.offset


def one_line(text: str) -> str:
    """The text with white space collapsed."""
    return " ".join(text.split())


def _known(value: object) -> Any:  # noqa: ANN401
    """A value of a frame, None where it is missing."""
    if isinstance(value, list | tuple):
        return list(value)
    return value if isinstance(value, str | bool) else bool(value) if value in (True, False) else None
