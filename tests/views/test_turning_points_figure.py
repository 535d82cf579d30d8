from analysis.views.drift import points
from analysis.views.turning_points import turning_points
from analysis.views.turning_points_figure import figure, in_words, table
from tests.views.material import codings

NAMES = {"dam": "The dam"}
FRAME = codings(
    *[("Egypt", "dam", -0.8, f"2025-0{month}-01") for month in (1, 2, 3)],
    *[("Egypt", "dam", 0.6, f"2025-0{month}-01") for month in (4, 5, 6)],
)


def test_the_path_has_a_line_at_each_turn_and_the_means_between_them():
    turns = turning_points(FRAME)
    drawn = figure(points(FRAME, "Egypt", "dam"), turns, "Egypt", "The dam")
    assert [shape.x0 for shape in drawn.layout.shapes] == ["2025-04-01"]
    means = drawn.data[-1]
    assert list(means.x) == ["2025-01-01", "2025-04-01", "2025-04-01", "2025-06-01"]
    assert [round(mean, 2) for mean in means.y] == [-0.8, -0.8, 0.6, 0.6]


def test_the_line_of_a_doubtful_turn_is_dotted_and_faint():
    unsure = codings(
        *[("Egypt", "dam", -0.8, f"2025-0{month}-01", {"confidence": 0.4}) for month in (1, 2, 3)],
        *[("Egypt", "dam", 0.6, f"2025-0{month}-01") for month in (4, 5, 6)],
    )
    lines = [
        figure(points(frame, "Egypt", "dam"), turning_points(frame), "Egypt", "The dam").layout.shapes[0]
        for frame in (FRAME, unsure)
    ]
    assert [(line.line.dash, line.opacity) for line in lines] == [("dash", 1), ("dot", 0.6)]


def test_a_path_without_a_turn_is_drawn_without_means():
    frame = codings(("Egypt", "dam", 0.8, "2025-01-01"))
    assert len(figure(points(frame, "Egypt", "dam"), [], "Egypt", "The dam").data) == 2


def test_a_turn_reads_as_a_sentence_and_as_a_row():
    (turn,) = turning_points(FRAME)
    assert in_words(turn, NAMES) == (
        "Egypt on the dam turned in favour, from -0.80 to +0.60, between 1 March 2025 and 1 April 2025"
    )
    row = table([turn], NAMES).iloc[0]
    assert list(row[["Who", "Theme", "Turned on", "From", "To"]]) == [
        "Egypt",
        "The dam",
        "1 April 2025",
        "-0.80",
        "+0.60",
    ]
