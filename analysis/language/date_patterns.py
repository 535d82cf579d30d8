"""Text -> the expressions in it that have the form of a date, not yet resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from analysis.language.date_words import date_words

# Kind of expression -> form. Words in angle brackets are filled in from the data; the names of groups are what the
# resolvers read. Case matters only where the data has capitals: months, weekdays and feasts.
FORMS: tuple[tuple[str, str], ...] = (
    ("day", r"(?P<year><YEAR>)-(?P<month><MM>)-(?P<day>\d\d)(?:T\d\d:\d\d\S*)?"),
    ("day", r"(?P<day>\d?\d)\.(?P<month><MM>)\.(?P<year><YEAR>)"),
    ("slashes", r"(?P<first>\d?\d)/(?P<second>\d?\d)/(?P<year><YEAR>)"),
    ("days", r"(?P<day><DAY>)\s?<TO>\s?(?P<until><DAY>)\s+(?:of\s+)?(?P<month><MONTH>)(?:,?\s+(?P<year><YEAR>))?"),
    ("days", r"(?P<month><MONTH>)\s+(?P<day><DAY>)\s?<TO>\s?(?P<until><DAY>)(?:,?\s+(?P<year><YEAR>))?"),
    ("day", r"<WEEKDAY_COMMA>(?P<day><DAY>)\s+(?:of\s+)?(?P<month><MONTH>)(?:,?\s+(?P<year><YEAR>))?<OF_DAY>"),
    ("day", r"<WEEKDAY_COMMA>(?P<month><MONTH>)\s+(?:the\s+)?(?P<day><DAY>)(?:,?\s+(?P<year><YEAR>))?<OF_DAY>"),
    ("month", r"<PART>?(?P<month><MONTH>)(?:\s+of|,)?\s+(?P<year><YEAR>)"),
    ("month", r"(?P<part><PART>)?(?:(?P<shift>this|last|next|past)\s+)?(?P<month><MONTH>)"),
    ("year", r"<PART>?<SEASON>(?:\s+of)?\s+(?P<year><YEAR>)"),
    ("season", r"<PART>?(?P<shift>(?i:this|last|next))\s+(?P<season><SEASON>)"),
    ("year", r"(?i:the\s+)?(?i:first|second|third|fourth)\s+(?:quarter|half)\s+of\s+(?P<year><YEAR>)"),
    ("year", r"[QH][1-4]\s+(?:of\s+)?(?P<year><YEAR>)"),
    ("year", r"(?i:(?:the\s+)?fiscal\s+(?:year\s+)?)(?P<year><YEAR>)"),
    ("relative", r"<PART>?(?P<shift>(?i:this|last|next|current))\s+fiscal\s+(?P<unit>year)"),
    ("weekday", r"(?P<weekday><WEEKDAY>)<OF_DAY>\s+(?:of\s+)?(?P<week>(?i:this|last|next))\s+week"),
    (
        "weekday",
        r"(?:(?P<shift>(?i:this|last|next|past|coming|this\s+past|this\s+coming))\s+|<PART>)?(?P<weekday><WEEKDAY>)<OF_DAY>",
    ),
    ("narrative", r"(?i:the\s+)?(?P<side>(?i:same|previous|following|preceding))\s+(?P<unit><UNIT>)"),
    ("narrative", r"(?i:the)\s+(?P<side>(?i:next))\s+(?P<unit>day)"),
    ("narrative", r"(?P<side>(?i:that))\s+(?P<unit>(?i:day|week|month|year))(?=\s*[,.;]|$)"),
    (
        "narrative",
        r"(?i:the|a)\s+(?P<unit>(?i:day|week|month|year))\s+(?P<side>(?i:before|after|earlier|later))(?=\s*[,.;]|$)",
    ),
    ("narrative", r"(?P<count><NUMBER>)\s+(?P<unit><UNIT>)s?\s+(?P<side>(?i:earlier|later))(?!\s+than)"),
    ("ago", r"<ABOUT>?(?P<count><NUMBER>)\s+(?P<unit><UNIT>)s?\s+(?i:ago)"),
    ("ahead", r"(?i:in)\s+(?P<count><NUMBER>)\s+(?P<unit><UNIT>)s?['’]?(?P<from_now>\s+<FROM_NOW>)?"),
    ("deictic", r"(?P<word><DEICTIC>)<OF_DAY>"),
    ("relative", r"(?i:(?:over|at)\s+(?P<shift>the)\s+(?P<unit>weekend))"),
    (
        "relative",
        r"<PART>?(?:the\s+(?=current))?(?P<shift>(?i:this|last|next|current))\s+(?P<unit>(?i:weekend|week|month|year))",
    ),
    ("relative", r"(?i:the\s+end\s+of\s+(?P<shift>the\s+)?(?P<unit>year))"),
    ("feast", r"(?P<feast><FEAST>)(?:,?\s+(?P<year><YEAR>))?"),
    ("years", r"(?P<year><YEAR>)\s?[-–]\s?(?P<until>\d\d(?:\d\d)?)"),
    ("year", r"<PART>?(?P<year><YEAR>)"),
)
# A date is no part of a longer number, word, path or sum.
BEFORE, AFTER = r"(?<![\w/$€£#])(?<!\d[.,:])", r"(?![\w/%])(?![.,:]\d)"


@dataclass(frozen=True)
class Expression:
    """A stretch that has the form of a date; ``kind`` says how its value is found."""

    start: int
    end: int
    kind: str
    match: re.Match[str]

    def __getitem__(self, group: str) -> str | None:
        """The words of a part of the form, None where this form has no such part."""
        return self.match.groupdict().get(group)


def date_expressions(text: str) -> list[Expression]:
    """All stretches of the text that have the form of a date, in order, the longer first; they may overlap."""
    starts = [match.start() for match in _any_form().finditer(text)]
    found = [
        Expression(m.start(), m.end(), kind, m) for kind, form in _compiled() for m in _matches(form, text, starts)
    ]
    taken = [m.span() for m in _not_dates().finditer(text)]
    found = [e for e in found if not any(start < e.end and e.start < end for start, end in taken)]
    return sorted(found, key=lambda e: (e.start, -e.end))


def _matches(form: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a form, none of which overlap."""
    end = 0
    for start in starts:
        if start >= end and (match := form.match(text, start)):
            end = match.end()
            yield match


