"""The same article is known again, and a reprint is told from another report."""

from analysis.model import Article
from analysis.reading.files import read_file
from analysis.reading.fingerprint import content_hash, signature, similarity
from tests.reading.made import BODY, CLOSE, QUOTE, page

REPORT = """The foreign ministers of Ethiopia and Somalia signed a declaration in Ankara on Wednesday that ends a year
of dispute over access to the sea. Ethiopia will use a port under Somali sovereignty, the declaration says.
Technical talks are to begin by the end of February and to take four months. Turkey's president praised both sides.
The agreement leaves open what becomes of a memorandum that Ethiopia had signed with Somaliland in January."""
OTHER = """Somalia's president and the prime minister of Ethiopia shook hands in Ankara after talks that lasted until
the early evening. Both spoke of a new beginning, and neither took questions. The quarrel had begun when Addis Ababa
made a deal with the breakaway region of Somaliland. Details of a port will be left to experts."""


def article(text: str) -> Article:
    return read_file("x.txt", text.encode())[0]


def test_same_reporting_in_two_formats_has_one_hash():
    title = "Sudan's rivals agree to open aid road"
    text = f"{title}\n\nBy Amal Idris\n\n{BODY}\n\nRelated Posts\nTen dead in Omdurman"
    saved = read_file("saved.html", page().encode())[0]
    assert content_hash(article(text)) == content_hash(saved)


def test_white_space_and_quotation_marks_do_not_count():
    assert content_hash(article(QUOTE)) == content_hash(article(QUOTE.replace("“", '"').replace(" ", "  ")))
    assert content_hash(article(QUOTE)) != content_hash(article(CLOSE))


def test_reprint_is_near_and_another_report_is_far():
    reprint = article("Horn rivals make up\n\nBy Staff\n\n" + REPORT.replace("praised both sides", "was the host"))
    assert similarity(signature(article(REPORT)), signature(reprint)) > 0.7
    assert similarity(signature(article(REPORT)), signature(article(OTHER))) < 0.2
    assert similarity(signature(article(REPORT)), signature(article(REPORT))) == 1.0


def test_signature_of_a_text_shorter_than_a_shingle():
    assert len(signature(article("Talks have resumed"))) == 512
