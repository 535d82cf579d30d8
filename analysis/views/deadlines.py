"""Deadlines that were set: "by Friday", "within 50 days"; whether they have passed, and what was reported after."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.views.day_numbers import dates as dates_told
from analysis.views.days import span
from analysis.views.related import Aftermath

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.views.timeline import TimelineEvent

_READ = ("statement_id", "article_id", "party", "speaker", "sentence_start", "content")
# Days after a deadline in which an event still counts as what came of it.
_AFTERMATH = 30
# More characters than a number in words has, with the space behind it.
_LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that a statement sets for something to be done.

    ``words`` are those that set it, ``said`` is the day of the statement, ``due`` the last day of the deadline.
    ``after`` are the keys of the events reported since, of the same parties and themes or words, by date.
    """

    statement_id: int
    words: str
    said: dt.date
    due: dt.date
    party: str | None
    after: tuple[str, ...]

    def state(self, today: dt.date, last_article: dt.date | None) -> str:
        """Whether it has passed: as of today, and as of the last article that could tell what came of it."""
        if self.due >= today:
            return f"runs for {(self.due - today).days} more days" if self.due > today else "ends today"
        if last_article is None or last_article <= self.due:
            return "has passed, and no article here is later"
        return "has passed"


def deadlines(
    statements: pd.DataFrame, dates: pd.DataFrame, happenings: Sequence[TimelineEvent], themes: Mapping[int, set[str]]
) -> list[Deadline]:
    """The deadlines that statements set, the latest due first; reprints once, and the same sentence once.

    Args:
        statements: the statements frame of ``evidence.gather``.
        dates: the store's date mentions.
        happenings: the events of the timeline.
        themes: statement id -> the ids of its themes.
    """
    later = Aftermath(happenings)
    found: dict[tuple[int, int, dt.date], Deadline] = {}
    for record, mentions in _that_may_set_one(statements, dates):
        for words, due in deadlines_in(record["told"], record["day"], mentions):
            place = (record["article_id"], record["sentence_start"], due)
            if place not in found:
                own = themes.get(record["statement_id"], set())
                found[place] = _deadline(record, words, due, _after(record, due, later, own))
    return sorted(found.values(), key=lambda one: (-one.due.toordinal(), one.statement_id))


def deadlines_in(text: str, said: dt.date, mentions: Sequence[tuple[int, int, str]] = ()) -> list[tuple[str, dt.date]]:
    """The deadlines in a text: the words that set each, and its last day.

    Args:
        text: of a sentence.
        said: the day from which a span of time counts.
        mentions: the dates in it as (start, end, ISO 8601 value).
    """
    found = [
        (text[match.start() : end], days[1])
        for start, end, value in mentions
        if (match := _before_date().search(text[:start])) and (days := span(value)) and days[1] > said
    ]
    for match in _spans().finditer(text):
        named = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        length = _length(named["number"], named["unit"])
        if length is not None:
            found.append((" ".join(match.group().split()), said + dt.timedelta(days=length)))
    return found


def _that_may_set_one(
    statements: pd.DataFrame, dates: pd.DataFrame
) -> Iterator[tuple[dict[str, Any], list[tuple[int, int, str]]]]:
    """The dated statements that name a date or a span of time, each with the dates in what it tells.

    That is its sentence, or its own words where it is a quotation of several.
    """
    dated = statements[statements["first_day"].notna() & (statements["counts_as"] == statements["statement_id"])]
    first, begin = (dated[name].to_numpy(np.int64) for name in ("start", "sentence_start"))
    end = np.maximum(*(dated[name].to_numpy(np.int64) for name in ("end", "sentence_end")))
    own, sentences = (dated[name].to_numpy(dtype=object) for name in ("text", "sentence_text"))
    told, start = np.where(first >= begin, sentences, own), np.minimum(first, begin)
    until = np.minimum(end, start + np.fromiter(map(len, told), dtype=np.int64, count=len(told)))
    mentioned = dates.sort_values(["article_id", "start"])
    since, last = _stretches(mentioned, dated["article_id"].to_numpy(np.int64), start, until)
    places = list(zip(*(mentioned[name].tolist() for name in ("start", "end", "value")), strict=True))
    spanned = np.fromiter(map(_names_span, told), dtype=bool, count=len(told))
    at = np.flatnonzero(spanned | (since < last))
    chosen = dated.iloc[at]
    columns = {name: chosen[name].to_numpy(dtype=object).tolist() for name in _READ}
    columns |= {"day": dates_told(chosen["first_day"]).tolist(), "told": told[at].tolist()}
    for number, row in zip(at.tolist(), zip(*columns.values(), strict=True), strict=True):
        within = [
            (place - int(start[number]), close - int(start[number]), value)
            for place, close, value in places[since[number] : last[number]]
            if close <= until[number]
        ]
        yield dict(zip(columns, row, strict=True)), within


