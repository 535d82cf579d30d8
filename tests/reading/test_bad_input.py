"""Whatever is wrong with a file is said in a sentence that names it, and the others go on."""

import os
import pickle
import zipfile

import pytest

from analysis.model import Article
from analysis.reading.allowance import MAX_BYTES
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.files import read_articles, read_file, read_path
from tests.reading.made import BODY, LEAD, QUOTE, docx_of, locked, page, pdf_of, zip_of

RUSSIAN = "Министр иностранных дел заявил, что переговоры о перемирии будут продолжены в Женеве. " * 4
GERMAN = "Der Außenminister erklärte am Montag, die Verhandlungen über den Waffenstillstand würden fortgesetzt. " * 3


def reason(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_file(name, data)
    assert caught.value.file == name
    assert caught.value.reason.endswith((".", "!"))
    return caught.value.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.csv", "a.jsonl", "a.zip"])
def test_empty_file(name):
    assert reason(name, b"") == "The file is empty."
    assert reason(name, b" \r\n ") == "The file is empty."


def test_binary_junk_under_the_name_of_a_text():
    junk = bytes((n * 7919 + n * n * 31) % 251 for n in range(1, 4000))
    assert "not text" in reason("junk.txt", junk)


def test_text_in_another_alphabet_and_encoding():
    assert "Russian" in reason("moscow.txt", RUSSIAN.encode("cp1251"))


def test_broken_unicode():
    assert "UTF-8" in reason("x.txt", b"\xef\xbb\xbfThe envoys \xff\xfe\x80\x81 met.")


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "Russian"), (GERMAN, "German")])
def test_other_languages_are_named(text, language):
    assert language in reason("x.txt", text.encode())


def test_short_text_is_not_refused_for_its_language():
    assert read_file("x.txt", b"Der Minister kam am Montag an.")


def test_quotations_in_another_language_do_no_harm():
    text = f"{BODY}\n\n“{GERMAN[:100]}”, he said in Berlin."
    assert read_file("x.txt", text.encode())[0].text == text


def test_locked_pdf():
    assert "password" in reason("locked.pdf", locked(pdf_of(["The envoys met in Cairo on Monday."]), "secret"))


def test_scanned_pdf():
    assert "scanned" in reason("scan.pdf", pdf_of([]))


def test_broken_pdf():
    assert "broken" in reason("broken.pdf", b"%PDF-1.4\nnot much of it")


def test_broken_word_document():
    assert "Word document is broken" in reason("broken.docx", docx_of(LEAD)[:900])
    assert "something else" in reason("text.docx", b"The envoys met in Cairo on Monday.")


def test_entities_of_a_word_document_are_not_expanded(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(9))
    source = tmp_path / "source.docx"
    source.write_bytes(docx_of(LEAD))
    members = {}
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    xml = members["word/document.xml"].decode()
    members["word/document.xml"] = (
        xml.replace("?>", f"?>\n<!DOCTYPE d [{entities}]>", 1).replace("</w:t>", "&e8;</w:t>", 1).encode()
    )
    outcome = list(read_articles("bomb.docx", zip_of(members)))
    assert all(isinstance(found, UnreadableError) or len(found.text) < 10_000 for found in outcome)


def test_aliases_of_front_matter_are_not_expanded():
    rows = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'x'}]" for n in range(12))
    data = f"---\n{rows}\nauthor: *l11\n---\n{QUOTE}".encode()
    assert read_file("bomb.md", data)[0].author is None


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.rtf", rb"{\rtf1 The envoys met.}", "RTF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        ("a.xlsx", zip_of({"xl/workbook.xml": "<x/>"}), "Excel"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "archive other than .zip"),
        ("a.xyz", b"The envoys met in Cairo.", ".xyz"),
    ],
)
def test_other_formats_are_named_with_those_that_are_read(name, data, kind):
    said = reason(name, data)
    assert kind in said
    assert ".docx" in said


def test_file_that_is_too_large():
    assert "50 MB" in reason("big.txt", b"x" * (MAX_BYTES + 1))


def test_text_that_is_too_long():
    assert "1,000,000" in reason("long.txt", b"The envoys met. " * 70_000)


def test_zip_bomb_is_not_opened_and_the_rest_is_read():
    outcomes = list(read_articles("a.zip", zip_of({"bomb.txt": "0" * 20_000_000, "good.txt": QUOTE})))
    assert [outcome.file for outcome in outcomes if isinstance(outcome, Article)] == ["a.zip/good.txt"]
    (bomb,) = (outcome for outcome in outcomes if isinstance(outcome, UnreadableError))
    assert bomb.file == "a.zip/bomb.txt"
    assert "unpacks to many times its size" in bomb.reason