@cache
def _any_form() -> re.Pattern[str]:
    """Where any of the forms begins; to look for each in the whole text takes twice as long."""
    forms = (re.sub(r"\(\?P<\w+>", "(?:", form.pattern.removeprefix(BEFORE)) for _, form in _compiled())
    return re.compile(rf"\b(?=\w){BEFORE}(?={'|'.join(forms)})")


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    parts = _placeholders()
    fill = re.compile(r"<([A-Z_]+)>")
    return [
        (kind, re.compile(BEFORE + fill.sub(lambda m: parts.get(m[1], m[0]), form) + AFTER)) for kind, form in FORMS
    ]


@cache
def _not_dates() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(date_words().not_dates)})\b")


@cache
def _placeholders() -> dict[str, str]:
    words = date_words()
    weekdays = _capitalised(words.weekdays)
    abbreviations = _capitalised(words.weekday_abbreviations)
    return {
        "YEAR": r"(?:1[89]\d\d|20\d\d)",
        "MM": r"(?:0?[1-9]|1[0-2])",
        "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
        "TO": r"(?:-|–|—|to|and|until|through)",
        "MONTH": rf"(?:(?:{_capitalised(words.months)})|(?:{_capitalised(words.month_abbreviations)})\b\.?)",
        "WEEKDAY": rf"(?:{weekdays})",
        "WEEKDAY_COMMA": rf"(?:(?:{weekdays}|{abbreviations})\.?(?:,\s+|\s+)(?:the\s+)?\(?)?",
        "SEASON": rf"(?i:{_any(words.seasons)})",
        "PART": rf"(?i:(?:(?:{_any(words.before)})[\s-]\s*))",
        "OF_DAY": rf"(?:\s+(?i:{_any(words.of_day)}))?",
        "UNIT": r"(?i:day|week|month|year)",
        "NUMBER": rf"(?i:\d\d?|{_any(words.numbers)})",
        "ABOUT": rf"(?i:(?:{_any(words.approximate)})\s+)",
        "FROM_NOW": rf"(?i:{_any(words.from_now)})",
        "DEICTIC": rf"(?i:{_any(words.days)})",
        "FEAST": rf"(?i:{_any(words.feasts)})",
    }


def _any(words: Iterable[str]) -> str:
    """An alternation of the words, the longer first, with any white space and either apostrophe."""
    escaped = (re.escape(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(word.replace(r"\ ", r"\s+").replace("'", "['’]") for word in escaped)


def _capitalised(words: Iterable[str]) -> str:
    return _any({form for word in words for form in (word.title(), word.upper())})
