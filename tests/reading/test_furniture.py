"""What a news page prints around its reporting is told from the reporting."""

import pytest

from analysis.reading.furniture import find_furniture
from analysis.reading.paragraphs import paragraphs
from analysis.reading.titles import title_in_text, title_of_file

PAGE = """Skip to content
BREAKING NEWS
Home » Middle East » Hamas says it is studying new truce proposal

Hamas says it is studying new truce proposal

Qatar and Egypt hope for an answer within days
By Layla Haddad and Tom Reed in Doha
Published On 12 Jan 2025
Last updated: 12 January 2025, 14:05 GMT
Facebook Twitter WhatsApp Copy link

Key points
• Mediators expect a reply by Friday
• The cabinet in Jerusalem is split over the exchange

Displaced families in Khan Younis, southern Gaza Strip [File: Hatem Ali/AP Photo]

Hamas said on Sunday that it was studying a proposal for a truce, and that it would answer soon.

"We will not sign anything that leaves soldiers in our cities," said a senior official of the group.

Read more: What is known of the proposal

Cabinet divided

The prime minister did not comment. By Friday, the mediators want a reply.

Updated figures show that 40 lorries a day enter the Strip, the United Nations reports.

He said:

"There is no other way."

Source: Al Nahar and news agencies
© 2025 Al Nahar Media. All rights reserved.

Related Posts
Egypt reopens crossing
The truce that failed last spring is still a model, said one diplomat.
Leave a Reply
Your email address will not be published.
"""
TITLE = "Hamas says it is studying new truce proposal"


def kinds(text: str, title: str = "") -> dict[str, str]:
    return {text[span.start : span.end]: span.kind for span in find_furniture(text, title)}


def test_page_as_it_is_copied_from_the_browser():
    found = kinds(PAGE, TITLE)
    assert found["Skip to content"] == found["BREAKING NEWS"] == "label"
    assert found[f"Home » Middle East » {TITLE}"] == found[TITLE] == "title"
    assert found["Qatar and Egypt hope for an answer within days"] == found["Cabinet divided"] == "heading"
    assert found["By Layla Haddad and Tom Reed in Doha"] == "byline"
    assert found["Published On 12 Jan 2025"] == found["Last updated: 12 January 2025, 14:05 GMT"] == "date"
    assert found["Facebook Twitter WhatsApp Copy link"] == "share"
    assert found["Key points"] == found["• Mediators expect a reply by Friday"] == "summary"
    assert found["Displaced families in Khan Younis, southern Gaza Strip [File: Hatem Ali/AP Photo]"] == "photo"
    assert found["Read more: What is known of the proposal"] == "link"
    assert found["Source: Al Nahar and news agencies"] == "source"
    assert found["© 2025 Al Nahar Media. All rights reserved."] == "copyright"
    assert found["The truce that failed last spring is still a model, said one diplomat."] == "closing"
    assert found["Your email address will not be published."] == "closing"


def test_reporting_of_that_page_stays():
    left = [PAGE[a:b] for a, b in paragraphs(PAGE) if PAGE[a:b] not in kinds(PAGE, TITLE)]
    assert [line.split(",")[0] for line in left] == [
        "Hamas said on Sunday that it was studying a proposal for a truce",
        '"We will not sign anything that leaves soldiers in our cities',
        "The prime minister did not comment. By Friday",
        "Updated figures show that 40 lorries a day enter the Strip",
        "He said:",
        '"There is no other way."',
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the last soldiers had left Goma.",
        "Updated maps were handed to both sides, Kinshasa reports.",
        "Related tensions rose in Juba, the envoy said.",
        "Photo exhibitions were banned in Minsk, an activist said.",
        "Share of the vote was not disclosed, the commission said.",
        "Subscribers of the state gas company must pay in roubles, Moscow said.",
        "“We are ready,” the minister told reporters (TASS).",
        "The ministry in Delhi denied the report, according to Reuters.",
        "Yerevan: no comment on the corridor was made, said the spokeswoman.",
        "No comments were made by either delegation.",
        "Recommended sanctions will be debated in Brussels on Monday.",
    ],
)
def test_reporting_that_begins_or_ends_like_furniture(line):
    text = f"The talks were held on Monday in Addis Ababa.\n\n{line}\n\nThey will go on next week, the hosts said."
    assert kinds(text) == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Our Correspondent", "byline"),
        ("by editor", "byline"),
        ("Reporting by Jane Doe in Nairobi; Editing by Max Roe", "byline"),
        ("Updated", "date"),
        ("3 hours ago", "date"),
        ("Thursday, April 17, 2025", "date"),
        ("Photo: AFP", "photo"),
        ("FILE - The port of Odesa, Aug. 2, 2023. (AP Photo/Ann Smith, File)", "photo"),
        ("Soldiers at the border near Abyei. AFP/Getty Images", "photo"),
        ("Soldiers at the border near Abyei.AFP", "photo"),
        ("Read also: Troops leave Abyei", "link"),
        ("READ ALSO: Troops leave Abyei", "link"),
        ("Sign up for our newsletter.", "newsletter"),
        ("(With inputs from agencies)", "source"),
        ("All rights reserved", "copyright"),
        ("***", "rule"),
    ],
)
def test_single_lines(line, kind):
    text = f"The talks were held on Monday in Addis Ababa.\n\n{line}\n\nThey will go on next week, the hosts said."
    assert kinds(text).get(line) == kind


