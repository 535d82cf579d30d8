"""Whatever is made to be wrong in a workspace is found, named and counted; a whole workspace has no problem."""

import sqlite3

import pytest

from analysis.model import Article
from analysis.store import Workspace
from analysis.store.invariants import find_problems
from tests.store.samples import add, coded

WRONG = {
    "DELETE FROM vectors WHERE statement_id = 2": ["Statements without a vector: 2."],
    "UPDATE vectors SET vector = x'00' WHERE statement_id = 1": [
        "Statements with a vector of other than 4 dimensions: 1."
    ],
    "DELETE FROM parses WHERE statement_id = 1": ["Statements without a parse: 1."],
    "UPDATE statements SET start = start + 1 WHERE id = 1": [
        "Of statements, those whose text isn't in the article there: 1."
    ],
    "UPDATE statements SET cue_end = 9999 WHERE id = 2": [
        "Of statements, those whose cue isn't in the article there: 2."
    ],
    "UPDATE events SET sentence_text = 'They met' WHERE id = 1": [
        "Of events, those whose sentence_text isn't in the article there: 1."
    ],
    'UPDATE dates SET "end" = "end" - 1': ["Of dates, those whose text isn't in the article there: 1, 2."],
    "UPDATE statements SET repeats = id WHERE id = 2": [
        "Statements that repeat what doesn't say the same elsewhere: 2."
    ],
    "UPDATE articles SET reprint_of = 1 WHERE id = 1": ["Articles that reprint themselves: 1."],
    "UPDATE codings SET score = 2 WHERE id = 1": ["Statements with a score or confidence out of bounds: 1."],
    "DELETE FROM job_data WHERE job_id = 1": ["Jobs that wait, and whose file is gone: 1."],
    "UPDATE jobs SET state = 'failed' WHERE id = 1": ["Jobs that failed without a reason: 1."],
    "UPDATE jobs SET state = 'running' WHERE id = 1": ["Jobs that run with nobody working on them: 1."],
    "UPDATE jobs SET state = 'lost' WHERE id = 1": ["Jobs in no state: 1."],
    "UPDATE jobs SET state = 'done' WHERE id = 2": ["Jobs that are done without an article: 2."],
    "UPDATE vectors SET change = 99 WHERE statement_id = 1": [
        "Statements with a vector newer than the last change of vectors: 1."
    ],
    "UPDATE articles SET change = 99 WHERE id = 2": ["Articles changed after the last change: 2."],
    "DELETE FROM statement_words_docsize WHERE id = 1": [
        "The index of words differs from the statements; restore a backup, or ingest into a new workspace."
    ],
    "DELETE FROM texts WHERE article_id = 99": [],
    "PRAGMA foreign_keys = OFF; INSERT INTO copies (article_id, file, added) VALUES (99, 'a', '')": [
        "Row 1 of copies belongs to a row of articles that is not there."
    ],
}


@pytest.fixture
def filled(workspace):
    add(workspace, coded())
    add(workspace, coded("We reject the corridor", "Nikol Pashinyan", "Armenia"))
    workspace.queue.put("a.txt", b"a")
    workspace.queue.put_articles([Article("b.txt", "Title", "Text")])
    return workspace


@pytest.mark.parametrize("sql", list(WRONG))
def test_what_is_wrong_is_found_and_nothing_else(filled, path, sql):
    assert find_problems(filled) == []
    with sqlite3.connect(path) as connection:
        connection.executescript(sql)
    assert find_problems(filled) == WRONG[sql]


def test_a_statement_that_stands_twice_is_found(filled, path):
    with sqlite3.connect(path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(statements)") if row[1] != "id"]
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(f"INSERT INTO statements ({names}) SELECT {names} FROM statements WHERE id = 1")  # noqa: S608
    assert "Of statements, those that stand twice at one place: 3." in find_problems(filled)


def test_an_article_of_an_unknown_codebook_is_found(filled):
    from analysis.coding.codebook import load_codebook

    filled.save_codebook(load_codebook())
    assert find_problems(filled) == ["Articles coded by a codebook that isn't kept: 1, 2."]


def test_a_cache_that_passes_for_current_and_is_not_is_found(filled):
    from dataclasses import replace

    from analysis.store.vector_file import write_vector_file
    from analysis.store.vector_rows import all_blocks, as_of_now

    with filled.reading() as connection:
        now, (block,) = as_of_now(connection), all_blocks(connection)
    write_vector_file(filled.vectors.path, now, len(block), [block])
    assert find_problems(filled) == []
    write_vector_file(filled.vectors.path, now, len(block), [replace(block, halves=block.halves[::-1])])
    (problem,) = find_problems(filled)
    assert problem.startswith(f"The cache {filled.vectors.path.name} differs from the database")


@pytest.mark.usefixtures("filled")
def test_a_damaged_file_is_found(path):
    from analysis.store.backup import backup

    copy = path.with_name("copy.db")
    backup(path, copy)
    with copy.open("r+b") as file:
        file.seek(4096 * 30)
        file.write(b"\x07" * 4096 * 8)
    with Workspace.open(copy) as damaged:
        assert any("damaged" in problem or "can't be read" in problem for problem in find_problems(damaged))
