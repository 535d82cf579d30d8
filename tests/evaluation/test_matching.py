"""Which found span is which one of the gold."""

from analysis.evaluation.matching import likeness, matched, overlap
from analysis.model import Span


def spans(*places):
    return [Span(start, end, "") for start, end in places]


def test_likeness_is_twice_the_common_part_of_both_lengths():
    one, other = spans((0, 10), (5, 15))
    assert likeness(one, other) == 0.5
    assert likeness(one, one) == 1
    assert likeness(*spans((0, 5), (5, 9))) == 0


def test_spans_that_only_touch_do_not_overlap():
    assert overlap(*spans((0, 6), (5, 9)))
    assert not overlap(*spans((0, 5), (5, 9)))


def test_each_span_is_matched_once_and_the_most_alike_first():
    gold = spans((0, 100), (100, 140))
    found = spans((0, 90), (95, 140), (0, 60))
    assert sorted(matched(gold, found, 0.4)) == [(0, 0), (1, 1)]
    assert matched(gold, spans((0, 140)), 0.4) == [(0, 0)]


def test_less_alike_spans_are_no_match():
    assert matched(spans((0, 10)), spans((7, 17)), 0.4) == []
    assert matched(spans((0, 10)), spans((7, 17)), 0.3) == [(0, 0)]
