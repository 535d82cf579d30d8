"""``python -m analysis evaluate`` on small gold of its own."""

import json
from concurrent.futures import Executor, Future

import pytest
from click.testing import CliRunner

from analysis.__main__ import cli
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.gold_sets import read_gold
from analysis.evaluation.tables import as_text
from analysis.pipeline import Setup
from tests.evaluation.test_gold_readers import TML, write


def run(*arguments):
    return CliRunner().invoke(cli, ["evaluate", *(str(argument) for argument in arguments), "--processes", "1"])


@pytest.fixture
def gold(tmp_path):
    """A sentence with a stance on a theme that no shipped codebook has, and one with dates."""
    text = "Egypt's Foreign Minister Badr Abdelatty said that the dam must not be filled.\n"
    write(tmp_path / "own" / "articles" / "nile.txt", text)
    words = "the dam must not be filled"
    start = text.index(words)
    statement = {
        "kind": "indirect", "text": words, "start": start, "end": start + len(words), "speakers": ["Badr Abdelatty"],
        "party": "Egypt", "themes": {"dam_filling": "oppose"},
    }  # fmt: skip
    data = {"article": "nile", "published": None, "statements": [statement]}
    write(tmp_path / "own" / "nile.json", json.dumps(data))
    write(tmp_path / "dates" / "tehran.tml", TML)
    return tmp_path


def test_each_set_gets_its_table_and_its_place_in_the_json(gold):
    out = gold / "figures.json"
    result = run(gold / "own", gold / "dates", "--misses", "--json", out)
    assert result.exit_code == 0
    assert "own: statements, 1 article" in result.stdout
    assert "dates: dates, 1 article" in result.stdout
    assert "Speaker right, where found" in result.stdout
    assert "(gold: dam_filling: oppose; found: " in result.stdout
    assert "lacks themes of this gold: dam_filling." in result.stderr
    own, dates = json.loads(out.read_text(encoding="utf-8"))
    assert (own["name"], own["kind"], own["articles"]) == ("own", "statements", 1)
    figures = {figure["key"]: figure for figure in own["figures"]}
    assert (figures["statements"]["gold"], figures["statements"]["found"]) == (1, 1)
    assert figures["speaker"]["value"] == 1
    assert figures["party"]["value"] == 1
    # "Friday" and "2016", with their values.
    assert [figure["right"] for figure in dates["figures"]] == [2, 2]


def test_a_folder_without_gold_is_named_before_anything_is_analysed(gold):
    (gold / "empty").mkdir()
    result = run(gold / "own", gold / "empty")
    assert result.exit_code == 1
    assert f"{gold / 'empty'}: There is no gold in it." in result.stderr
    assert result.stdout == ""


def test_a_broken_codebook_is_named(gold):
    codebook = write(gold / "codes.toml", "id = 3")
    result = run(gold / "own", "--codebook", codebook)
    assert result.exit_code == 1
    assert "codes.toml" in result.stderr


class Broken(Executor):
    """Processes that end before they have analysed anything."""

    def submit(self, *_arguments, **_more):
        future = Future()
        future.set_exception(MemoryError())
        return future


def test_an_article_that_fails_counts_as_empty_and_is_told(gold):
    outcomes = []
    evaluation = evaluate(read_gold(gold / "dates"), Setup(), Broken(), outcomes.append)
    assert (len(outcomes), evaluation.failed) == (1, 1)
    assert [(figure.right, figure.gold, figure.found) for figure in evaluation.figures] == [(0, 2, 0), (0, 2, 0)]
    assert as_text(evaluation).startswith("dates: dates, 1 article; 1 failed and count as empty\n")
