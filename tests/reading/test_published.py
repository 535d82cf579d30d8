"""A publication date is read where it is written, and never invented."""

import datetime as dt

import pytest

from analysis.model import DateOrigin
from analysis.reading.files import read_file
from analysis.reading.published import DateError, date_in_name, date_in_text, parse_date
from tests.reading.made import CLOSE, QUOTE, page

DAY = dt.date(2025, 4, 17)


@pytest.mark.parametrize(
    "written",
    ["2025-04-17", "2025-04-17T23:10:00-05:00", "20250417", "April 17, 2025", "17 April 2025", "17th of April, 2025",
     "Thu, 17 Apr 2025 08:00:00 GMT", "17/04/2025", "4/17/2025", "17.04.2025", dt.datetime(2025, 4, 17, 23, 0)],
)  # fmt: skip
def test_dates_that_are_taken(written):
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("03/04/2025", "ISO 8601"),
        ("3.4.25", "ISO 8601"),
        ("2025-02-30", "doesn't exist"),
        ("1825-04-17", "before 1900"),
        ("2125-04-17", "future"),
        ("April 2025", "not a full date"),
        ("yesterday", "not a full date"),
    ],
)
def test_dates_that_are_refused(written, why):
    with pytest.raises(DateError, match=why):
        parse_date(written)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-04-17-talks.txt", DAY),
        ("20250417.txt", DAY),
        ("talks_2025_04_17.md", DAY),
        ("talks-17-april-2025.html", DAY),
        ("2025-04-17-reply-to-2025-04-16.txt", None),
        ("03-04-2025.txt", None),
        ("report-20251399.txt", None),
        ("000_2e02cfdd20250417d03.txt", None),
        ("2025-04-17/talks.txt", None),
    ],
)
def test_dates_of_names(name, date):
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("KYIV, April 17, 2025 (Agency) — The talks", DAY),
        ("GENEVA (AP), Apr. 17, 2025 - The talks", DAY),
        ("Baku, 17 April 2025. /Trend/. The talks", DAY),
        ("April 17, 2025", DAY),
        ("Thursday, 17 April 2025, 14:30 GMT", DAY),
        ("Published: April 17, 2025 at 3:33 PM", DAY),
        ("Posted on April 17, 2025 by admin", DAY),
        ("By Jane Doe | April 17, 2025", DAY),
        ("KYIV, April 17 (Agency) — The talks", None),
        ("On 17 April 2025 — a Thursday — they met.", None),
        ("The treaty was signed on April 17, 2025.", None),
        ("03/04/2025", None),
    ],
)
def test_dates_at_the_top_of_a_text(line, date):
    assert date_in_text(f"Talks resume\n\n{line}\n\n{QUOTE}") == date


def test_date_far_down_is_not_the_publication_date():
    assert date_in_text("\n".join([CLOSE] * 10) + "\nApril 17, 2025") is None


def test_name_comes_before_dateline():
    (article,) = read_file("2025-04-18-oslo.txt", f"OSLO, April 17, 2025 — {QUOTE}".encode())
    assert (article.published, article.published_origin) == (dt.date(2025, 4, 18), DateOrigin.FILE_NAME)


def paged(head: str = "", above: str = "") -> tuple[dt.date | None, DateOrigin]:
    data = page(head, above).replace("GENEVA, March 3, 2024 (Blue Wire) — ", "")
    (article,) = read_file("saved.html", data.encode())
    return article.published, article.published_origin


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta property="article:published_time" content="2025-04-17T08:00:00Z">', ""),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-04-17"}</script>', ""),
        ("", '<time datetime="2025-04-17T08:00:00Z">Thursday</time>'),
        ("", '<p class="posted-on">Published April 17, 2025</p>'),
    ],
)
def test_dates_that_a_page_states(head, above):
    assert paged(head, above) == (DAY, DateOrigin.PAGE)


@pytest.mark.parametrize(
    ("head", "above"),
    [("", ""), ('<meta name="date" content="03/04/2025">', ""), ("", '<p class="date">03/04/2025</p>')],
)
def test_page_without_a_certain_date_has_none(head, above):
    # The footer of the page has a year and a date that can be read in two ways.
    assert paged(head, above) == (None, DateOrigin.UNKNOWN)
