"""The sentences that a brief quotes, each with where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.exchange.selection import records
from analysis.store.row_places import RowGroups, RowPlaces
from analysis.views.cards import UNKNOWN_OUTLET, UNKNOWN_SPEAKER
from analysis.views.days import in_words, span
from analysis.views.footing import little_sure

if TYPE_CHECKING:
    from analysis.exchange.reports import Report
    from analysis.exchange.selection import Selection

# Characters of a quoted sentence; a longer one is cut, and its link leads to the whole.
_LONGEST = 420
UNDATED = "undated"
# Of an event so many reports are cited.
MOST_CITED = 3
_CITED = [
    "statement_id", "article_id", "counts_as", "speaker", "source_mention", "party", "source", "date", "confidence",
    "reviewed", "start", "end", "sentence_start",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence and where it is from; ``number`` counts from 1, ``link`` opens the sentence in the app.

    ``speaker`` is empty for the report of an event; ``remarks`` are what is unsure of it.
    """

    number: int
    speaker: str
    sentence: str
    outlet: str
    date: str
    title: str
    link: str
    remarks: tuple[str, ...]

    @property
    def source(self) -> str:
        """Outlet and date: "Kosovo Post, 17 April 2025"."""
        return f"{self.outlet}, {self.date}"


@dataclass(frozen=True, slots=True)
class Line:
    """One point of a brief: what it is about, what is said of it, how unsure that is, and the sentences for it.

    With ``quoted`` false the sentences are only cited, as they would repeat the text.
    """

    lead: str
    text: str
    marks: tuple[str, ...]
    citations: tuple[Citation, ...]
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading of their own; ``heading`` may be empty."""

    heading: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a brief; ``empty`` is what it says where it has no line."""

    heading: str
    note: str
    parts: tuple[Part, ...]
    empty: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no line in it."""
        return not any(part.lines for part in self.parts)


class Sources:
    """Numbers the sentences of a brief in the order in which they are first cited."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        ids, counts_as = (selection.found.statements[name].to_numpy(np.int64) for name in ("statement_id", "counts_as"))
        self._places, self._repeats = RowPlaces(ids), np.flatnonzero(ids != counts_as)
        self._repeats_of = RowGroups(counts_as[self._repeats])
        self._sources = selection.found.statements["source"].array
        self._rows: dict[int, dict[str, Any]] = {}
        self._known: dict[tuple[str, int], Citation] = {}

    @property
    def citations(self) -> list[Citation]:
        """All that was cited so far, in order."""
        return list(self._known.values())

    def read(self, statement_ids: Sequence[int]) -> None:
        """Read statements that will be cited; many at once take less time than one by one."""
        new = [id_ for id_ in dict.fromkeys(statement_ids) if id_ not in self._rows]
        if new:
            rows = self._selection.found.statements[_CITED].take(self._places.of(new))
            read = records(self._selection.workspace.frames.with_texts(rows, "title", "text", "sentence_text"))
            self._rows |= {row["statement_id"]: row for row in read}

    def cite(self, statement_ids: Sequence[int]) -> tuple[Citation, ...]:
        """The citations of statements."""
        self.read(statement_ids)
        for id_ in statement_ids:
            if ("statement", id_) not in self._known:
                self._known["statement", id_] = self._of_statement(self._rows[id_])
        return tuple(self._known["statement", id_] for id_ in statement_ids)

    def cite_event(self, reports: Sequence[Report]) -> tuple[Citation, ...]:
        """The citations of the first reports of an event."""
        found = []
        for report in reports[:MOST_CITED]:
            key = ("event", report.event_id)
            if key not in self._known:
                self._known[key] = Citation(
                    len(self._known) + 1, "", _cut(report.sentence), report.outlet,
                    in_words(report.published) if report.published else UNDATED, report.title, report.link,
                    ("reprint",) * report.reprint,
                )  # fmt: skip
            found.append(self._known[key])
        return tuple(found)

    def _outlets_of(self, counts_as: int) -> list[str]:
        """The outlets of a statement and its repeats; none where it has none."""
        same = np.array([counts_as])
        repeats = self._repeats[self._repeats_of.of(same)]
        if not len(repeats):
            return []
        places = np.append(self._places.of(same), repeats)
        alike = self._sources[np.sort(places)]
        return list(dict.fromkeys(other if isinstance(other, str) else UNKNOWN_OUTLET for other in alike))

    def _of_statement(self, row: dict[str, Any]) -> Citation:
        speaker = row["speaker"] or row["source_mention"] or UNKNOWN_SPEAKER
        outlet = row["source"] or UNKNOWN_OUTLET
        others = [other for other in self._outlets_of(row["counts_as"]) if other != outlet]
        remarks = [] if row["speaker"] else ["the speaker is not known by name"]
        remarks += little_sure(row["confidence"])
        remarks += ["checked by a person"] if row["reviewed"] else []
        remarks += [f"also in {', '.join(others)}"] if others else []
        return Citation(
            len(self._known) + 1,
            f"{speaker} ({row['party']})" if row["party"] and row["party"] != speaker else speaker,
            _cut(_sentence(row)),
            outlet,
            in_words(row["date"]) if span(row["date"]) else UNDATED,
            row["title"],
            self._selection.link(row["article_id"], statement=row["statement_id"]),
            tuple(remarks),
        )


def _sentence(row: dict[str, Any]) -> str:
    """The sentence of a statement, whole; a statement may run on over several."""
    sentence, offset = row["sentence_text"], row["sentence_start"]
    before, after = sentence[: max(row["start"] - offset, 0)], sentence[max(row["end"] - offset, 0) :]
    return f"{before}{row['text']}{after}"


def _cut(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
