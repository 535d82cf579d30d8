"""Files of other tools become articles, or say what is wrong with them; nothing is half read."""

import datetime as dt
import gzip
import json
import sqlite3

import pytest

from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.files import read_articles, read_file
from analysis.reading.references import read_references
from tests.reading.made import BODY, LEAD, zip_of

QUOTED = {
    "date": "2024-05-01T10:00:00Z", "url": "https://www.kivu.example/talks", "title": "Talks in Doha",
    "lang": "ENGLISH",
    "quotes": [{"pre": "The envoy, Sara Aziz, said on Monday that", "quote": "the door is open",
                "post": "to both delegations."},
               {"pre": "Her deputy added:", "quote": "“We will wait for M23”", "post": ""}],
}  # fmt: skip
RIS = f"""TY  - NEWS
TI  - Sudan's rivals agree to open aid road
AU  - Idris, Amal
T2  - Blue Wire
DA  - 2024/03/03/
UR  - https://bluewire.example/road?x=1
L1  - files/7/road.txt
ER  -

TY  - NEWS
TI  - {LEAD[:40]}
PY  - 2024
ER  -
"""
CSL = json.dumps([
    {"id": "a", "type": "article-newspaper", "title": "Sudan's rivals agree to open aid road",
     "container-title": "Blue Wire",
     "author": [{"family": "Idris", "given": "Amal"}], "issued": {"date-parts": [[2024, 3, 3]]},
     "URL": "https://bluewire.example/road"},
])  # fmt: skip
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kivu Wire</title>
<item><title>Talks on M23 &amp; Kinshasa resume</title><link>https://kivu.example/1</link>
<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>M23 said it would <b>attend</b>.</p><script>x()</script>
<p>Kinshasa rejected the plan.</p>]]>
</content:encoded></item><item><title>Nothing more</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Nile Post</title><entry><title>Dam talks fail</title>
<link href="https://nile.example/dam"/><published>2024-01-09T23:30:00Z</published>
<author><name>Sara Aziz</name></author>
<summary>Egypt said that the talks on the dam had failed.</summary></entry></feed>"""


def outcomes(name, data):
    found = list(read_articles(name, data if isinstance(data, bytes) else data.encode()))
    return [one for one in found if not isinstance(one, UnreadableError)], [
        str(e) for e in found if isinstance(e, UnreadableError)
    ]


@pytest.mark.parametrize("name", ["20240501.gqg.json.gz", "20240501.gqg.json"])
def test_quotations_become_articles_with_the_words_around_them(name):
    lines = "\n".join(map(json.dumps, [QUOTED, QUOTED | {"lang": "GERMAN"}])).encode()
    (article,), said = outcomes(name, gzip.compress(lines) if name.endswith(".gz") else lines)
    assert article.text == (
        "The envoy, Sara Aziz, said on Monday that “the door is open” to both delegations.\n\n"
        "Her deputy added: “We will wait for M23”"
    )
    assert (article.title, article.published) == ("Talks in Doha", dt.date(2024, 5, 1))
    assert (article.source, article.url) == ("kivu.example", "https://www.kivu.example/talks")
    assert said == [f"{name}: 1 of 2 articles are not in English and were left out."]


def test_a_cut_quotation_graph_is_not_half_read():
    packed = gzip.compress("\n".join([json.dumps(QUOTED)] * 50).encode())
    assert outcomes("a.json.gz", packed[:-12]) == (
        [],
        ["a.json.gz: The gzip file breaks off; nothing of it was read. Fetch it anew."],
    )
    cut = f"{json.dumps(QUOTED)}\n{json.dumps(QUOTED)[:80]}"
    assert outcomes("a.json", cut) == ([], ["a.json: Line 2 is not JSON; nothing was read. Fetch the file anew."])


def test_a_gzip_bomb_is_not_opened():
    articles, said = outcomes("a.json.gz", gzip.compress(b" " * 50_000_000))
    assert articles == []
    assert "unpacks to many times its size" in said[0]


@pytest.mark.parametrize("name", ["kivu.rss", "kivu.xml"])
def test_a_feeds_entries_with_their_whole_content(name):
    (article,), said = outcomes(name, FEED)
    assert article.text == "M23 said it would attend.\n\nKinshasa rejected the plan."
    assert (article.title, article.source) == ("Talks on M23 & Kinshasa resume", "Kivu Wire")
    assert (article.published, article.url) == (dt.date(2025, 3, 4), "https://kivu.example/1")
    assert said == [f"{name}#2: This entry has neither a content nor a summary."]


def test_an_atom_entry_by_its_summary():
    (article,), _ = outcomes("nile.atom", ATOM)
    assert article.text == "Egypt said that the talks on the dam had failed."
    assert (article.author, article.source, article.published) == ("Sara Aziz", "Nile Post", dt.date(2024, 1, 9))


def test_a_broken_feed_names_its_line_and_is_not_half_read():
    articles, (said,) = outcomes("kivu.rss", FEED[:-30])
    assert articles == []
    assert "The feed is broken in line" in said
    assert "no RSS or Atom feed" in outcomes("x.xml", "<note><to>you</to></note>")[1][0]


@pytest.mark.parametrize(("name", "data"), [("zotero.ris", RIS), ("zotero.json", CSL)])
def test_a_bibliography_tells_of_the_files_beside_it(name, data):
    folder = zip_of({f"a/{name}": data, "a/road.txt": "Sudan's rivals agree to open aid road\n\n" + BODY})
    (article,), said = outcomes("batch.zip", folder)
    assert (article.published, article.source, article.author) == (dt.date(2024, 3, 3), "Blue Wire", "Amal Idris")
    assert article.url.startswith("https://bluewire.example/road")
    assert [one.partition(": ")[2] for one in said] == (
        [f"Reference 2 of batch.zip/a/zotero.ris, “{LEAD[:40]}”, belongs to none of the files."]
        if name.endswith("ris")
        else []
    )


def test_references_match_by_attachment_title_and_address():
    table = read_references("zotero.ris", RIS.encode())
    assert table.of("batch/road.txt").title == "Sudan's rivals agree to open aid road"
    assert table.of("Idris - 2024 - Sudan's rivals agree to open aid road.pdf").source == "Blue Wire"
    assert table.of_article(None, "http://bluewire.example/road/").author == "Amal Idris"
    assert table.of_article("Another title of some length", None) is None
    # a year alone is no publication date
    assert [one.published for one in table.values()] == [dt.date(2024, 3, 3), None]


def test_a_bibliography_alone_says_what_to_do():
    with pytest.raises(UnreadableError, match="add it together with the files"):
        read_file("zotero.ris", RIS.encode())


def test_other_and_broken_databases_say_what_they_are(tmp_path):
    other = sqlite3.connect(tmp_path / "x.db")
    other.execute("CREATE TABLE notes (id INTEGER, text TEXT)")
    other.commit()
    data = (tmp_path / "x.db").read_bytes()
    assert "not of the Discourse Network Analyzer 3" in outcomes("x.dna", data)[1][0]
    assert "damaged" in outcomes("x.dna", data[:100] + b"\xff" * 400)[1][0]
    assert "the content is something else" in outcomes("x.dna", "Talks failed in Oslo on Monday.")[1][0]


def test_an_event_list_becomes_a_document_of_its_statements():
    head = (
        "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;"
        "document_id;document_title"
    )
    rows = [
        '7;2023-03-18 00:00:00;"Kurti";"Kosovo";"Plates";1;90;120;"Kosovo accepts the plates.";4;"A deal"',
        '8;2023-03-18 00:00:00;"Vucic";"Serbia";"Plates";0;10;60;"Serbia rejects every one of them.";4;"A deal"',
    ]
    found = list(read_articles("list.csv", "\n".join([head, *rows]).encode()))
    assert found[0].text == "Serbia rejects every one of them.\n\nKosovo accepts the plates."
    assert (found[0].title, found[0].published) == ("A deal", dt.date(2023, 3, 18))
    assert isinstance(found[1], SetAsideError)
    broken = "\n".join([head, rows[0], "9;x"])
    articles, said = outcomes("list.csv", broken)
    assert articles == []
    assert said == ["list.csv: Row 2 has not the columns that the head names; nothing was read. Export it anew."]
