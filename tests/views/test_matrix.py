import pytest

from analysis.views.matrix import Period, Rows, Weighing, cell_codings, cells, compare
from analysis.views.matrix_figure import axes, cell_of_point, describe, figure, least_width, table
from analysis.views.palette import NEUTRAL
from tests.views.material import codings, day

PLAIN = Weighing(half_life=None)
NAMES = {"ceasefire": "Ceasefire", "corridor": "Humanitarian corridor"}


def cell(frame, **more):
    return cells(frame, weighing=PLAIN, **more).iloc[0]


def test_a_score_is_the_mean_weighted_by_confidence():
    frame = codings(
        ("Sudan", "ceasefire", 1.0, "2023-05-01", {"confidence": 0.9}),
        ("Sudan", "ceasefire", -0.5, "2023-05-01", {"confidence": 0.45}),
    )
    assert cell(frame)["score"] == pytest.approx((1.0 * 0.9 - 0.5 * 0.45) / (0.9 + 0.45))


def test_what_was_said_a_half_life_ago_weighs_half():
    frame = codings(("Sudan", "ceasefire", -1.0, "2023-05-01"), ("Sudan", "ceasefire", 1.0, "2023-05-11"))
    assert cells(frame, weighing=Weighing(half_life=10)).iloc[0]["score"] == pytest.approx((1 - 0.5) / 1.5)


def test_codings_too_unsure_and_unclear_leave_the_colour_alone_and_are_counted():
    frame = codings(
        ("Israel", "ceasefire", 0.8, "2024-01-01"),
        ("Israel", "ceasefire", -1.0, "2024-01-02", {"confidence": 0.2}),
        ("Israel", "ceasefire", 0.0, "2024-01-03", {"stance": "unclear"}),
    )
    found = cell(frame)
    assert found["score"] == pytest.approx(0.8)
    assert (found["statements"], found["scored"], found["unsure"]) == (3, 1, 1)
    assert found["label"] == "support"
    assert found["latest"] == day("2024-01-03")


def test_a_cell_of_unclear_statements_only_has_no_score():
    found = cell(codings(("Israel", "ceasefire", 0.0, "2024-01-03", {"stance": "unclear"})))
    assert found["score"] != found["score"]
    assert found["label"] == "unclear"


def test_a_reprint_counts_once_and_is_listed():
    frame = codings(
        ("Armenia", "corridor", 1.0, "2023-09-01"),
        ("Armenia", "corridor", 1.0, "2023-09-02", {"counts_as": 1}),
        ("Armenia", "corridor", -1.0, "2023-09-02"),
    )
    found = cell(frame)
    assert found["score"] == pytest.approx(0.0)
    assert found["statements"] == 2
    assert found["statement_ids"] == [1, 2, 3]


def test_the_matrix_as_of_a_day_knows_nothing_later_and_nothing_undated():
    frame = codings(
        ("Serbia", "ceasefire", -1.0, "1999-03-24"),
        ("Serbia", "ceasefire", 1.0, "1999-06-09"),
        ("Serbia", "ceasefire", 1.0, None),
    )
    assert cell(frame)["statements"] == 3
    as_of = cell(frame, period=Period(until=day("1999-05-01")))
    assert (as_of["statements"], as_of["score"]) == (1, -1.0)


@pytest.mark.parametrize(
    ("scores", "disagreement", "label"),
    [
        ((0.8, 0.7), False, "support"),
        ((0.8, -0.8), True, "mixed"),
        ((0.9, 0.9, 0.9, -0.9), True, "support"),
        ((-0.6,), False, "oppose"),
    ],
)
def test_a_party_that_speaks_for_and_against_disagrees_with_itself(scores, disagreement, label):
    found = cell(codings(*(("Kosovo", "ceasefire", score, "2001-01-01") for score in scores)))
    assert (found["disagreement"], found["label"]) == (disagreement, label)


def test_conditional_statements_mark_the_cell_and_name_it_where_they_prevail():
    conditional = {"stance": "conditional"}
    frame = codings(("Hamas", "ceasefire", 0.4, "2024-01-01", conditional), ("Hamas", "ceasefire", 0.9, "2024-01-01"))
    assert cell(frame)["conditional"]
    assert cell(frame)["label"] == "conditional"
    frame = codings(
        *[("Hamas", "ceasefire", 0.9, "2024-01-01")] * 2, ("Hamas", "ceasefire", 0.4, "2024-01-01", conditional)
    )
    assert (cell(frame)["conditional"], cell(frame)["label"]) == (True, "support")


