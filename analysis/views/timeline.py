"""Events as the articles report them, put together: one `TimelineEvent` for all reports of the same happening."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.views.days import in_words, span
from analysis.views.footing import little_sure, several_outlets
from analysis.views.report_likeness import Report, event_types
from analysis.views.same_event import same_events
from analysis.views.words import telling

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selected import Table

_READ = (
    "event_id", "type", "date", "precision", "planned", "place", "actors", "parties", "text", "story", "source",
    "confidence",
)  # fmt: skip
# Characters of a label: what reads well, and the most that is shown.
_GOOD_LABEL, _LONGEST_LABEL = 80, 140


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One happening, however many sentences and articles report it.

    ``key`` is the lowest id of its reports as text; ``label`` the clearest report's words; ``type_words`` the PLOVER
    type in plain words. ``date`` and ``end`` are the first and last day that its date covers, both None where the
    articles don't say when it happened; ``when`` has it in words. ``planned`` means that no report has it as happened.
    ``themes`` are those of the statements in the same sentences; ``articles`` counts reprints once; ``one_outlet``
    says that one of several outlets alone reports it; ``confidence`` is that of its surest report.
    """

    key: str
    label: str
    type: str
    type_words: str
    date: dt.date | None
    end: dt.date | None
    when: str
    precision: str | None
    planned: bool
    place: str | None
    actors: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    report_ids: tuple[int, ...]
    articles: int
    outlets: tuple[str, ...]
    one_outlet: bool
    confidence: float

    @property
    def doubts(self) -> tuple[str, ...]:
        """What makes it unsure, in words."""
        thin = ("one article only",) if self.articles == 1 else ("one outlet only",) if self.one_outlet else ()
        return thin + little_sure(self.confidence)


def group(events: pd.DataFrame, themes: Mapping[int, Sequence[str]] | None = None) -> list[TimelineEvent]:
    """The reports put together into happenings, by date; the undated last.

    Args:
        events: the events frame of ``evidence.gather``.
        themes: event id -> theme ids (``themes_of_events``); without it no happening has themes.
    """
    columns = (events[name].to_numpy(dtype=object).tolist() for name in _READ)
    records = {row[0]: dict(zip(_READ, row, strict=True)) for row in zip(*columns, strict=True)}
    together = same_events(tuple(_report(record) for record in records.values()))
    several = several_outlets(events)
    return [_happening([records[id_] for id_ in sorted(ids)], themes or {}, several) for ids in together]


def themes_of_events(events: Table, statements: Table, codings: Table) -> dict[int, list[str]]:
    """The themes of each event: those that the statements in its sentence were coded with.

    Args:
        events: the events frame.
        statements: the statements frame.
        codings: the codings frame.
    """
    place = ["article_id", "sentence_start"]
    said = codings[["statement_id", "article_id", "theme"]]
    coded = said.merge(statements[["statement_id", "sentence_start"]], on="statement_id")[[*place, "theme"]]
    both = events[["event_id", *place]].merge(coded, on=place)[["event_id", "theme"]].drop_duplicates()
    themes: dict[int, list[str]] = defaultdict(list)
    for event, theme in zip(both["event_id"], both["theme"], strict=True):
        themes[event].append(theme)
    return themes


def events_around(events: Table, event: int) -> pd.DataFrame:
    """The reports that may tell of the same happening as one of them: those whose dates touch its date.

    Of a report without a date only itself.
    """
    own = events[events["event_id"] == event]
    if own.empty or own["first_day"].isna().all():
        return own
    first, last = own["first_day"].iloc[0], own["last_day"].iloc[0]
    around: pd.DataFrame = events[(events["first_day"] <= last) & (events["last_day"] >= first)]
    return around


def undated(happenings: Sequence[TimelineEvent]) -> list[TimelineEvent]:
    """Those whose date the articles don't say, most reported first."""
    unknown = [happening for happening in happenings if happening.date is None]
    return sorted(unknown, key=lambda happening: -happening.articles)


def find(happenings: Sequence[TimelineEvent], key: str) -> TimelineEvent | None:
    """The event with this key, or that has the report with this id (a filter may have taken its first report away)."""
    known = next((one for one in happenings if key == one.key), None)
    if known or not key.isdecimal():
        return known
    return next((one for one in happenings if int(key) in one.report_ids), None)


def reports(events: Table, happenings: Sequence[TimelineEvent], key: str) -> pd.DataFrame:
    """Every sentence that reports an event: rows of the events frame by publication date; none if the key is gone."""
    happening = find(happenings, key)
    own = events[events["event_id"].isin(happening.report_ids if happening else ())]
    return own.sort_values(["published", "article_id", "start"], na_position="last")


def _report(record: Mapping[Any, Any]) -> Report:
    first, last = span(record["date"]) or (None, None)
    return Report(
        id=record["event_id"],
        type=record["type"],
        first=first,
        last=last,
        place=_text(record["place"]),
        named=frozenset([*record["actors"], *record["parties"]]),
        words=frozenset(telling(record["text"])),
    )


def _happening(
    records: Sequence[Mapping[Any, Any]], themes: Mapping[int, Sequence[str]], several_outlets: bool
) -> TimelineEvent:
    spans = [(days, record) for record in records if (days := span(record["date"]))]
    exact = min(spans, key=lambda one: one[0][1] - one[0][0], default=(None, records[0]))
    days, dated = exact
    type_ = _most_common(record["type"] for record in records)[0]
    return TimelineEvent(
        key=str(records[0]["event_id"]),
        label=_label(records),
        type=type_,
        type_words=str(event_types().get(type_, {}).get("words", type_.lower())),
        date=days[0] if days else None,
        end=days[1] if days else None,
        when=in_words(dated["date"]),
        precision=_text(dated["precision"]) if days else None,
        planned=all(record["planned"] for record in records),
        place=next(iter(_most_common(_text(record["place"]) for record in records)), None),
        actors=_most_common(actor for record in records for actor in record["actors"]),
        parties=_most_common(party for record in records for party in record["parties"]),
        themes=_most_common(theme for record in records for theme in themes.get(record["event_id"], ())),
        report_ids=tuple(int(record["event_id"]) for record in records),
        articles=len({record["story"] for record in records}),
        outlets=(outlets := _most_common(_text(record["source"]) for record in records)),
        one_outlet=several_outlets and len(outlets) == 1,
        confidence=max(float(record["confidence"]) for record in records),
    )


def _label(records: Sequence[Mapping[Any, Any]]) -> str:
    """The words of the surest report; of those as sure, the one nearest to a good label's length."""
    best = max(records, key=lambda record: (round(record["confidence"], 1), -abs(len(record["text"]) - _GOOD_LABEL)))
    words = " ".join(str(best["text"]).split())
    if len(words) <= _LONGEST_LABEL:
        return words
    return words[:_LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def _most_common(values: Iterable[str | None]) -> tuple[str, ...]:
    given = [value for value in values if value]
    different = dict.fromkeys(given)
    # Most reports are the only one of their event.
    return tuple(different if len(different) == len(given) else (value for value, _ in Counter(given).most_common()))


def _text(value: object) -> str | None:
    """A text of a frame, None where it is missing."""
    return value if isinstance(value, str) and value else None
