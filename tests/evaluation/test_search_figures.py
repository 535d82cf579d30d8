"""The search, measured on claims by the app's own ranking, with an encoder whose scores a person can work out."""

import pytest

from analysis.coding.encoder import HashingEncoder
from analysis.evaluation.gold_claims import ClaimGold, GoldQuery
from analysis.evaluation.search_figures import average_precision, measure_search

CLAIMS = {
    "0": "The strait of Hormuz was closed to tankers",
    "4": "Rwanda withdrew its soldiers from Goma",
    "9": "Nagorno-Karabakh held a referendum",
}


def test_average_precision_by_hand():
    assert average_precision(["b", "a", "c"], frozenset({"a"})) == 1 / 2
    assert average_precision(["a", "x", "b"], frozenset({"a", "b"})) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(["x"], frozenset({"a"})) == 0


def test_the_claim_with_the_querys_words_comes_first():
    queries = (
        GoldQuery('Soldiers "from Rwanda" left Goma', frozenset({"4"})),
        GoldQuery("a referendum in Nagorno-Karabakh", frozenset({"0"})),
    )
    measured = measure_search(ClaimGold(CLAIMS, {"dev": queries}), HashingEncoder())
    (figure,) = measured.figures
    assert (figure.key, figure.gold) == ("search/dev", 2)
    # The first is right at once; the second's "right" claim shares no word with it and comes after the one that does.
    assert 1.0 <= figure.right <= 1.5
    assert all(miss.found == CLAIMS["9"] for miss in measured.misses)