def test_rows_are_parties_or_actors_and_nobody_is_neither():
    frame = codings(
        ("China", "ceasefire", 0.5, "2025-01-01", {"speaker": "Wang Yi"}),
        (None, "ceasefire", 0.5, "2025-01-01", {"speaker": None}),
    )
    assert list(cells(frame)["row"]) == ["China"]
    assert list(cells(frame, Rows.ACTOR)["row"]) == ["Wang Yi"]


def test_rows_come_by_their_number_of_statements():
    frame = codings(("A", "x", 1, "2025"), ("B", "x", 1, "2025"), ("B", "y", 1, "2025"))
    assert list(cells(frame)["row"]) == ["B", "B", "A"]


def test_two_periods_are_compared():
    frame = codings(
        ("A", "x", -0.8, "2025-01-10"), ("A", "x", 0.8, "2025-03-10"),  # turned
        ("B", "x", 0.3, "2025-01-10"), ("B", "x", 0.8, "2025-03-10"),  # more in favour
        ("C", "x", 0.5, "2025-01-10"),  # no longer
        ("D", "x", 0.5, "2025-03-10"),  # new
        ("E", "x", 0.5, "2025-01-10"), ("E", "x", 0.6, "2025-03-10"),  # same
    )  # fmt: skip
    winter, spring = Period(day("2025-01-01"), day("2025-01-31")), Period(day("2025-03-01"), day("2025-03-31"))
    found = compare(frame, winter, spring).set_index("row")
    assert dict(found["what"]) == {"A": "turned", "B": "more in favour", "E": "same", "C": "no longer", "D": "new"}
    assert found.loc["A", "change"] == pytest.approx(1.6)
    assert list(found.index[:3]) == ["A", "B", "E"]
    assert (found.loc["C", "statements_before"], found.loc["C", "statements_after"]) == (1, 0)


def test_the_codings_behind_a_cell_come_latest_first():
    frame = codings(
        ("A", "x", 1, "2025-01-10"), ("A", "x", 1, "2025-03-10"), ("A", "y", 1, "2025"), ("A", "x", 1, None)
    )
    assert list(cell_codings(frame, "A", "x")["statement_id"]) == [2, 1, 4]


def test_no_codings_give_an_empty_matrix_that_draws():
    empty = cells(codings())
    assert empty.empty
    figure(empty, NAMES)
    assert table(empty, NAMES).empty
    assert "No statement" in describe(empty, NAMES)


def test_a_click_on_a_square_opens_its_cell():
    found = cells(codings(("Armenia", "corridor", 1.0, "2023-09-01"), ("Azerbaijan", "ceasefire", -1.0, "2023-09-01")))
    points = [list(data) for trace in figure(found, NAMES).data for data in trace.customdata]
    assert sorted(points) == [["Armenia", "corridor"], ["Azerbaijan", "ceasefire"]]
    assert cell_of_point({"selection": {"points": [{"customdata": points[0]}]}}) == tuple(points[0])
    assert cell_of_point({"points": [{"customdata": {"0": "Armenia", "1": "corridor"}}]}) == ("Armenia", "corridor")
    assert cell_of_point({"selection": {"points": []}}) is None
    assert cell_of_point(None) is None


def test_the_figure_shows_themes_by_name_colours_by_score_and_marks():
    frame = codings(
        ("Hamas", "ceasefire", 0.4, "2024-01-01", {"stance": "conditional"}), ("Israel", "corridor", -0.9, "2024")
    )
    drawn = figure(cells(frame), NAMES)
    assert set(drawn.layout.xaxis.ticktext) == {"Ceasefire", "Humanitarian<br>corridor"}
    assert list(drawn.data[1].marker.color) == pytest.approx([0.4, -0.9])
    assert list(drawn.data[1].text) == ["◐", ""]
    assert drawn.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_what_a_cell_stands_on_shows_in_its_square():
    frame = codings(
        ("Several", "x", 0.9, "2024"), ("Several", "x", 0.9, "2024"),
        ("One", "x", 0.9, "2024"), ("Weak", "x", 0.9, "2024", {"confidence": 0.4}),
        ("Unsure", "x", 0.9, "2024", {"confidence": 0.1}),
    )  # fmt: skip
    solid, outlined, hollow = figure(cells(frame), {}).data
    assert (list(solid.y), solid.marker.symbol) == (["Several"], "square")
    assert (sorted(outlined.y), outlined.marker.symbol) == (["One", "Weak"], "square-open")
    faded = dict(zip(outlined.y, outlined.marker.opacity, strict=True))
    assert faded["Weak"] < faded["One"] == 1
    assert (list(hollow.y), hollow.marker.color) == (["Unsure"], NEUTRAL)


