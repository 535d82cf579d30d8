"""Every format gives the article that is in it."""

import datetime as dt
import json
from email.message import EmailMessage

import pytest

from analysis.model import DateOrigin
from analysis.reading.errors import UnreadableError
from analysis.reading.files import read_articles, read_file
from analysis.reading.formats import accepted_suffixes
from analysis.reading.metadata import MetadataTable, read_metadata
from tests.reading.made import BODY, CLOSE, LEAD, QUOTE, docx_of, page, pdf_of, zip_of


def test_text_is_the_file_itself():
    data = b"\xef\xbb\xbf  Talks in Oslo\r\n\r\nThe envoys met on Monday. \r\n"
    (article,) = read_file("oslo.txt", data)
    assert article.text == "  Talks in Oslo\n\nThe envoys met on Monday. \n"
    assert article.title == "Talks in Oslo"
    assert article.published is None
    assert article.published_origin is DateOrigin.UNKNOWN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding(encoding):
    (article,) = read_file("x.txt", BODY.encode(encoding))
    assert article.text == BODY


def test_text_of_an_old_mac():
    text = BODY.replace("'", "’")
    assert read_file("x.txt", text.encode("mac_roman"))[0].text == text


def test_markdown_becomes_plain_paragraphs():
    data = b"""---
title: "Envoys meet\\_ in Doha"
date: '2025-01-09'
published_time: 2025-01-09 17:10:27-05:00
outlet: Gulf Notes
authors: [Sara Aziz, Jan Mol]
source_url: https://example.org/doha
---

**Envoys** of [Rwanda](https://example.org) and *Congo* met
in Doha \\[on Monday\\].

-   The talks cost <s>six</s> \\[five\\] million
    dollars.

    MR. KABILA:  We are ready.
"""
    (article,) = read_file("doha.md", data.replace(b"\\\\_", b""))
    assert article.text == (
        "Envoys of Rwanda and Congo met in Doha [on Monday].\n\nThe talks cost [five] million dollars.\n\n"
        "MR. KABILA:  We are ready."
    )
    assert (article.published, article.published_origin) == (dt.date(2025, 1, 9), DateOrigin.FRONT_MATTER)
    assert (article.source, article.author) == ("Gulf Notes", "Sara Aziz, Jan Mol")
    assert article.url == "https://example.org/doha"


def test_page_without_its_scripts_and_menus():
    head = '<meta property="article:published_time" content="2024-03-04T08:00:00+01:00">'
    (article,) = read_file("saved.html", page(head).encode())
    for paragraph in (LEAD, QUOTE, CLOSE):
        assert paragraph in article.text
    assert "attack at dawn" not in article.text
    assert "Omdurman" not in article.text
    assert article.title == "Sudan's rivals agree to open aid road"
    assert (article.source, article.author) == ("Blue Wire", "Amal Idris")
    assert (article.published, article.published_origin) == (dt.date(2024, 3, 4), DateOrigin.PAGE)


def test_page_in_the_encoding_that_it_names():
    data = page().replace("utf-8", "windows-1252").replace("Lamin", "Lamín").encode("cp1252")
    assert "Ramla Lamín" in read_file("saved.htm", data)[0].text


def test_page_under_the_name_of_a_text():
    assert LEAD in read_file("saved.txt", page().encode())[0].text


def test_pdf_lines_become_paragraphs():
    lines = [
        "Ministers of Kosovo and Serbia agreed on Monday in Brussels to let lorries with licence",
        "plates of either side pass, and to meet again before the sum-",
        "mer break.",
        "The envoy of the Union called it a small step, and said that more had been on the",
        "table than was signed in the end.",
    ]
    (article,) = read_file("plates.pdf", pdf_of(lines))
    assert article.text == (
        "Ministers of Kosovo and Serbia agreed on Monday in Brussels to let lorries with licence "
        "plates of either side pass, and to meet again before the summer break.\n\n"
        "The envoy of the Union called it a small step, and said that more had been on the "
        "table than was signed in the end."
    )


def test_pdf_without_running_heads_and_page_numbers():
    first = ["Balkan Daily 12", *["The ministers met in Tirana and spoke of the border for most of the day."] * 3, "1"]
    second = ["Balkan Daily 13", "They will meet again in a month, and nobody spoke of failure this time.", "2"]
    text = read_file("tirana.pdf", pdf_of(first, second))[0].text
    assert "Balkan Daily" not in text
    assert text.endswith("this time.")


