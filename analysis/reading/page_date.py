"""The date that a web page states of itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analysis.reading.published import EARLIEST, DateError, date_in_text, parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Dates in the running text, in lists of other articles and in the copyright line are not the article's.
_STATED = "//head/meta[@content] | //head/link | //script[@type='application/ld+json'] | //meta[@itemprop][@content]"
_IN_ARTICLE = "//article//time[@datetime] | //main//time[@datetime]"
_DATE_CLASSES = ("date", "time", "publish", "posted", "byline", "dateline", "timestamp", "updated", "entry-meta")
_MAX_LINE = 120


def page_date(tree: HtmlElement) -> dt.date | None:
    """The publication date that a page states in its head, in a ``time`` element, or in a line made for it.

    htmldate knows the names that sites use in their heads; it is given the head alone, as in a whole page it guesses
    from any date, also from one that can be read in two ways.
    """
    return _date_of_head(tree) or _date_of_time_element(tree) or _date_of_line(tree)


def _date_of_head(tree: HtmlElement) -> dt.date | None:
    from htmldate import find_date
    from lxml import html

    page = html.fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(_STATED):
        if not _is_ambiguous(element.get("content", "")):
            copy = html.fromstring(html.tostring(element, with_tail=False))
            page.find("head").append(copy)
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    found = find_date(
        page, extensive_search=False, original_date=True, min_date=EARLIEST.isoformat(), max_date=tomorrow.isoformat()
    )
    return parse_date(found) if found else None


def _date_of_time_element(tree: HtmlElement) -> dt.date | None:
    # A page without the element "article" has one date near its top; the ticker beside it comes later.
    for element in (tree.xpath(_IN_ARTICLE) or tree.xpath("//time[@datetime]"))[:1]:
        try:
            return parse_date(element.get("datetime"))
        except DateError:
            return None
    return None


def _date_of_line(tree: HtmlElement) -> dt.date | None:
    wanted = " or ".join(f"contains(@class, '{name}') or contains(@id, '{name}')" for name in _DATE_CLASSES)
    for element in tree.xpath(f"//body//time | //body//*[{wanted}]"):
        line = " ".join(element.text_content().split())
        date = date_in_text(line) if len(line) <= _MAX_LINE else None
        if date:
            return date
    return None


def _is_ambiguous(value: str) -> bool:
    """Whether a value is a date of numbers that can be read in two ways."""
    if value.count("/") != 2 and value.count(".") != 2:
        return False
    try:
        parse_date(value)
    except DateError:
        return True
    return False
