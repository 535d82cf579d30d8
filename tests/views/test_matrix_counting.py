"""Aggregations, duplicates and groups, each with figures worked out by hand."""

import pytest

from analysis.views.matrix import (
    Aggregation,
    Counting,
    Duplicates,
    Period,
    Rows,
    Weighing,
    cell_codings,
    cells,
    compare,
)
from analysis.views.matrix_figure import cell_in_words, describe, figure, table
from tests.views.material import codings, day

# Kenya on x: for (0.8, quite sure), against (-0.4, less sure), for (0.6) in the same week as the first.
FRAME = codings(
    ("Kenya", "x", 0.8, "2025-03-03", {"confidence": 0.9}),  # a Monday
    ("Kenya", "x", -0.4, "2025-03-20", {"confidence": 0.6}),
    ("Kenya", "x", 0.6, "2025-03-09", {"confidence": 0.5}),  # the Sunday of that week
    ("Kenya", "x", 0.0, "2025-04-01", {"confidence": 0.9, "stance": "unclear"}),
)
EUROPE = {"European allies": ("France", "Germany"), "Nuclear powers": ("France", "China")}


def cell(aggregation, frame=FRAME, **more):
    return cells(frame, weighing=Weighing(half_life=10), counting=Counting(aggregation), **more).iloc[0]


def test_latest_is_the_latest_day_with_a_clear_stance():
    found = cell(Aggregation.LATEST)
    assert (found["value"], found["score"], found["scored"], found["statements"]) == (-0.4, -0.4, 1, 4)
    assert found["label"] == "oppose"
    assert cell_in_words(found, Aggregation.LATEST) == "latest oppose -0.40, 4 statements, only 60% sure"


def test_latest_of_several_on_one_day_is_their_mean_by_confidence():
    frame = codings(
        ("Kenya", "x", 1.0, "2025-01-01"),
        ("Kenya", "x", 0.5, "2025-02-01", {"confidence": 0.9}), ("Kenya", "x", -0.5, "2025-02-01", {"confidence": 0.6}),
    )  # fmt: skip
    assert cell(Aggregation.LATEST, frame)["score"] == pytest.approx((0.5 * 0.9 - 0.5 * 0.6) / 1.5)


def test_what_has_no_date_is_no_latest():
    found = cell(Aggregation.LATEST, codings(("Kenya", "x", 1.0, None)))
    assert found["scored"] == 0
    assert found["score"] != found["score"]
    assert found["statements"] == 1


def test_the_mean_by_confidence_knows_no_age():
    found = cell(Aggregation.CONFIDENCE)
    assert found["score"] == pytest.approx((0.8 * 0.9 - 0.4 * 0.6 + 0.6 * 0.5) / (0.9 + 0.6 + 0.5))


def test_the_mean_by_recency_halves_with_every_half_life_before_the_last_day():
    frame = codings(("Kenya", "x", 1.0, "2025-03-01"), ("Kenya", "x", -1.0, "2025-03-21"))
    # Twenty days are two half-lives: 1 * 1/4 - 1 * 1, over 5/4.
    assert cell(Aggregation.RECENCY, frame)["score"] == pytest.approx(-0.75 / 1.25)


def test_the_share_of_support_is_of_the_clear_statements():
    frame = codings(
        *[("Kenya", "x", 0.9, "2025-03-01")] * 3, ("Kenya", "x", -0.3, "2025-03-01"),
        ("Kenya", "x", 0.1, "2025-03-01"), ("Kenya", "x", 0.0, "2025-03-01", {"stance": "unclear"}),
    )  # fmt: skip
    found = cell(Aggregation.SHARE, frame)
    assert (found["value"], found["score"]) == (0.75, 0.5)
    assert (found["favour"], found["opposed"], found["scored"], found["statements"]) == (3, 1, 4, 6)
    assert cell_in_words(found, Aggregation.SHARE) == (
        "75% in favour (3 in favour, 1 opposed), 6 statements, contradicting each other"
    )


def test_without_a_clear_side_there_is_no_share():
    found = cell(Aggregation.SHARE, codings(("Kenya", "x", 0.1, "2025-03-01")))
    assert found["value"] != found["value"]
    assert cell_in_words(found, Aggregation.SHARE) == "no clear side, 1 statement"


def test_counts_count_every_stance():
    found = cell(Aggregation.COUNTS)
    assert (found["value"], found["favour"], found["opposed"]) == (4, 2, 1)
    assert cell_in_words(found, Aggregation.COUNTS) == "4 statements: 2 in favour, 1 opposed, contradicting each other"


