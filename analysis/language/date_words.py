"""The words that dates are made of, from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "dates" / "words.toml"


@dataclass(frozen=True)
class DateWords:
    """What ``data/dates/words.toml`` holds; its comments say what each table is for.

    Keys are lower case throughout; months count from 1, weekdays from 0 (Monday).
    """

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    days: dict[str, int]
    feasts: dict[str, tuple[int, int]]
    before: tuple[str, ...]
    of_day: tuple[str, ...]
    approximate: tuple[str, ...]
    before_month: frozenset[str]
    not_year_after: frozenset[str]
    not_year_before: frozenset[str]
    year_after: frozenset[str]
    ahead: frozenset[str]
    each: frozenset[str]
    from_now: tuple[str, ...]
    not_dates: tuple[str, ...]

    def number(self, text: str) -> int:
        """The number that digits or a number word say."""
        return int(text) if text.isdigit() else self.numbers[text.lower()]


@cache
def date_words() -> DateWords:
    """Read the words once a process."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))

    def lower(name: str) -> dict[str, int]:
        return {key.lower(): value for key, value in data[name].items()}

    contexts = data["contexts"]
    return DateWords(
        months=lower("months"),
        month_abbreviations=lower("month_abbreviations"),
        weekdays=lower("weekdays"),
        weekday_abbreviations=lower("weekday_abbreviations"),
        seasons=lower("seasons"),
        numbers=lower("numbers"),
        days=lower("days"),
        feasts={key.lower(): (month, day) for key, (month, day) in data["feasts"].items()},
        before=tuple(data["parts"]["before"]),
        of_day=tuple(data["parts"]["of_day"]),
        approximate=tuple(data["parts"]["approximate"]),
        before_month=frozenset(contexts["before_month"]),
        not_year_after=frozenset(contexts["not_year_after"]),
        not_year_before=frozenset(contexts["not_year_before"]),
        year_after=frozenset(contexts["year_after"]),
        ahead=frozenset(contexts["ahead"]),
        each=frozenset(contexts["each"]),
        from_now=tuple(contexts["from_now"]),
        not_dates=tuple(data["not_dates"]["phrases"]),
    )