def test_word_document_with_its_table():
    import io

    import docx

    document = docx.Document(io.BytesIO(docx_of(LEAD, QUOTE, title="An open road")))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Army", "against a truce"
    buffer = io.BytesIO()
    document.save(buffer)
    (article,) = read_file("road.docx", buffer.getvalue())
    assert article.text == f"{LEAD}\n\n{QUOTE}\n\nArmy | against a truce"
    assert article.title == "An open road"
    # The properties say when the document was made; the date is that of the dateline.
    assert (article.published, article.published_origin) == (dt.date(2024, 3, 3), DateOrigin.DATELINE)


def test_mail():
    message = EmailMessage()
    message["Subject"] = "Fwd: Panama and the canal"
    message["From"] = "Rosa Díaz <rosa@example.org>"
    message["Date"] = "Tue, 04 Feb 2025 23:30:00 -0500"
    message.set_content(BODY)
    message.add_alternative(page(), subtype="html")
    (article,) = read_file("canal.eml", bytes(message))
    assert article.text == BODY
    assert (article.title, article.author) == ("Panama and the canal", "Rosa Díaz")
    assert (article.published, article.published_origin) == (dt.date(2025, 2, 4), DateOrigin.PAGE)


def test_mail_of_html_alone():
    message = EmailMessage()
    message["Subject"] = "News"
    message.set_content(page(), subtype="html")
    (article,) = read_file("news.eml", bytes(message))
    assert QUOTE in article.text
    assert "attack at dawn" not in article.text


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_table_with_an_article_a_row(mark):
    rows = [["Headline", "Date", "Body", "Outlet"], ["Aid road", "2024-03-03", f'"{QUOTE}"', "Blue Wire"]]
    data = "\n".join(mark.join(row) for row in rows).encode()
    (article,) = read_file("articles.csv", data)
    assert (article.file, article.title, article.text) == ("articles.csv#1", "Aid road", QUOTE)
    assert (article.published, article.published_origin) == (dt.date(2024, 3, 3), DateOrigin.METADATA)
    assert article.source == "Blue Wire"


def test_json_lines_and_their_bad_line():
    good = {"title": "Aid road", "published": "2024-03-03T10:00:00Z", "text": QUOTE, "authors": ["A. Idris", "B. Deng"]}
    data = f"{json.dumps(good)}\n{{broken\n{json.dumps({'text': CLOSE})}\n".encode()
    first, second, third = read_articles("articles.jsonl", data)
    assert (first.text, first.author, first.published) == (QUOTE, "A. Idris, B. Deng", dt.date(2024, 3, 3))
    assert (second.file, second.reason) == ("articles.jsonl#2", "This line is not JSON.")
    assert (third.file, third.text) == ("articles.jsonl#3", CLOSE)


def test_archive_of_all_with_its_metadata():
    data = zip_of(
        {
            "metadata.csv": "file,published,title,source\nnote.txt,2024-03-05,Road opens,Blue Wire\n",
            "note.txt": BODY,
            "more/page.html": page(),
            "inner.zip": zip_of({"deep.txt": QUOTE}),
        }
    )
    articles = {article.file: article for article in read_file("all.zip", data)}
    assert set(articles) == {"all.zip/note.txt", "all.zip/more/page.html", "all.zip/inner.zip/deep.txt"}
    note = articles["all.zip/note.txt"]
    assert (note.title, note.source, note.published) == ("Road opens", "Blue Wire", dt.date(2024, 3, 5))
    assert note.published_origin is DateOrigin.METADATA


def test_metadata_of_the_caller_wins_over_the_file():
    table = read_metadata(b"file,published,title\nroad.md,2024-05-01,As the desk has it\n")
    data = f"---\ntitle: As the file has it\ndate: 2024-03-03\n---\n{QUOTE}".encode()
    (article,) = read_file("batch/road.md", data, table)
    assert (article.title, article.published) == ("As the desk has it", dt.date(2024, 5, 1))
    assert isinstance(table, MetadataTable)


def test_suffixes_for_a_file_chooser():
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".csv", ".jsonl", ".zip"} <= set(accepted_suffixes())
    with pytest.raises(UnreadableError, match=r"\.odt"):
        read_file("x.odt", b"Some words in a file of another kind.")