@pytest.mark.parametrize(
    ("duplicates", "left"),
    [
        (Duplicates.ALL, [1, 2, 3, 4, 5, 6, 7]),
        (Duplicates.ARTICLE, [1, 3, 4, 5, 6, 7]),
        (Duplicates.WEEK, [1, 4, 5, 6, 7]),
        (Duplicates.MONTH, [1, 5, 6, 7]),
        (Duplicates.RANGE, [1, 6]),
    ],
)
def test_the_same_stance_counts_once_in_its_window(duplicates, left):
    frame = codings(
        ("Kenya", "x", 0.8, "2025-03-03", {"article_id": 1, "confidence": 0.9}),
        ("Kenya", "x", 0.8, "2025-03-03", {"article_id": 1}),  # in the same article
        ("Kenya", "x", 0.8, "2025-03-09", {"article_id": 2}),  # in the same week
        ("Kenya", "x", 0.8, "2025-03-10", {"article_id": 3}),  # the next week, the same month
        ("Kenya", "x", 0.8, "2025-04-10", {"article_id": 4}),  # the next month
        ("Kenya", "x", -0.8, "2025-03-03", {"article_id": 1}),  # the other side
        ("Kenya", "x", 0.8, None, {"article_id": 5}),  # in no week or month
    )
    for ids in ([1], [2], [3], [4], [5], [6], [7]):
        rest = frame[frame["statement_id"].isin([*left, *ids])]
        expected = len(left)
        found = cells(rest, counting=Counting(duplicates=duplicates)).iloc[0]
        assert found["statements"] == expected
    assert cells(frame, counting=Counting(duplicates=duplicates)).iloc[0]["statement_ids"] == [1, 2, 3, 4, 5, 6, 7]


def test_of_duplicates_the_surest_counts():
    frame = codings(
        ("Kenya", "x", 0.3, "2025-03-03", {"confidence": 0.6}), ("Kenya", "x", 0.9, "2025-03-04", {"confidence": 0.8})
    )
    assert cells(frame, counting=Counting(duplicates=Duplicates.RANGE)).iloc[0]["score"] == pytest.approx(0.9)


def test_duplicates_are_those_of_the_row_that_is_shown():
    frame = codings(
        ("Kenya", "x", 0.8, "2025-03-03", {"speaker": "Ruto"}),
        ("Kenya", "x", 0.8, "2025-03-03", {"speaker": "Mudavadi"}),
    )
    once = Counting(duplicates=Duplicates.RANGE)
    assert list(cells(frame, counting=once)["statements"]) == [1]
    assert list(cells(frame, Rows.ACTOR, counting=once)["statements"]) == [1, 1]


def test_rows_are_groups_and_the_parties_that_are_in_none():
    frame = codings(
        ("France", "x", 1.0, "2025-03-03"), ("Germany", "x", 0.0, "2025-03-03", {"stance": "support"}),
        ("China", "x", -1.0, "2025-03-03"), ("Kenya", "x", 0.5, "2025-03-03"),
    )  # fmt: skip
    found = cells(frame, Rows.GROUP, groups=EUROPE).set_index("row")
    assert dict(found["statements"]) == {"European allies": 2, "Nuclear powers": 2, "Kenya": 1}
    assert dict(found["score"]) == pytest.approx({"European allies": 0.5, "Nuclear powers": 0.0, "Kenya": 0.5})
    behind = cell_codings(frame, "Nuclear powers", "x", Rows.GROUP, groups=EUROPE)
    assert sorted(behind["party"]) == ["China", "France"]
    assert list(cell_codings(frame, "Kenya", "x", Rows.GROUP, groups=EUROPE)["party"]) == ["Kenya"]


def test_groups_are_told_as_well_where_parties_are_kept_by_number():
    rows = [(party, "x", 1.0, "2025-03-03") for party in ("France", "Germany", "Kenya")]
    frame = codings(*rows)
    kept = frame.astype({"party": "category", "theme": "category", "stance": "category", "source": "category"})
    found = cells(kept, Rows.GROUP, groups=EUROPE)
    assert dict(zip(found["row"], found["statements"], strict=True)) == {
        "European allies": 2, "Nuclear powers": 1, "Kenya": 1,
    }  # fmt: skip
    assert found.equals(cells(frame, Rows.GROUP, groups=EUROPE))


def test_a_reprint_counts_once_in_a_group_too():
    frame = codings(("France", "x", 1.0, "2025-03-03"), ("France", "x", 1.0, "2025-03-03", {"counts_as": 1}))
    assert list(cells(frame, Rows.GROUP, groups=EUROPE)["statements"]) == [1, 1]


def test_periods_are_compared_by_the_same_counting():
    winter, spring = Period(day("2025-03-01"), day("2025-03-10")), Period(day("2025-03-11"), day("2025-03-31"))
    found = compare(FRAME, winter, spring, counting=Counting(Aggregation.SHARE)).iloc[0]
    assert (found["score_before"], found["score_after"], found["what"]) == (1.0, -1.0, "turned")


def test_what_a_square_means_shows_in_figure_table_and_sentence():
    share = cells(FRAME, counting=Counting(Aggregation.SHARE))
    drawn = figure(share, {"x": "Aid"}, aggregation=Aggregation.SHARE)
    assert drawn.layout.coloraxis.colorbar.ticktext == ("none", "half", "all in favour")
    assert "67% in favour" in drawn.data[0].hovertext[0]
    assert table(share, {"x": "Aid"}, Aggregation.SHARE).loc["Kenya", "Aid"].startswith("67% in favour")
    assert "Kenya on Aid (67% in favour)" in describe(share, {"x": "Aid"}, Aggregation.SHARE)
    counts = cells(FRAME, counting=Counting(Aggregation.COUNTS))
    drawn = figure(counts, {"x": "Aid"}, aggregation=Aggregation.COUNTS)
    assert list(drawn.data[0].text) == ["4"]
    assert describe(counts, {"x": "Aid"}, Aggregation.COUNTS) == (
        "1 row on 1 theme, from 4 statements: most Kenya on Aid (4 statements)."
    )