@pytest.mark.parametrize("path", ["../evil.txt", "/etc/evil.txt", "in/../../evil.txt", "C:/evil.txt", "..\\evil.txt"])
def test_paths_out_of_an_archive(path):
    outcomes = list(read_articles("a.zip", zip_of({path: QUOTE, "good.txt": QUOTE})))
    assert [type(outcome) for outcome in outcomes] == [UnreadableError, Article]
    assert "leads out of the archive" in outcomes[0].reason


def test_archives_within_archives_end():
    data = zip_of({"a.txt": QUOTE})
    for _ in range(5):
        data = zip_of({"inner.zip": data})
    assert "too deep" in next(read_articles("a.zip", data)).reason


def test_locked_member_of_an_archive():
    data = bytearray(zip_of({"a.txt": QUOTE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (outcome,) = read_articles("a.zip", bytes(data))
    assert (outcome.file, "password" in outcome.reason) == ("a.zip/a.txt", True)


def test_broken_archive():
    assert "broken" in reason("a.zip", zip_of({"a.txt": QUOTE})[:60])


def test_table_without_a_column_of_text():
    said = reason("a.csv", b"id;name\n1;x\n")
    assert "id, name" in said
    assert "text, body, content" in said


def test_row_without_text_does_not_stop_the_others():
    outcomes = list(read_articles("a.csv", f'text\n"{QUOTE}"\n" "\n'.encode()))
    assert [outcome.file for outcome in outcomes] == ["a.csv#1", "a.csv#2"]
    assert isinstance(outcomes[1], UnreadableError)


def test_page_that_scripts_draw():
    assert "no text in this page" in reason("a.html", b"<html><body><script>draw('News')</script></body></html>")


def test_page_that_is_nested_without_end():
    outcome = list(read_articles("a.html", b"<html><body>" + b"<div>" * 50_000 + b"The envoys met on Monday."))
    assert len(outcome) == 1


@pytest.mark.parametrize("text", ["12345 --- 99", "*", "Oslo", "…"])
def test_text_without_a_sentence(text):
    assert "sentence" in reason("a.txt", text.encode())


@pytest.mark.parametrize(
    ("date", "word"),
    [
        ("31 February 2024", "doesn't exist"),
        ("03/04/2025", "more than one way"),
        ("3024-01-01", "future"),
        ("soon", "not a full date"),
    ],
)
def test_wrong_date_is_set_aside_and_the_article_read(date, word):
    article, problem = read_articles("talks.md", f"---\ndate: {date}\n---\n{QUOTE}".encode())
    assert article.published is None
    assert isinstance(problem, SetAsideError)
    assert problem.file == "talks.md"
    assert word in problem.reason


def test_front_matter_that_is_no_yaml():
    article, problem = read_articles("talks.md", f"---\ntitle: a: b: c\n---\n{QUOTE}".encode())
    assert article.text == QUOTE
    assert "YAML" in problem.reason


def test_zero_width_characters_and_nul():
    article = read_file("a.html", page().replace("envoy", "en\u200bv\u00adoy").encode())[0]
    assert QUOTE in article.text
    assert read_file("a.txt", b"The envoys\x00met in Cairo.")[0].text == "The envoys met in Cairo."


def test_folder_goes_on_past_bad_files(tmp_path):
    (tmp_path / "good.txt").write_text(QUOTE)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / ".hidden.txt").write_text(QUOTE)
    (tmp_path / "metadata.csv").write_text("file,published\ngood.txt,2024-13-01\ngone.txt,2024-03-03\n")
    os.utime(tmp_path / "good.txt", (0, 0))
    outcomes = list(read_path(tmp_path))
    (article,) = (outcome for outcome in outcomes if isinstance(outcome, Article))
    assert article.file == f"{tmp_path.name}/good.txt"
    assert article.published is None
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, UnreadableError)]
    assert any("Row 1" in text and "good.txt" in text and "2024-13-01" in text for text in reasons)
    assert any("Row 2" in text and "gone.txt" in text for text in reasons)
    assert "The file is empty." in reasons


def test_missing_file():
    (outcome,) = read_path("no/such/file.txt")
    assert outcome.file == "file.txt"
    assert "can't be opened" in outcome.reason


def test_errors_cross_between_processes():
    error = pickle.loads(pickle.dumps(SetAsideError("a.txt", "It is gone.")))  # noqa: S301
    assert (type(error), error.file, error.reason) == (SetAsideError, "a.txt", "It is gone.")
