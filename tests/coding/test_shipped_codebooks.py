"""The codebooks on trade and on climate talks, on sentences that were written for the tests."""

import csv
from functools import cache
from pathlib import Path

import pytest

from analysis.coding.codebook import CODEBOOKS, find_codebook, load_codebook, shipped_codebooks, shipped_names
from analysis.coding.codebook_problems import find_problems
from analysis.coding.coder import Coder
from analysis.coding.encoder import HashingEncoder
from tests.coding.statements import statement

# Themes F1, and the share of right stances among the right themes, by terms alone. The sentences were written before
# their first measurement (trade 0.93 and 0.74, climate 0.94 and 0.87) and looked at since: expect less on new text.
FLOORS = {"trade": (0.95, 0.87), "climate": (0.93, 0.90)}


@cache
def coded(name):
    """Each sentence with the codes expected and found, theme -> stance."""
    with (Path(__file__).parent / f"{name}_statements.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    said = [statement(row["text"], row["kind"], row["party"] or None, row["context"]) for row in rows]
    codings, _ = Coder(load_codebook(CODEBOOKS / f"{name}_talks.toml"), HashingEncoder(512)).code(said)
    return [
        (row["text"], dict(code.split("=") for code in row["codes"].split()), found)
        for row, found in zip(
            rows, ({c.theme: str(c.stance) for c in one if not c.suggested} for one in codings), strict=True
        )
    ]


def figures(name):
    """F1 of the themes, and the share of right stances among the themes that are right."""
    cases = coded(name)
    right = sum(len(expected.keys() & found.keys()) for _, expected, found in cases)
    given = sum(len(found) for _, _, found in cases)
    wanted = sum(len(expected) for _, expected, _ in cases)
    same = sum(expected[theme] == found.get(theme) for _, expected, found in cases for theme in expected)
    return 2 * right / (given + wanted), same / right


@pytest.mark.parametrize("name", ["trade", "climate"])
def test_themes_and_stances_stay_above_their_floors(name):
    themes, stances = figures(name)
    assert len(coded(name)) >= 30
    assert themes >= FLOORS[name][0]
    assert stances >= FLOORS[name][1]


@pytest.mark.parametrize("path", shipped_codebooks(), ids=lambda path: path.stem)
def test_a_shipped_codebook_has_no_problem_and_its_themes_are_whole(path):
    codebook = load_codebook(path)
    assert find_problems(codebook) == []
    assert 12 <= len(codebook.themes) <= 16
    for theme in codebook.themes:
        assert 2 <= len(theme.examples) <= 4
        assert len(theme.terms_for) >= 4
        assert len(theme.terms_against) >= 3


def test_every_shipped_codebook_is_offered_by_its_name_and_found_by_its_key():
    assert list(shipped_names()) == ["war_and_peace_talks", "climate_talks", "trade_talks"]
    assert all(find_codebook(key).name == name for key, name in shipped_names().items())


@pytest.mark.parametrize("name", ["trade", "climate"])
def test_the_lists_of_terms_that_take_a_side_stay_short(name):
    for theme in load_codebook(CODEBOOKS / f"{name}_talks.toml").themes:
        assert len(theme.terms_for) <= 12
        assert len(theme.terms_against) <= 8
