"""Statements against gold, on one article worked out by hand."""

import json

import pytest

from analysis.evaluation.gold_statements import read_statements
from analysis.evaluation.misses import MissKind
from analysis.evaluation.statement_figures import measure_statements
from analysis.model import StanceLabel, StatementKind
from tests.evaluation.material import TEXT, coding, found, statement

BELGRADE = "that Belgrade would attend the talks"
REJECTED = "rejected the proposal"
PLATES = "“We want the licence plates settled,”"


def marked(words, kind, speakers, party, themes):
    start = TEXT.index(words)
    return {
        "kind": kind, "text": words, "start": start, "end": start + len(words), "speakers": speakers, "party": party,
        "themes": themes,
    }  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    """Three statements and one date of an article on Kosovo and Serbia."""
    (tmp_path / "kosovo.txt").write_text(TEXT, encoding="utf-8")
    day = TEXT.index("27 February")
    data = {
        "article": "kosovo",
        "published": None,
        "statements": [
            marked("Belgrade would attend the talks", "indirect", ["Vučić"], "Serbia", {"negotiations": "support"}),
            marked(REJECTED, "position", ["Kosovo"], "Kosovo", {"negotiations": "oppose", "recognition": "none"}),
            marked("We want the licence plates settled,", "direct", ["Albin Kurti"], "Kosovo", {}),
        ],
        "events": [{"text": "27 February", "start": day, "end": day + 11, "date": "2023-02-27"}],
    }
    (tmp_path / "kosovo.json").write_text(json.dumps(data), encoding="utf-8")
    return read_statements(tmp_path)[0]


def measured(gold, *statements, **more):
    measurement = measure_statements([(gold, found(*statements, **more))])
    figures = {figure.key: (figure.right, figure.gold, figure.found) for figure in measurement.figures}
    return figures, measurement.misses


def test_everything_right(gold):
    support, oppose = coding("negotiations", StanceLabel.SUPPORT), coding("negotiations", StanceLabel.OPPOSE)
    unclear = coding("recognition", StanceLabel.UNCLEAR)
    figures, misses = measured(
        gold,
        (statement(BELGRADE, "Aleksandar Vucic", "Serbia"), (support,)),
        (statement(REJECTED, "Kosovo", "Kosovo"), (oppose, unclear)),
        (statement(PLATES, "Kurti", "Kosovo"), ()),
        dates=(("27 February", "2023-02-27"),),
    )
    assert misses == ()
    assert figures == {
        "statements": (3, 3, 3),
        "direct": (1, 1, 0),
        "speaker": (3, 3, 0),
        "party": (3, 3, 0),
        "themes": (3, 3, 3),
        "stance": (3, 3, 0),
        # What takes no side makes no cell.
        "cells": (2, 2, 0),
        "opposite": (0, 2, 0),
        "dated": (1, 1, 0),
    }


def test_each_difference_is_counted_and_listed(gold):
    opposed, trade = coding("negotiations", StanceLabel.OPPOSE), coding("trade", StanceLabel.SUPPORT)
    figures, misses = measured(
        gold,
        (statement(BELGRADE, "Albin Kurti", "Kosovo"), (opposed,)),
        (statement(REJECTED, None, "Kosovo"), (opposed, trade)),
        (statement("The two met in Brussels", "Brussels", "European Union"), ()),
        dates=(("27 February", "2024-02-27"),),
    )
    assert figures == {
        "statements": (2, 3, 3),
        "direct": (0, 1, 0),
        "speaker": (0, 2, 0),
        "party": (1, 2, 0),
        # Of the two that were found: negotiations twice, but not recognition, and trade in excess.
        "themes": (2, 3, 3),
        "stance": (1, 2, 0),
        # Serbia has no cell now, Kosovo still opposes negotiations.
        "cells": (1, 2, 0),
        "opposite": (0, 2, 0),
        "dated": (0, 1, 0),
    }
    belgrade = "Belgrade would attend the talks"
    assert {(miss.kind, miss.text) for miss in misses} == {
        (MissKind.MISSED, "We want the licence plates settled,"),
        (MissKind.SPEAKER, REJECTED),
        (MissKind.CODING, REJECTED),
        (MissKind.SPEAKER, belgrade),
        (MissKind.PARTY, belgrade),
        (MissKind.CODING, belgrade),
        (MissKind.EXTRA, "The two met in Brussels"),
        (MissKind.DATE, "27 February"),
    }
    (wrong,) = (miss for miss in misses if miss.kind is MissKind.CODING and miss.text == REJECTED)
    assert wrong.gold == "negotiations: oppose, recognition: none"
    assert wrong.found == "negotiations: oppose, trade: support"


def test_a_cell_of_the_other_sign_is_counted_as_opposite(gold):
    figures, _ = measured(
        gold,
        (statement(BELGRADE, "Vučić", "Serbia"), (coding("negotiations", StanceLabel.OPPOSE),)),
        (statement(REJECTED, "Kosovo", "Kosovo"), (coding("negotiations", StanceLabel.OPPOSE),)),
    )
    assert figures["cells"] == (1, 2, 0)
    assert figures["opposite"] == (1, 2, 0)


def test_the_kind_of_the_gold_counts(gold):
    assert [one.kind for one in gold.statements] == [
        StatementKind.INDIRECT,
        StatementKind.POSITION,
        StatementKind.DIRECT,
    ]
