"""What a date in a sentence is taken for, against a Wednesday: 23 April 2025."""

import datetime as dt

import pytest
import spacy

from analysis.language.analysis import analyse
from analysis.language.dates import DatesComponent
from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.model import Article, Precision

PUBLISHED = dt.date(2025, 4, 23)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.load(DEFAULT_PIPELINE)
    assert isinstance(nlp.add_pipe("parley_dates"), DatesComponent)
    return nlp


def dates(nlp, text, published=PUBLISHED):
    article = Article(file="t", title="", text=text, published=published)
    return [(date.text, date.value) for date in analyse(nlp, article).dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ohrid deal was reached on 18 March 2023.", [("18 March 2023", "2023-03-18")]),
        ("Armenia and Azerbaijan signed the statement on Nov. 10, 2020.", [("Nov. 10, 2020", "2020-11-10")]),
        ("The truce began on Sunday, January 19, 2025.", [("Sunday, January 19, 2025", "2025-01-19")]),
        ("The decree of 2024-08-06 was repealed.", [("2024-08-06", "2024-08-06")]),
        ("The resolution was adopted in August 2006.", [("August 2006", "2006-08")]),
        ("War broke out in 1998.", [("1998", "1998")]),
        ("Fighting grew in late 2023.", [("late 2023", "2023")]),
        ("The tariffs took effect in spring 2024.", [("spring 2024", "2024")]),
        ("Exports fell in the first quarter of 2025.", [("the first quarter of 2025", "2025")]),
        ("Israel struck Rafah on May 26-27, 2024.", [("May 26", "2024-05-26"), ("27, 2024", "2024-05-27")]),
        ("He governed Kosovo in 2014-15.", [("2014", "2014"), ("15", "2015")]),
        ("The order was signed on 25/04/2024.", [("25/04/2024", "2024-04-25")]),
    ],
)
def test_absolute_dates_have_exact_spans_and_values(nlp, text, expected):
    assert dates(nlp, text) == expected
    assert dates(nlp, text, published=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army shelled Omdurman on Monday.", [("Monday", "2025-04-21")]),
        ("The envoys met on Wednesday.", [("Wednesday", "2025-04-23")]),
        ("The ministers will meet in Doha on Friday.", [("Friday", "2025-04-25")]),
        ("The talks are scheduled for Thursday.", [("Thursday", "2025-04-24")]),
        ("Hamas was given until Sunday to reply.", [("Sunday", "2025-04-27")]),
        ("Serbia held an election last Wednesday.", [("last Wednesday", "2025-04-16")]),
        ("Pashinyan will speak next Monday.", [("next Monday", "2025-04-28")]),
        ("They met on Tuesday of last week.", [("Tuesday of last week", "2025-04-15")]),
        ("He left yesterday and returns tomorrow.", [("yesterday", "2025-04-22"), ("tomorrow", "2025-04-24")]),
        ("The council met this week.", [("this week", "2025-W17")]),
        ("The council met last week.", [("last week", "2025-W16")]),
        ("Duties will rise next month.", [("next month", "2025-05")]),
        ("Trade fell last year.", [("last year", "2024")]),
        ("The strike was two weeks ago.", [("two weeks ago", "2025-W15")]),
        ("The siege ended three days ago.", [("three days ago", "2025-04-20")]),
        ("The president will visit Baku in two weeks.", [("in two weeks", "2025-W19")]),
        ("The garrison fell in December.", [("December", "2024-12")]),
        ("The summit will take place in September.", [("September", "2025-09")]),
        ("They agreed on 19 December.", [("19 December", "2024-12-19")]),
        ("They will vote on May 25.", [("May 25", "2025-05-25")]),
    ],
)
def test_relative_dates_count_from_publication_on_the_side_the_tense_gives(nlp, text, expected):
    assert dates(nlp, text) == expected


def test_without_publication_date_nothing_is_invented(nlp):
    text = "Sudan's army said on Monday that it would attack next week. On 3 May it had lost a base, two weeks ago."
    assert dates(nlp, text, published=None) == []


def test_dateline_stands_in_for_the_publication_date(nlp):
    text = "NAIROBI, 6 May 2024 (Example) - Sudan's army attacked the town on Sunday."
    assert dates(nlp, text, published=None) == [("6 May 2024", "2024-05-06"), ("Sunday", "2024-05-05")]


def test_narrated_dates_count_from_the_date_before_them(nlp):
    text = "Azerbaijan attacked on September 19, 2023. The next day, it stopped. A week later, many had fled."
    expected = [("September 19, 2023", "2023-09-19"), ("The next day", "2023-09-20"), ("A week later", "2023-W39")]
    assert dates(nlp, text) == expected


def test_a_day_without_year_takes_the_year_of_the_story(nlp):
    text = "Israel invaded Lebanon on 6 June 1982. On 16 September, militiamen entered Shatila."
    assert dates(nlp, text) == [("6 June 1982", "1982-06-06"), ("16 September", "1982-09-16")]


@pytest.mark.parametrize(
    "text",
    [
        "The blockade lasted for 50 days.",
        "Egypt proposed a 30-day ceasefire.",
        "The envoy is 45 years old.",
        "He lent $2014 and 2,014 tons of grain.",
        "The train left at 1945 GMT.",
        "Resolution 1973 authorised the strikes.",
        "More than 2000 soldiers died.",
        "Parliament meets every Thursday.",
        "Talks may resume in the coming days.",
        "The Good Friday Agreement ended the fighting.",
        "They took the town in two weeks.",
        "The march may stop.",
        "It was dated 4/5/2024.",
    ],
)
def test_what_is_no_calendar_date_is_left_out(nlp, text):
    assert dates(nlp, text) == []


def test_spans_lie_in_the_text_over_paragraphs(nlp):
    text = "  Kosovo and Serbia talked.\n\nOn  Tuesday they met.\n"
    (date,) = analyse(nlp, Article("t", "", text, published=PUBLISHED)).dates
    assert (text[date.start : date.end], date.precision) == ("Tuesday", Precision.DAY)