def _stretches(
    mentions: pd.DataFrame, articles: NDArray[np.int64], start: NDArray[np.int64], until: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the mentions begin and end that start within places of articles; they are in the order of the texts."""
    starts = mentions["start"].to_numpy(np.int64)
    # One number for article and place, so that each place's mentions are one stretch of a sorted array.
    length = 1 + max(int(starts.max(initial=0)), int(until.max(initial=0)))
    keys = mentions["article_id"].to_numpy(np.int64) * length + starts
    return np.searchsorted(keys, articles * length + start), np.searchsorted(keys, articles * length + until)


def _deadline(record: Mapping[Any, Any], words: str, due: dt.date, after: tuple[str, ...]) -> Deadline:
    party = record["party"] if isinstance(record["party"], str) else None
    return Deadline(record["statement_id"], words, record["day"], due, party, after)


def _after(record: Mapping[Any, Any], due: dt.date, later: Aftermath, themes: set[str]) -> tuple[str, ...]:
    return tuple(event.key for event in later.of(record, themes, due + dt.timedelta(days=_AFTERMATH)))


def _length(number: str, unit: str) -> int | None:
    """How many days "fifty", "50" or "ten" of a unit are; None where the number isn't known."""
    words = _words()
    several = int(number) if number.isdigit() else words["numbers"].get(number.lower())
    # More than ten years from now is no deadline but a figure of speech.
    days = None if several is None else round(several * words["units"][unit.lower()])
    return days if days is not None and days <= 3650 else None


@cache
def _words() -> dict[str, Any]:
    text = (files("analysis.views") / "data" / "deadline_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _before_date() -> re.Pattern[str]:
    """What must stand right before a date, at the end of the text before it."""
    words = _words()
    giving = rf"(?:{_any(words['giving'])})\s+(?:[\w’'.-]+\s+){{0,4}}(?:{_any(words['until'])})"
    return re.compile(rf"\b(?:{giving}|{_any(words['before_date'])})\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _spans() -> re.Pattern[str]:
    words = _words()
    number, unit = rf"(?:\d{{1,3}}|{_any(words['numbers'])})", f"(?:{_any(words['units'])})"
    length = rf"(?P<number>{number})\s+(?P<unit>{unit})s?"
    having = rf"(?:{_any(words['having'])})\s+(?:[\w’'.-]+\s+){{0,3}}?"
    before = rf"\b(?:{_any(words['before_span'])})\s+{length}\b"
    joined = rf"\b(?P<number2>{number})-(?P<unit2>{unit})\s+(?:{_any(words['after_span'])})\b"
    had = rf"\b{having}(?P<number3>{number})\s+(?P<unit3>{unit})s?\s+(?:{_any(words['to_do'])})\b"
    return re.compile(f"{before}|{joined}|{had}", re.IGNORECASE)


def _names_span(text: str) -> bool:
    """Whether a number stands before a unit of time: a faster look than that for all words of a deadline."""
    for unit in _units().finditer(text):
        before = text[max(0, unit.start() - _LONGEST_NUMBER) : unit.start()].replace("-", " ").split()
        if before and (before[-1][-1].isdigit() or before[-1].lower() in _words()["numbers"]):
            return True
    return False


@cache
def _units() -> re.Pattern[str]:
    return re.compile(_any(_words()["units"]), re.IGNORECASE)


def _any(phrases: Sequence[str] | Mapping[str, object]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
