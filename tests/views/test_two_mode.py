import pytest

from analysis.views.matrix import cells
from analysis.views.palette import NEUTRAL, OPPOSE, SUPPORT
from analysis.views.two_mode import two_mode
from analysis.views.two_mode_figure import describe, figure, tie_in_words
from tests.views.material import codings

FRAME = codings(
    ("Peru", "fishing", 1.0, "2025-01-01"), ("Peru", "fishing", 1.0, "2025-01-01"),
    ("Peru", "tariffs", -1.0, "2025-01-01"), ("Chile", "tariffs", 0.9, "2025-01-01", {"confidence": 0.1}),
)  # fmt: skip
NAMES = {"fishing": "Fishing", "tariffs": "Tariffs"}


def test_a_tie_joins_a_party_and_a_theme_with_its_sign():
    network = two_mode(cells(FRAME))
    ties = {(tie.row, tie.theme): (tie.score, tie.statements) for tie in network.ties}
    assert ties["Peru", "fishing"] == (pytest.approx(1.0), 2)
    assert ties["Peru", "tariffs"] == (pytest.approx(-1.0), 1)
    assert (set(network.rows), set(network.themes)) == ({"Peru", "Chile"}, {"fishing", "tariffs"})


def test_the_same_matrix_gives_the_same_picture():
    assert two_mode(cells(FRAME)).rows == two_mode(cells(FRAME)).rows


def test_weak_ties_can_be_left_out_with_those_who_have_no_other():
    network = two_mode(cells(FRAME), least_statements=2)
    assert [(tie.row, tie.theme) for tie in network.ties] == [("Peru", "fishing")]
    assert (set(network.rows), set(network.themes)) == ({"Peru"}, {"fishing"})


def test_the_figure_opens_ties_and_colours_them_by_sign():
    network = two_mode(cells(FRAME))
    drawn = figure(network, NAMES, coloured=True)
    dots = next(trace for trace in drawn.data if trace.customdata is not None)
    colours = {tuple(data): colour for data, colour in zip(dots.customdata, dots.marker.color, strict=True)}
    assert colours == {("Peru", "fishing"): SUPPORT, ("Peru", "tariffs"): OPPOSE, ("Chile", "tariffs"): NEUTRAL}


def test_the_sentence_names_the_widest_tie():
    network = two_mode(cells(FRAME))
    assert describe(network, NAMES) == (
        "2 × 2 nodes, 3 ties. The widest: Peru on Fishing: in favour +1.00, 2 statements."
    )
    unsure = next(tie for tie in network.ties if tie.row == "Chile")
    assert tie_in_words(unsure, NAMES) == "Chile on Tariffs: unclear, 1 statement"
    assert "No tie" in describe(two_mode(cells(FRAME), least_statements=9), NAMES)


def test_a_tie_shows_that_it_rests_on_little_or_on_nothing_sure():
    paper, unsure = {"source": "Lima Paper"}, {"confidence": 0.4}
    frame = codings(
        ("Peru", "fishing", 1.0, "2025-01-01", paper), ("Peru", "fishing", 1.0, "2025-01-01", paper),
        ("Peru", "tariffs", 1.0, "2025-01-01", unsure), ("Peru", "tariffs", 1.0, "2025-01-01", unsure),
        ("Chile", "tariffs", 0.9, "2025-01-01", {"confidence": 0.1}),
    )  # fmt: skip
    network = two_mode(cells(frame))
    words = {(tie.row, tie.theme): tie_in_words(tie, NAMES) for tie in network.ties}
    assert words["Peru", "fishing"] == "Peru on Fishing: in favour +1.00, 2 statements, one outlet only"
    assert words["Peru", "tariffs"] == "Peru on Tariffs: in favour +1.00, 2 statements, only 40% sure"
    drawn = figure(network, NAMES, coloured=True)
    lines = sorted((line.line.dash, line.opacity) for line in drawn.data if line.mode == "lines")
    assert lines == [("dash", 1.0), ("dot", 1.0), ("solid", 0.4)]