def test_caption_that_stands_twice():
    caption = "The foreign minister of Serbia."
    text = f"Serbia recalls envoy\n\n{caption}\n{caption}AP\n\nBelgrade recalled its envoy on Monday, it said."
    assert kinds(text)[caption] == kinds(text)[f"{caption}AP"] == "photo"


def test_box_of_links_in_the_midst_of_an_article():
    text = (
        "Armenia and Azerbaijan agreed on a text.\n\nRelated stories\nMarkers set up in Tavush\nWho gains?\n\n"
        "Baku said that Yerevan must first change its constitution, and that talks on the venue would follow.\n\n"
        "Yerevan called the demand a new one."
    )
    assert kinds(text) == {"Related stories": "link", "Markers set up in Tavush": "link", "Who gains?": "link"}


def test_transcripts_keep_every_turn():
    text = "Nairobi\n\nMS. WANJIRU: The parties met\nQ    And the prisoners\nMR. ODHIAMBO: On Friday\nMaybe sooner"
    assert kinds(text) == {"Nairobi": "heading"}


def test_bullets_of_a_fact_sheet_are_its_text():
    text = "The ministers agreed on Monday:\n\n- to open the road to Lachin;\n- to release nine prisoners."
    assert kinds(text) == {}


@pytest.mark.parametrize("text", ["The ministers met in Oslo", "The ministers met in Oslo.", "By Jane Doe", ""])
def test_text_of_one_sentence_has_no_furniture(text):
    assert find_furniture(text, text) == ()


def test_lines_without_stops_are_not_thrown_away():
    text = "US raises tariffs on steel\nChina vows to answer\nCanada files a complaint"
    assert kinds(text, "US raises tariffs on steel") == {"US raises tariffs on steel": "title"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PAGE, TITLE),
        ("NEWS\nIsrael and Lebanon resume talks\n\nThe envoys met on Monday.", "Israel and Lebanon resume talks"),
        ("The envoys met on Monday in Naqoura.\n\nThey will meet again.", None),
        ("The envoys met on Monday", None),
        ("MS. WANJIRU: Good morning\nQ: Hello", None),
    ],
)
def test_title_is_the_first_line_that_looks_like_a_headline(text, title):
    assert title_in_text(text) == title


def test_title_of_the_last_resort():
    assert title_of_file("archive.zip/2025-04-17-talks_in-Oslo.md") == "talks in Oslo"


@pytest.mark.parametrize(
    ("first", "dateline"),
    [
        ("PORT SUDAN (Example Wire) - The army rejected the truce.", "PORT SUDAN (Example Wire) - "),
        ("THE HAGUE, Netherlands, Sept. 3, 2024 — Judges met.", "THE HAGUE, Netherlands, Sept. 3, 2024 — "),
        ("BAKU, May 5. /Wire/. Azerbaijan agreed.", "BAKU, May 5. /Wire/. "),
    ],
)
def test_a_dateline_is_furniture_and_the_sentence_after_it_is_not(first, dateline):
    (piece,) = find_furniture(first, "")
    assert (piece.kind, first[piece.start : piece.end]) == ("dateline", dateline)


@pytest.mark.parametrize(
    "first", ["NATO - which met on Monday - agreed.", "US-led talks began.", "MS. LEE: Well — No."]
)
def test_capitals_and_a_dash_alone_are_no_dateline(first):
    assert find_furniture(first, "") == ()
