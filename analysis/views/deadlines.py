"""Deadlines that were set: "by Friday", "within 50 days"; whether they have passed, and what was reported after."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.views.day_numbers import dates as dates_told
from analysis.views.days import span
from analysis.views.related import Aftermath

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.timeline import TimelineEvent

_READ = [
    "statement_id", "article_id", "party", "speaker", "first_day", "start", "end", "sentence_start", "sentence_end",
    "text", "content", "sentence_text",
]  # fmt: skip
# Days after a deadline in which an event still counts as what came of it.
_AFTERMATH = 30


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
    of_article: dict[int, list[dict[Any, Any]]] = defaultdict(list)
    for mention in dates.to_dict("records"):
        of_article[mention["article_id"]].append(mention)
    later = Aftermath(happenings)
    found: dict[tuple[int, int, dt.date], Deadline] = {}
    dated = statements.loc[
        statements["first_day"].notna() & (statements["counts_as"] == statements["statement_id"]), _READ
    ]
    for record in dated.assign(day=dates_told(dated["first_day"])).to_dict("records"):
        for words, due in _set_in(record, of_article[record["article_id"]]):
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


def _set_in(record: Mapping[Any, Any], mentions: Sequence[Mapping[Any, Any]]) -> Iterator[tuple[str, dt.date]]:
    """The deadlines in a statement's own words, or in its sentence where it is no quotation of several."""
    start, end = min(record["sentence_start"], record["start"]), max(record["sentence_end"], record["end"])
    text = record["sentence_text"] if record["start"] >= record["sentence_start"] else record["text"]
    within = [
        (mention["start"] - start, mention["end"] - start, mention["value"])
        for mention in mentions
        if start <= mention["start"] and mention["end"] <= min(end, start + len(text))
    ]
    yield from deadlines_in(text, record["day"], within)


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


def _any(phrases: Sequence[str] | Mapping[str, object]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
