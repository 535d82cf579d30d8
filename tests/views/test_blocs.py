"""Agreement and blocs, with figures worked out by hand."""

import numpy as np
import pytest

from analysis.views.blocs import agreement, most_heard, themes_of_pair
from analysis.views.blocs_figure import describe, figure
from analysis.views.matrix import Weighing, cells
from analysis.views.matrix_figure import cell_of_point
from tests.views.material import codings

DATE = "2025-03-03"


def matrix(*scores):
    return cells(codings(*[(*one, DATE) for one in scores]), weighing=Weighing(half_life=None))


# Two that stand together, two opposite them, and one that is alone with its theme.
SPLIT = matrix(
    ("Egypt", "dam", -1.0), ("Egypt", "water", -0.8),
    ("Sudan", "dam", -0.2), ("Sudan", "water", -0.8),
    ("Ethiopia", "dam", 1.0), ("Ethiopia", "water", 0.8),
    ("Eritrea", "dam", 0.8),
    ("Kenya", "fish", 1.0),
)  # fmt: skip


def likeness(found, one, other):
    return found.likeness[found.rows.index(one), found.rows.index(other)]


def test_agreement_is_one_less_half_the_mean_distance_over_shared_themes():
    found = agreement(SPLIT)
    assert likeness(found, "Egypt", "Sudan") == pytest.approx(1 - (0.8 + 0.0) / 4)
    assert likeness(found, "Egypt", "Ethiopia") == pytest.approx(1 - (2.0 + 1.6) / 4)
    assert likeness(found, "Sudan", "Eritrea") == pytest.approx(1 - 1.0 / 2)  # one shared theme
    assert found.shared[found.rows.index("Egypt"), found.rows.index("Ethiopia")] == 2
    assert found.shared[found.rows.index("Egypt"), found.rows.index("Eritrea")] == 1


def test_agreement_is_mutual_and_nobody_is_compared_with_themselves():
    found = agreement(SPLIT)
    assert np.array_equal(found.likeness, found.likeness.T, equal_nan=True)
    assert np.isnan(np.diag(found.likeness)).all()


def test_those_that_stand_together_are_a_bloc_and_stand_side_by_side():
    found = agreement(SPLIT)
    assert {frozenset(bloc) for bloc in found.blocs} == {
        frozenset({"Egypt", "Sudan"}), frozenset({"Ethiopia", "Eritrea"}),
    }  # fmt: skip
    for bloc in found.blocs:
        assert "".join(bloc) in "".join(found.rows)


def test_who_shares_no_theme_with_anybody_is_left_out():
    assert "Kenya" not in agreement(SPLIT).rows
    assert "Eritrea" not in agreement(SPLIT, least_shared=2).rows


def test_those_who_never_met_on_a_theme_make_no_bloc():
    # Chad and Niger each agree fully with Mali, on different themes; they share none.
    found = agreement(matrix(("Mali", "x", 1.0), ("Mali", "y", 1.0), ("Chad", "x", 1.0), ("Niger", "y", 1.0)))
    assert np.isnan(likeness(found, "Chad", "Niger"))
    assert max(len(bloc) for bloc in found.blocs) == 2


def test_a_cell_that_is_too_unsure_says_nothing():
    frame = codings(("A", "x", 1.0, DATE), ("B", "x", 1.0, DATE, {"confidence": 0.1}))
    assert agreement(cells(frame)).rows == ()


def test_the_themes_of_a_pair_come_furthest_apart_first_with_their_statements():
    found = themes_of_pair(SPLIT, "Sudan", "Ethiopia")
    assert [shared.theme for shared in found] == ["water", "dam"]
    assert found[1].scores == pytest.approx((-0.2, 1.0))
    assert found[1].statement_ids == ((3,), (5,))
    assert themes_of_pair(SPLIT, "Kenya", "Egypt") == []


def test_the_figure_opens_pairs_and_marks_blocs():
    found = agreement(SPLIT)
    drawn = figure(found)
    points = [tuple(point) for point in drawn.data[0].customdata]
    assert ("Egypt", "Ethiopia") in points
    assert ("Egypt", "Egypt") not in points
    assert len(drawn.layout.shapes) == 2
    assert cell_of_point({"points": [{"customdata": list(points[0])}]}) == points[0]


def test_the_sentence_names_the_ends_and_the_blocs():
    words = describe(agreement(SPLIT))
    assert words.startswith(
        "Most alike: Eritrea and Ethiopia agree by 90% on 1 shared theme, by single statements or outlets only. "
        "Least alike: "
    )
    assert "Egypt and Ethiopia agree by 10% on 2 shared themes." in words or "Egypt and Eritrea agree by 10%" in words
    assert "Sudan" in words[words.index("Blocs:") :]


# Mali and Chad said everything twice, in two outlets; Niger once, hardly sure; Togo twice, in one outlet.
FOOTING = matrix(
    ("Mali", "x", 1.0), ("Mali", "x", 1.0), ("Mali", "y", 1.0), ("Mali", "y", 1.0),
    ("Chad", "x", 1.0), ("Chad", "x", 1.0), ("Chad", "y", 0.8), ("Chad", "y", 0.8),
)  # fmt: skip


def test_an_agreement_says_what_little_it_stands_on():
    once_only = {"confidence": 0.4}
    paper = {"source": "Lomé Paper"}
    rows = [("Mali", "x", 1.0, DATE), ("Mali", "x", 1.0, DATE), ("Mali", "y", 1.0, DATE), ("Mali", "y", 1.0, DATE)]
    rows += [("Chad", "x", 1.0, DATE), ("Chad", "x", 1.0, DATE), ("Niger", "x", 1.0, DATE, once_only)]
    rows += [("Togo", "y", 1.0, DATE, paper), ("Togo", "y", 1.0, DATE, paper)]
    made = cells(codings(*rows))
    found = agreement(made)
    at = found.rows.index
    assert found.firm[at("Mali"), at("Chad")] == 1
    assert found.confidence[at("Mali"), at("Chad")] == pytest.approx(0.8)
    assert found.firm[at("Mali"), at("Togo")] == 0
    assert found.confidence[at("Chad"), at("Niger")] == pytest.approx(0.4)
    drawn = figure(found).data[0]
    looks = zip(drawn.marker.symbol, drawn.marker.opacity, strict=True)
    of = {tuple(pair): look for pair, look in zip(drawn.customdata, looks, strict=True)}
    assert of["Mali", "Chad"] == ("square", 1.0)
    assert of["Togo", "Mali"] == ("square-open", 1.0)
    assert of["Niger", "Mali"] == ("square-open", 0.4)
    (theme,) = themes_of_pair(made, "Togo", "Mali")
    assert theme.doubts == (("one outlet only",), ())


def test_a_bloc_that_rests_on_little_has_a_broken_frame():
    sound, thin = agreement(FOOTING), agreement(matrix(("Mali", "x", 1.0), ("Chad", "x", 1.0)))
    assert [figure(one).layout.shapes[0].line.dash for one in (sound, thin)] == ["solid", "dash"]
    assert describe(sound).endswith("Blocs: Chad, Mali.")
    assert describe(thin).endswith("Blocs: Chad, Mali (doubtful).")


def test_nothing_to_compare_is_said():
    none = agreement(cells(codings()))
    figure(none)
    assert describe(none) == "No two of them share enough themes to compare."


def test_of_very_many_rows_those_with_most_statements_are_kept():
    assert set(most_heard(SPLIT, 3)["row"]) == {"Egypt", "Sudan", "Ethiopia"}
    assert len(most_heard(SPLIT, 9)) == len(SPLIT)