def test_nobody_is_called_most_opposed_who_is_in_favour():
    said = describe(
        cells(codings(("Armenia", "corridor", 0.8, "2023"), ("Azerbaijan", "corridor", 0.4, "2023"))), NAMES
    )
    assert said.endswith("most in favour Armenia on Humanitarian corridor (+0.80).")


def test_several_statements_of_one_outlet_alone_are_told_from_those_of_two():
    alone, repeated = {"source": "Herald"}, {"source": "Tribune", "counts_as": 3}
    frame = codings(
        ("Alone", "x", 0.9, "2024", alone), ("Alone", "x", 0.9, "2024", alone),
        ("Carried", "x", 0.9, "2024", alone), ("Carried", "x", 0.9, "2024", alone),
        ("Carried", "x", 0.9, "2024", repeated),
        ("Nameless", "x", 0.9, "2024", {"source": None}), ("Nameless", "x", 0.9, "2024", {"source": None}),
    )  # fmt: skip
    found = cells(frame)
    assert dict(zip(found["row"], found["outlets"], strict=True)) == {"Alone": 1, "Carried": 2, "Nameless": 2}
    solid, outlined, _hollow = figure(found, {}).data
    assert (sorted(solid.y), list(outlined.y)) == (["Carried", "Nameless"], ["Alone"])
    assert table(found, {}).loc["Alone", "X"] == "support +0.90, 2 statements, one outlet only"


def test_where_there_is_one_outlet_at_all_the_sentence_says_so_and_not_each_square():
    herald = {"source": "Herald"}
    frame = codings(*[(party, "x", 0.9, "2024", herald) for party in ("Chad", "Chad", "Mali", "Mali")])
    solid, outlined, _hollow = figure(cells(frame), {}).data
    assert (sorted(solid.y), list(outlined.y)) == (["Chad", "Mali"], [])
    assert describe(cells(frame), {}).endswith("All of it is from one outlet.")


def test_the_axes_of_two_periods_are_those_of_both():
    one, other = cells(codings(("A", "x", 1, "2024"))), cells(codings(("B", "x", 1, "2025"), ("B", "y", 1, "2025")))
    both = axes(one, other)
    assert (both.rows, both.themes) == (("B", "A"), ("x", "y"))
    assert least_width(both) == least_width(axes(one)) == 360


def test_the_table_and_the_sentence_say_what_the_figure_shows():
    frame = codings(
        ("Armenia", "corridor", 0.8, "2023-09-01"),
        ("Azerbaijan", "ceasefire", -0.9, "2023-09-01"),
        ("Azerbaijan", "ceasefire", -0.9, "2023-09-01", {"confidence": 0.1}),
    )
    found = cells(frame)
    assert table(found, NAMES).loc["Azerbaijan", "Ceasefire"] == "oppose -0.90, 2 statements, 1 too unsure"
    assert table(found, NAMES).loc["Armenia", "Ceasefire"] == ""
    assert describe(found, NAMES) == (
        "2 rows on 2 themes, from 3 statements: most in favour Armenia on Humanitarian corridor (+0.80), most opposed "
        "Azerbaijan on Ceasefire (-0.90). 1 coding too unsure to colour a cell."
    )


def test_a_cell_is_no_surer_than_that_its_statements_are_any():
    frame = codings(
        ("Sudan", "ceasefire", 1.0, "2023-05-01", {"confidence": 0.9, "statement_confidence": 0.3}),
        ("Sudan", "ceasefire", 1.0, "2023-05-02", {"confidence": 0.4, "statement_confidence": 0.9}),
    )
    assert cell(frame)["confidence"] == pytest.approx((0.3 + 0.4) / 2)
    assert "only 35% sure" in table(cells(frame), NAMES).loc["Sudan", "Ceasefire"]
